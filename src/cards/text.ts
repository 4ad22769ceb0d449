/** Turns the reading direction, or has no picture: could make a name read as something else. */
const UNSEEN = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;

/** Markdown that works anywhere in a line. */
const MARKS = /[\\`*_[\]<~]/g;

/**
 * A text as it may stand on a card: one line, nothing invisible, and no `<at>`, which would make Teams mention somebody.
 * Not for the values of inputs, which stay as they were typed.
 */
export function shown(text: string): string {
  const line = text.toWellFormed().replace(/\s+/g, ' ');
  return line.replace(UNSEEN, '').replace(/<(?=\s*\/?\s*at\b)/gi, '‹');
}

/** The same text for an element that reads Markdown: what people typed stays text and becomes no link, list or heading. */
export function escaped(text: string): string {
  return text
    .replace(MARKS, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|-{3,}$|={3,}$)/, '\\$&')
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2');
}

/** At most so many characters, the last an ellipsis where something was cut off. */
export function shortened(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** "Ann", "Ann and Bob", "Ann, Bob and Cy". */
export function listed(words: readonly string[], last = 'and'): string {
  const head = words.slice(0, -1).join(', ');
  const tail = words.at(-1) ?? '';
  return head === '' ? tail : `${head} ${last} ${tail}`;
}

/** The same, and from the fourth on only how many more: "Ann, Bob and 3 more". */
export function listedShort(words: readonly string[], last = 'and'): string {
  return words.length <= 3 ? listed(words, last) : listed([...words.slice(0, 2), `${words.length - 2} more`], 'and');
}

/** Parts of a small line with dots between; those that are empty are left out. */
export function dotted(...parts: string[]): string {
  return parts.filter((part) => part !== '').join(' · ');
}

/** "1,234". */
export function grouped(count: number): string {
  return count.toLocaleString('en-US');
}

/** "1 device", "2 devices". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${grouped(count)} ${count === 1 ? one : many}`;
}

/** The text with a capital first letter. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
