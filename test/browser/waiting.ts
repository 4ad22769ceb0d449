import { setTimeout as sleep } from 'node:timers/promises';

/** How long the bot may take to answer, in milliseconds, on a slow machine. */
export const PATIENCE = 60_000;

/** Text as one line, the way it is compared. */
export function inOneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}

/**
 * Waits until something holds.
 * @throws naming what was waited for and, if asked, what there was instead.
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what: string,
  instead?: () => Promise<unknown>,
): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await sleep(50)) {
    if (await holds()) return;
  }
  const found = instead ? ` There is: ${await instead()}` : '';
  throw new Error(`Waited ${PATIENCE / 1000} s in vain until ${what}.${found}`);
}
