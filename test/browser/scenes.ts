import path from 'node:path';
import { z } from 'zod';
import type { ChatCard } from './chat-card.ts';
import type { LocalDesk } from './local-desk.ts';

/** Milliseconds: three windows take 10 s of computing each to open, and other tests may run meanwhile. */
export const START = 300_000;
const SCENE = 300_000;

/** Plays the scenes of a story. When one fails, pictures show where it stood, and the rest is not played. */
export function scenesOf(
  desk: () => LocalDesk,
  people: readonly string[],
  pictures: string,
): (name: string, play: () => Promise<void>) => void {
  let isBrokenOff = false;
  return (name, play) => {
    test(
      name,
      async () => {
        if (isBrokenOff) throw new Error('The story broke off before.');
        isBrokenOff = true;
        try {
          await play();
          isBrokenOff = false;
        } finally {
          if (isBrokenOff)
            for (const who of people)
              await desk()
                .chat(who)
                .picture(path.join(pictures, `broken-${who}.png`));
        }
      },
      SCENE,
    );
  };
}

/** The id of the request that a card is about. */
export async function requestOn(card: ChatCard): Promise<string> {
  return /[A-Z]+-[0-9A-Z]{6}/.exec(await card.text())?.[0] ?? 'no request';
}

const logLineSchema = z.looseObject({ level: z.string(), method: z.string().optional() });

/** Errors and warnings in a log; that the Playground asks whether the bot is there (HEAD) is none. */
export function complaintsIn(log: string): unknown[] {
  const lines = log.split('\n').filter((line) => line.startsWith('{'));
  return lines
    .map((line) => logLineSchema.parse(JSON.parse(line)))
    .filter(({ level, method }) => level !== 'info' && level !== 'debug' && method !== 'HEAD');
}
