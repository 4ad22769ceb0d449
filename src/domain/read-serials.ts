import { isSerial, normalizeSerial, type Serial } from './serials.ts';

/** Whether a text is a serial for sure: that of a device one may name, or one as its maker prints them. */
export type IsKnown = (serial: Serial) => boolean;

/** What parts two serials wherever it stands. A blank does so only where that makes more sense than without it. */
const PARTS = /[,;\t\r\n]+/;

const LONGEST_SERIAL = 24;

/**
 * The serials in a pasted text, normalized, each once, in order (Rule 30). Commas, semicolons, tabs and new lines part
 * them. Blanks may part two serials or stand within one: words that could be serials of their own stay apart, and a word
 * that could not is put together with those beside it where that gives a serial that is known, or makes one of the whole
 * line. So no odd word ever costs a known serial, and what is none stays in the list, for the caller to refuse by name.
 */
export function readSerials(text: string, isKnown: IsKnown = () => false): Serial[] {
  return [...new Set(linesIn(text).flatMap((words) => readLine(words, isKnown)))];
}

/** Every serial that a text may mean, the likeliest first, for the caller to look up which of them are known. */
export function possibleSerials(text: string): Serial[] {
  const lines = linesIn(text);
  const joined = lines.flatMap((words) => words.flatMap((_, end) => joinsEndingAt(words, end)));
  return [...new Set([...lines.flat().filter(isSerial), ...joined.map(({ serial }) => serial)])];
}

/** Whether there is more than one way to read a text, so that it makes a difference which serials are known. */
export function isAmbiguous(text: string): boolean {
  return linesIn(text).some((words) => words.length > 1 && !words.every(isWhole));
}

/** The serials of a text with commas between them, or the text as it is where they are not certain. */
export function tidySerials(text: string): string {
  return isAmbiguous(text) ? text : readSerials(text).join(', ');
}

/** The words of each line, freed of hyphens. */
function linesIn(text: string): Serial[][] {
  return text.split(PARTS).map((line) => line.split(/\s+/).map(normalizeSerial).filter(Boolean));
}

/** Whether a word is likely to be a serial of its own: of their form, with a digit in it. */
function isWhole(word: string): boolean {
  return isSerial(word) && /\d/.test(word);
}

/** Words put together, from one to another. */
interface Join {
  from: number;
  serial: Serial;
}

/** What several words in a row make, where one of them at least is no serial by itself. */
function joinsEndingAt(words: readonly Serial[], end: number): Join[] {
  const joins: Join[] = [];
  let serial = words[end] ?? '';
  let isOdd = !isWhole(serial);
  for (let from = end - 1; from >= 0; from -= 1) {
    const word = words[from] ?? '';
    serial = word + serial;
    if (serial.length > LONGEST_SERIAL) break;
    isOdd ||= !isWhole(word);
    if (isOdd && isSerial(serial)) joins.push({ from, serial });
  }
  return joins;
}

/** A reading of the first words of a line: its last serial, what comes before, and what speaks against it, the worst first. */
interface Reading {
  serial: Serial;
  before: Reading | null;
  against: readonly number[];
}

const NOTHING: Reading = { serial: '', before: null, against: [0, 0, 0, 0] };

function readLine(words: readonly Serial[], isKnown: IsKnown): Serial[] {
  const isList = words.filter(isWhole).length > 1;
  const best = [NOTHING];
  words.forEach((word, end) => {
    const ways = [{ from: end, serial: word }, ...joinsEndingAt(words, end)];
    const readings = ways.map(({ from, serial }): Reading => {
      const before = best[from] ?? NOTHING;
      const more = isSerial(serial) && isKnown(serial) ? [] : reproach(serial, words.slice(from, end + 1), isList);
      return { serial, before, against: before.against.map((points, index) => points + (more[index] ?? 0)) };
    });
    best.push(readings.reduce((one, other) => (isBetter(other, one) ? other : one)));
  });
  return serialsOf(best.at(-1) ?? NOTHING);
}

/**
 * What speaks against a serial that nobody knows, the worst first: so many words of it; words that could be serials
 * themselves and are put together with others, in a line that has several such; that it is none; and again its words.
 */
function reproach(serial: Serial, words: readonly Serial[], isList: boolean): number[] {
  const swallowed = isList && words.length > 1 ? words.filter(isWhole).length : 0;
  return [words.length, swallowed, isSerial(serial) ? 0 : 1, words.length - 1];
}

function isBetter(one: Reading, other: Reading): boolean {
  const differs = one.against.findIndex((points, index) => points !== other.against[index]);
  return differs >= 0 && (one.against[differs] ?? 0) < (other.against[differs] ?? 0);
}

function serialsOf(last: Reading): Serial[] {
  const serials: Serial[] = [];
  for (let at: Reading = last; at.before !== null; at = at.before) serials.push(at.serial);
  return serials.reverse();
}
