import { z } from 'zod';
import type { Incoming } from './activity.ts';

const mentionSchema = z.object({
  type: z.literal('mention'),
  text: z.string().min(1),
  mentioned: z.object({ id: z.string() }),
});

/** Characters of a message that are read; Teams itself takes some 28 KB. */
const LONGEST = 28_000;
/** Zero-width characters, which come along with what was copied. */
const INVISIBLE = /[\u200b-\u200f\u2060\ufeff]/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/**
 * What the person said: entities decoded once, without mentions of the bot, other mentions as plain names. A mention
 * that comes without the entity that describes it counts as the bot's when it has its name.
 */
export function wordsOf(activity: Incoming): string {
  let text = decoded((activity.text ?? '').slice(0, LONGEST));
  for (const mention of mentionsOf(activity)) {
    if (mention.mentioned.id === activity.recipient.id) text = text.replaceAll(decoded(mention.text), ' ');
  }
  const ownName = activity.recipient.name?.trim();
  return text
    .replace(/<at\b[^<>]*>([^<]*)<\/at>/gi, (_, name: string) => (name.trim() === ownName ? ' ' : name))
    .replace(/<\/?at\b[^<>]*>/gi, ' ')
    .replace(/<br\s*\/?>|\r\n?/gi, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(INVISIBLE, '')
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
