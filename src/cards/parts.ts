import { dollars } from '../domain/money.ts';
import type { Problem } from '../domain/request/outcome.ts';
import {
  type ApprovalStep,
  type Decision,
  type Quote,
  type Replaced,
  type Request,
  termsOf,
  type Unit,
} from '../domain/request/state.ts';
import { decidedBy } from '../domain/request/timeline.ts';
import type { Dates } from './dates.ts';
import type { BandStyle } from './states.ts';
import type { CardData, Row } from './template.ts';
import { capital, counted, dotted, grouped, shortened } from './text.ts';
import {
  becoming,
  DESTINATIONS,
  netFigure,
  netLead,
  netReason,
  netReasonOfTransfer,
  type Owing,
  ordersNothing,
  owedFor,
  owedOn,
  owedOnUnits,
  signedDollars,
  supportChange,
} from './wording.ts';

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
export function forLine(request: Request, lead = ''): string {
  const { forWhom } = request;
  const billingCode = request.billingCode || (termsOf(request)?.billingCode ?? '');
  const isSaid = billingCode === '' || forWhom.endsWith(billingCode);
  return capital(dotted(lead, whereTo(request), isSaid ? '' : `billed to ${billingCode}`));
}

/** "for Nora Nash, room 2.14" for what is ordered, "to Nora Nash, …" for what moves, "to be retired" for what goes. */
function whereTo({ forWhom, quote, units }: Request): string {
  const becomes = ordersNothing(quote) ? (units[0]?.becomes ?? null) : null;
  if (becomes !== null) return DESTINATIONS[becomes].toBe;
  return `${ordersNothing(quote) ? 'to' : 'for'} ${shortened(forWhom, LONGEST.place + LONGEST.name)}`;
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
export function unitLine({ name, assignedUser, location, becomes }: Unit): string {
  const who = shortened(assignedUser?.name ?? '', LONGEST.name);
  const where = [who, shortened(location ?? '', LONGEST.place)].filter((text) => text !== '').join(', ');
  if (becomes !== null) return `${dotted(name, where)} → ${becomes}`;
  return where === '' ? name : `${name} → ${where}`;
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
  return rows === 0 || (from === 0 && rows >= total)
    ? ''
    : `${grouped(from + 1)} to ${grouped(from + rows)} of ${grouped(total)}`;
}

/** Narrowest part of a bar, in hundredths: its words must fit. */
const NARROWEST = 38;

/** The data of a bar in two colours: what is behind, and what is to come; without words no bar. `share` is from 0 to 1. */
export function shareBar(paid: string, owed: string, share: number): CardData {
  const weight = Math.min(Math.max(Math.round(share * 100), NARROWEST), 100 - NARROWEST);
  const paidWeight = owed === '' ? 100 : weight;
  return { hasShare: paid !== '', paid, paidWeight, hasOwed: owed !== '', owed, owedWeight: 100 - paidWeight };
}
