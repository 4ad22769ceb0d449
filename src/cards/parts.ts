import { wordsOfCorrections } from '../domain/corrections.ts';
import type { Day } from '../domain/months.ts';
import type { Replaced } from '../domain/request/quote.ts';
import { isFinished, type Request, type Unit } from '../domain/request/state.ts';
import type { BandStyle } from './states.ts';
import type { Row } from './template.ts';
import { capital, dotted, grouped, SENT_AGAIN, shortened } from './text.ts';
import { becoming, owedFor } from './wording.ts';

/** Longest text that people typed, where a card repeats it, in characters. */
export const LONGEST = { name: 80, place: 120, reason: 500, justification: 1000 } as const;

/** The data of the band a card opens with: its state, one small fact, and sentences below. */
export function band(
  style: BandStyle,
  label: string,
  fact = '',
  lines: readonly { lead: string; text: string }[] = [],
) {
  return { bandStyle: style, bandLabel: label, bandFact: fact, bandLines: lines.map((line) => ({ ...line })) };
}

/** A sentence of a band without a word in bold. */
export function sentence(text: string | null): { lead: string; text: string }[] {
  return text === null || text === '' ? [] : [{ lead: '', text }];
}

/** For the band of a card that may have arrived before. */
export function sentAgain(again: boolean | undefined): { lead: string; text: string }[] {
  return sentence(again === true ? SENT_AGAIN : null);
}

/** The data of the head: what above, in a title, for whom below. */
export function head(over: string, title: string, under: string, under2 = '') {
  return { over, title, under, under2 };
}

/** "PARKS-7K3M9Q · Order · ticket 118204": a request's small first line. */
export function requestLine({ id, kind, ticket }: Request, ...more: string[]): string {
  const number = ticket === null ? 'no ticket yet' : ticket === id ? '' : `ticket ${ticket}`;
  return dotted(id, capital(kind), number, ...more);
}

/** What is owed on a device, as the right column of its row. */
export function owedColumn(device: Pick<Replaced, 'owedCents' | 'monthsOwed' | 'legacy'>): Row {
  const owes = device.owedCents > 0;
  return { ...owedFor(device), owedColor: owes ? 'Attention' : 'Default', owedWeight: owes ? 'Bolder' : 'Default' };
}

/** What a form has shown as owed, in cents by serial; goes along with Submit. */
export function seenOwed(devices: readonly { serial: string; owedCents: number }[]): Record<string, number> {
  const owing = devices.filter(({ owedCents }) => owedCents > 0);
  return Object.fromEntries(owing.map(({ serial, owedCents }) => [serial, owedCents]));
}

/** The row of a replaced device. */
export function replacedRow(device: Replaced, separator: boolean): Row {
  const who = device.assignedUser === null ? '' : ` · ${shortened(device.assignedUser, LONGEST.name)}`;
  return {
    ...owedColumn(device),
    serial: device.serial,
    becoming: `${device.name}${who} → ${becoming(device)}`,
    separator,
  };
}

/** "Standard laptop · Rita Reyes → spare" for what is given back, "Standard laptop → Nora Nash, room 2.14" for what moves. */
export function unitLine(unit: Unit, day = (day: Day) => day): string {
  const { name, assignedUser, location, becomes, corrects, lost } = unit;
  if (corrects !== undefined) return dotted(name, shortened(wordsOfCorrections(corrects), LONGEST.reason));
  // What is placed is nobody's any more; who had it last, and where, is in its history.
  if (becomes !== null && isFinished(unit)) {
    const isKept = becomes === 'spare' || becomes === 'disaster reserve';
    return `${name} → ${dotted(endWords(unit), isKept ? shortened(location ?? '', LONGEST.place) : '')}`;
  }
  const who = shortened(assignedUser?.name ?? '', LONGEST.name);
  const where = [who, shortened(location ?? '', LONGEST.place)].filter((text) => text !== '').join(', ');
  if (lost !== undefined) return dotted(name, where, lostSince(lost, day));
  if (becomes !== null) return `${dotted(name, where)} → ${endWords(unit)}`;
  return where === '' ? name : `${name} → ${where}`;
}

/** "spare", "retired instead of spare, as it had to be destroyed" (Rule 43). */
function endWords({ becomes, insteadOf }: Unit): string {
  return insteadOf === undefined ? `${becomes}` : `${becomes} instead of ${insteadOf}, as it had to be destroyed`;
}

/** "stolen since Nov 20 · taken out of PARKS-7K3M9Q" (Rule 55). */
export function lostSince({ what, since, takenFrom }: NonNullable<Unit['lost']>, day: (day: Day) => string): string {
  return dotted(`${what} since ${day(since)}`, takenFrom === null ? '' : `taken out of ${takenFrom}`);
}

/** The row of a device that is given back or moved. */
export function unitRow(unit: Unit, separator: boolean): Row {
  const { serial, item, monthsOwed, owedCents } = unit;
  return {
    ...owedColumn({ monthsOwed, owedCents, legacy: item === null }),
    serial: serial ?? unit.name,
    becoming: unitLine(unit),
    separator,
  };
}

/** "1 to 6 of 7"; nothing when all of it is on the page. */
export function pageWords(from: number, rows: number, total: number): string {
  return rows === 0 || (from === 0 && rows >= total)
    ? ''
    : `${grouped(from + 1)} to ${grouped(from + rows)} of ${grouped(total)}`;
}
