import type { Problem } from '../../domain/request/outcome.ts';
import { normalizeSerial, type Serial } from '../../domain/serials.ts';
import { wordsOf } from '../../domain/words.ts';

/** Longest piece of a line that a problem repeats, in characters. */
const REPEATED = 60;

/**
 * The media that a text names, by device (Rule 44): one medium for the only device, or a line a device: `SERIAL, medium`,
 * where a blank parts them too after a device of the request. A certificate cannot be changed, so nothing is guessed: a
 * line that says anything else is a problem, and so is a device or a medium that is named twice.
 */
export function readMediaSerials(
  text: string,
  chosen: readonly Serial[],
  devices: readonly Serial[],
): { mediaSerials: Map<Serial, string>; problems: Problem[] } {
  const mediaSerials = new Map<Serial, string>();
  const problems: Problem[] = [];
  const lines = text.split(/\r?\n/).filter((line) => wordsOf(line) !== '');
  // What is done already needs no medium any more.
  if (chosen.length === 0) return { mediaSerials, problems };
  const refuse = (why: string) => problems.push({ field: 'mediaSerial', text: why });
  for (const line of lines) {
    const pair = pairIn(line, devices) ?? (lines.length === 1 ? onlyPair(line, chosen) : undefined);
    if (pair === undefined) {
      refuse(`"${wordsOf(line).slice(0, REPEATED)}" does not say which device it is about. Write: serial, medium.`);
      continue;
    }
    const [serial, medium] = pair;
    if (mediaSerials.has(serial)) refuse(`${serial.slice(0, REPEATED)} is named twice. Give it one medium.`);
    else if ([...mediaSerials.values()].some((other) => isSameMedium(other, medium))) {
      refuse(`The medium ${medium.slice(0, REPEATED)} is named twice. It can be in one device only.`);
    } else mediaSerials.set(serial, medium);
  }
  return { mediaSerials, problems };
}

/** A device and its medium; undefined where the line does not name both. */
function pairIn(line: string, devices: readonly Serial[]): [Serial, string] | undefined {
  const [first = '', medium = '', ...more] = line.split(/[,;\t]/).map(wordsOf);
  if (/[,;\t]/.test(line)) {
    const serial = normalizeSerial(first);
    return serial === '' || medium === '' || more.some(Boolean) ? undefined : [serial, medium];
  }
  const [word = '', ...rest] = first.split(' ');
  const serial = normalizeSerial(word);
  return rest.length > 0 && devices.includes(serial) ? [serial, rest.join(' ')] : undefined;
}

/** The medium of the only device. */
function onlyPair(line: string, chosen: readonly Serial[]): [Serial, string] | undefined {
  const [only, ...others] = chosen;
  return only === undefined || others.length > 0 || /[,;\t]/.test(line) ? undefined : [only, wordsOf(line)];
}

function isSameMedium(one: string, other: string): boolean {
  return normalizeSerial(one) === normalizeSerial(other);
}
