import { wordsOfCorrections } from '../domain/corrections.ts';
import { dollars } from '../domain/money.ts';
import type { Day } from '../domain/months.ts';
import { gathered, type Problem } from '../domain/request/outcome.ts';
import {
  type ApprovalStep,
  type Decision,
  isFinished,
  type Quote,
  type Replaced,
  type Request,
  type Unit,
} from '../domain/request/state.ts';
import { decidedBy } from '../domain/request/timeline.ts';
import type { Dates } from './dates.ts';
import type { BandStyle } from './states.ts';
import type { Row } from './template.ts';
import { capital, counted, dotted, grouped, SENT_AGAIN, shortened } from './text.ts';
import {
  becoming,
  netFigure,
  netLead,
  netReason,
  netReasonOfTransfer,
  type Owing,
  owedFor,
  owedOn,
  owedOnUnits,
  signedDollars,
  supportChange,
} from './wording.ts';

/** Most lines of a list of problems in a band; all stand beside their fields as well. */
const MOST_LINES = 5;

/** Longest line of a list of problems in a band, in characters. */
const LONGEST_LINE = 240;

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

/** The three figures of a quote, and in words what the count changes and what stays owed. */
export function figures(
  quote: Pick<
    Quote,
    'lines' | 'monthlyCents' | 'termCents' | 'counted' | 'leaving' | 'netCount' | 'supportChangeCents'
  >,
  replaced: readonly Owing[],
) {
  return {
    figures: [
      figure(4, 'Each month', dollars(quote.monthlyCents), 'hardware'),
      figure(5, '48 months', dollars(quote.termCents), 'the full term'),
      figure(4, 'Net count', netFigure(quote.netCount), supportChange(quote.supportChangeCents)),
    ],
    netLead: netLead(quote.netCount),
    netReason: netReason(quote),
    ...owedOn(replaced),
  };
}

/** The same for a request that orders nothing: what it changes, and what stays owed on its devices (Rule 14). */
export function changeFigures({ quote, units, agency, toAgency }: Request, step: ApprovalStep) {
  if (quote.adjustment !== undefined) return adjustmentFigures(quote.adjustment);
  const owed = owedOnUnits(units);
  const owing = units.filter(({ owedCents }) => owedCents > 0).length;
  const { owedLead, owedAmount, owedRest } = owedOn(units, 'devices', whoOwes({ agency, toAgency }, step));
  return {
    figures: [
      figure(3, 'Net count', netFigure(quote.netCount), 'on support'),
      figure(5, 'Support', signedDollars(quote.supportChangeCents), 'a month'),
      figure(5, 'Still owed', dollars(owed), counted(owing, 'device'), owed > 0 ? 'Attention' : ''),
    ],
    netLead: netLead(quote.netCount),
    netReason: toAgency === null ? netReason(quote) : netReasonOfTransfer(quote, toAgency),
    owedLead,
    owedAmount,
    owedRest,
  };
}

/** What an adjustment comes to. */
function adjustmentFigures({ cents, month, charge }: NonNullable<Quote['adjustment']>) {
  const text = `${cents < 0 ? 'Taken off' : 'Added to'} the bill of the month that is open when it is agreed.`;
  return {
    figures: [
      figure(4, cents < 0 ? 'Credit' : 'Charge', signedDollars(cents), 'once'),
      figure(5, 'About', month, charge),
    ],
    netLead: '',
    netReason: text,
    owedLead: '',
    owedAmount: '',
    owedRest: '',
  };
}

/** Rule 36: what is owed on a device that goes to another agency stays with the first, unless the other takes it over. */
function whoOwes({ agency, toAgency }: Pick<Request, 'agency' | 'toAgency'>, step: ApprovalStep): string {
  if (toAgency === null) return 'stays owed.';
  return step === 'receiving agency'
    ? `is owed by ${agency}, unless you take it over.`
    : `stays owed, unless ${toAgency} takes it over.`;
}

/** One figure; `width` is its share of the card's. */
function figure(width: number, label: string, value: string, note: string, color = ''): Row {
  return { width, label, value, note, color };
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

/** The band of a form: what is to be put right, why it came back, or that it is new. */
export function formBand(
  { problems, returned }: { problems: readonly Problem[]; returned: Decision | null },
  fresh: string,
  labelOf: (field: string) => string,
  dates: Dates,
) {
  const reason =
    returned === null
      ? []
      : [{ lead: `${decidedBy(returned)}: `, text: `“${shortened(returned.reason ?? '', LONGEST.reason)}”` }];
  if (problems.length > 0) {
    const lines = problemLines(problems, labelOf);
    return band('attention', thingsToFix(problems), 'not submitted', [...lines, ...reason]);
  }
  if (returned !== null) return band('warning', 'Returned for changes', dates.dayOf(returned.at), reason);
  return band('accent', fresh, 'draft');
}

/** "⚠ 2 things to fix". */
export function thingsToFix(problems: readonly Problem[]): string {
  const { length } = gathered(problems);
  return `⚠ ${length === 1 ? '1 thing' : `${length} things`} to fix`;
}

/** The problems as lines of a band, each with its field's label. Long ones are cut: all of it stands at the field. */
export function problemLines(problems: readonly Problem[], labelOf: (field: string) => string) {
  const all = gathered(problems);
  const lines = all.slice(0, MOST_LINES).map(({ field, text }) => {
    const label = field === null ? '' : labelOf(field);
    return { lead: label === '' ? '' : `${label}: `, text: shortened(text, LONGEST_LINE) };
  });
  const more = all.length - lines.length;
  return more === 0 ? lines : [...lines, { lead: '', text: `And ${more} more, marked below.` }];
}

/** What is wrong with one field, to stand under it; nothing when it is right. Each device that something is wrong with is named. */
export function problemOf(problems: readonly Problem[], field: string): string {
  const own = problems.filter((problem) => problem.field === field);
  const all = gathered(own);
  if (all.length === 0) return '';
  const texts = all.slice(0, MOST_LINES).map(({ text }) => text);
  const said = texts.join(' ');
  const others = own.flatMap(({ device }) =>
    device === undefined || said.includes(device.serial) ? [] : device.serial,
  );
  const more = all.length - MOST_LINES;
  const rest = more <= 0 ? '' : others.length > 0 ? ` To check as well: ${others.join(', ')}.` : ` And ${more} more.`;
  return `⚠ ${said}${rest}`;
}

/** "1 to 6 of 7"; nothing when all of it is on the page. */
export function pageWords(from: number, rows: number, total: number): string {
  return rows === 0 || (from === 0 && rows >= total)
    ? ''
    : `${grouped(from + 1)} to ${grouped(from + rows)} of ${grouped(total)}`;
}
