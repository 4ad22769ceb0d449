import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import type { AdaptiveCardJson } from '../../../src/cards/render.ts';
import { hostConfig, styleSheet, type Theme } from './host-config.ts';

/** A phone, the Playground's column, a desktop. */
const WIDTHS = [320, 446, 640] as const;
const THEMES: readonly Theme[] = ['light', 'dark'];

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium, without a window. */
export async function launch(): Promise<Browser> {
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: FLAGS });
}

/** An empty page that can draw cards. */
export async function cardPage(browser: Browser): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1480, height: 100 } });
  const bundle = dirname(createRequire(import.meta.filename).resolve('adaptivecards/package.json'));
  await page.setContent('<!doctype html><html lang="en"><title>Cards</title><body></body></html>');
  await page.addStyleTag({ path: join(bundle, 'dist', 'adaptivecards.css') });
  await page.addStyleTag({ content: styleSheet() });
  await page.addScriptTag({ path: join(bundle, 'dist', 'adaptivecards.min.js') });
  await page.addScriptTag({ path: join(import.meta.dirname, 'in-page.js') });
  return page;
}

/**
 * Draws a card at every width in both themes, a row for each theme; gives what is wrong with it, each with where. `press`
 * is the title of a button to press first, to open what it opens.
 */
export async function drawEverywhere(
  page: Page,
  name: string,
  card: AdaptiveCardJson,
  press?: string,
): Promise<string[]> {
  const drawings = THEMES.flatMap((theme) =>
    WIDTHS.map((width) => ({ row: `${name}-${theme}`, card, width, theme, config: hostConfig(theme), press })),
  );
  return page.evaluate(`document.body.replaceChildren(); ${JSON.stringify(drawings)}.flatMap(drawCard)`);
}
