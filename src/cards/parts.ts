import { dollars } from '../domain/money.ts';
import type { Problem } from '../domain/request/outcome.ts';
import type { Quote, Replaced, Request } from '../domain/request/state.ts';
import type { BandStyle } from './states.ts';
import type { Row } from './template.ts';
import { capital, dotted, shortened } from './text.ts';
import { becoming, netFigure, netLead, netReason, owedFor, owedOn, supportChange } from './wording.ts';

/** Most lines of a list of problems in a band; all stand beside their fields as well. */
const MOST_LINES = 5;

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

/** The data of the head: what above, in a title, for whom below. */
export function head(over: string, title: string, under: string, under2 = '') {
  return { over, title, under, under2 };
}

/** "PARKS-7K3M9Q · Order · ticket 118204": a request's small first line. */
export function requestLine({ id, kind, ticket }: Request, ...more: string[]): string {
  const number = ticket === null ? 'no ticket yet' : ticket === id ? '' : `ticket ${ticket}`;
  return dotted(id, capital(kind), number, ...more);
}

/** "For Nora Nash, Baton Rouge 2.14 · billed to PARKS-200", with what stands before it. */
export function forLine({ forWhom, billingCode }: Request, lead = ''): string {
  const whom = `for ${shortened(forWhom, LONGEST.place + LONGEST.name)}`;
  return capital(dotted(lead, whom, `billed to ${billingCode}`));
}

/** The three figures of a quote, and in words what the count changes and what stays owed. */
export function figures(
  quote: Pick<
    Quote,
    'lines' | 'monthlyCents' | 'termCents' | 'counted' | 'leaving' | 'netCount' | 'supportChangeCents'
  >,
  replaced: readonly Pick<Replaced, 'serial' | 'monthsOwed' | 'owedCents'>[],
) {
  return {
    monthly: dollars(quote.monthlyCents),
    term: dollars(quote.termCents),
    net: netFigure(quote.netCount),
    support: supportChange(quote.supportChangeCents),
    netLead: netLead(quote.netCount),
    netReason: netReason(quote),
    ...owedOn(replaced),
  };
}

/** What is owed on a device, as the right column of its row. */
export function owedColumn(device: Pick<Replaced, 'owedCents' | 'monthsOwed' | 'legacy'>): Row {
  const owes = device.owedCents > 0;
  return { ...owedFor(device), owedColor: owes ? 'Attention' : 'Default', owedWeight: owes ? 'Bolder' : 'Default' };
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

/** "⚠ 2 things to fix". */
export function thingsToFix(problems: readonly Problem[]): string {
  return `⚠ ${problems.length === 1 ? '1 thing' : `${problems.length} things`} to fix`;
}

/** The problems as lines of a band, each with its field's label. */
export function problemLines(problems: readonly Problem[], labelOf: (field: string) => string) {
  const lines = problems.slice(0, MOST_LINES).map(({ field, text }) => {
    const label = field === null ? '' : labelOf(field);
    return { lead: label === '' ? '' : `${label}: `, text };
  });
  const more = problems.length - lines.length;
  return more === 0 ? lines : [...lines, { lead: '', text: `And ${more} more, marked below.` }];
}

/** What is wrong with one field, to stand under it; nothing when it is right. */
export function problemOf(problems: readonly Problem[], field: string): string {
  const texts = problems.filter((problem) => problem.field === field).map(({ text }) => text);
  const more = texts.length > MOST_LINES ? ` And ${texts.length - MOST_LINES} more.` : '';
  return texts.length === 0 ? '' : `⚠ ${texts.slice(0, MOST_LINES).join(' ')}${more}`;
}

/** "1 to 6 of 7"; nothing when all of it is on the page. */
export function pageWords(from: number, rows: number, total: number): string {
  return rows === 0 || (from === 0 && rows >= total) ? '' : `${from + 1} to ${from + rows} of ${total}`;
}
