import { z } from 'zod';
import type { Incoming } from './activity.ts';

const mentionSchema = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string() }),
});

/** Characters of a message that are read; Teams itself takes some 28 KB. */
const LONGEST = 28_000;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * What the person said: without mentions of the bot, other mentions as plain names, entities decoded once. The Playground
 * and some clients send a mention without the entity that describes it; the bot's own name counts as one too.
 */
export function wordsOf(activity: Incoming): string {
  let text = (activity.text ?? '').slice(0, LONGEST);
  for (const mention of mentionsOf(activity)) {
    if (mention.mentioned.id === activity.recipient.id) text = text.replaceAll(mention.text, ' ');
  }
  const ownName = decoded(activity.recipient.name ?? '').trim();
  return decoded(
    text
      .replace(/<at\b[^<>]*>([^<]*)<\/at>/gi, (_, name: string) => (decoded(name).trim() === ownName ? ' ' : name))
      .replace(/<\/?at\b[^<>]*>/gi, ' ')
      .replace(/<br\s*\/?>/gi, '\n'),
  )
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}

function mentionsOf(activity: Incoming): z.infer<typeof mentionSchema>[] {
  return (activity.entities ?? []).flatMap((entity) => {
    const parsed = mentionSchema.safeParse(entity);
    return parsed.success ? [parsed.data] : [];
  });
}

function decoded(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,5}));/gi, (whole, decimal, hexadecimal, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
