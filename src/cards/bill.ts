import type { BillLinesView, BillView } from '../desk/views/bills.ts';
import type { BillLine, ChangeReason, ChargeKind } from '../domain/billing/charges.ts';
import { centsOf, type Group, linesOf, type Tally } from '../domain/billing/tally.ts';
import { nameOnBill } from '../domain/catalog.ts';
import { dollars, sum } from '../domain/money.ts';
import { addMonths, lastDayOf, monthOf } from '../domain/months.ts';
import type { Dates } from './dates.ts';
import { changeWords } from './month.ts';
import { band, head, pageWords, sentence } from './parts.ts';
import type { CardData, Row } from './template.ts';
import { counted, dotted, grouped, listed } from './text.ts';
import { signedDollars } from './wording.ts';

/** Rows a bill lists; the rest is under Every line. */
const MOST_ROWS = 10;
/** Billing codes a chart can hold, and widest bar of a trend, in glyphs. */
const MOST_BARS = 8;
const WIDEST = 14;

/** What charges are called. */
export const KINDS: Readonly<Record<ChargeKind, string>> = {
  support: 'Support',
  hardware: 'Hardware',
  handling: 'Handling',
  delivery: 'Delivery',
  adjustment: 'Adjustment',
};

/** An agency's bill for a month (Rules 45 to 50). */
export function bill(view: BillView, dates: Dates): CardData {
  const { agency, month, tally, trend } = view;
  const rows = tally.groups.slice(0, MOST_ROWS);
  const rest = tally.groups.slice(MOST_ROWS);
  return {
    ...billBand(view, dates),
    ...head(`Bill · ${agency.code} ${agency.name}`, dates.month(month), ''),
    ...figures(view),
    ...change(view, dates),
    ...chart(view),
    rowsCount: counted(tally.lines, 'line'),
    rows: [HEADING, ...rows.map((group) => groupRow(group, view)), totalRow(view)],
    more: rest.length > 0 ? `And ${rest.length} more: see Every line.` : '',
    note: counting(view, dates),
    ...trendData(trend, dates),
    agency: agency.code,
    month,
    before: addMonths(month, -1),
    beforeName: dates.month(addMonths(month, -1)),
    next: addMonths(month, 1),
    nextName: dates.month(addMonths(month, 1)),
    hasNext: month < monthOf(view.now.day),
    hasLines: tally.lines > 0,
    canSeeAll: view.canSeeAll,
  };
}

function billBand({ state, closedAt, now, month }: BillView, dates: Dates): CardData {
  switch (state) {
    case 'closed':
      return band('good', '✓ Closed', closedAt === null ? '' : dates.dayOf(closedAt, now));
    case 'counted':
      return band(
        'accent',
        'Preview',
        'not closed yet',
        sentence(`${dates.month(month)} is over; its bill is final once billing closes it.`),
      );
    case 'open':
      return band(
        'accent',
        'Preview, so far',
        `as of ${dates.day(now.day, now.day)}`,
        sentence('This month is still open: what the bill would be if nothing more changed.'),
      );
  }
}

/** From this total on, in cents, three figures do not fit side by side on a phone: $10,000.00. */
const WIDE = 1_000_000;

function figures({ tally, supportCentsBefore }: BillView): CardData {
  const compared = supportCentsBefore === null ? 'first month' : changeWords(tally.totalCents, tally.beforeCents);
  const monthly = [
    figure('Support', tally, ['support'], 'device'),
    figure('Hardware', tally, ['hardware'], 'commitment'),
  ];
  const once = figure('Once', tally, ['handling', 'delivery', 'adjustment'], 'line');
  const total = { width: 1, label: 'Total', value: dollars(tally.totalCents), note: compared, color: '' };
  const inWords = (all: typeof monthly) =>
    dotted(...all.map(({ label, value, note }) => `${label} ${value} for ${note}`));
  const hasOnce = once.lines > 0;
  if (Math.abs(tally.totalCents) >= WIDE) {
    return { figures: [total], kinds: inWords(hasOnce ? [...monthly, once] : monthly) };
  }
  if (!hasOnce) return { figures: [total, ...monthly], kinds: '' };
  // Four amounts do not fit a phone.
  const each = figure('Each month', tally, ['support', 'hardware'], 'line');
  return { figures: [total, each, once], kinds: inWords(monthly) };
}

function figure(label: string, tally: Tally, kinds: readonly ChargeKind[], one: string) {
  const lines = sum(kinds.map((kind) => linesOf(tally, { kind })));
  const cents = sum(kinds.map((kind) => centsOf(tally, { kind })));
  return { width: 1, label, value: dollars(cents), note: counted(lines, one), color: '', lines };
}

/** How each reason reads, given how many there are of it. */
const REASONS: Readonly<Record<ChangeReason, (count: number) => string>> = {
  deployed: (count) => `+${count} deployed`,
  'returned to service': (count) => `+${count} back in service`,
  sanitized: (count) => `−${count} sanitized`,
  lost: (count) => `−${count} lost`,
  'given back': (count) => `−${count} given back`,
  'commitment begun': (count) => `${counted(count, 'commitment')} begun`,
  'commitment ended': (count) => `${counted(count, 'commitment')} ended`,
  'commitment taken over': (count) => `${counted(count, 'commitment')} taken over`,
  'commitment passed on': (count) => `${counted(count, 'commitment')} passed on`,
};

/** What is different from the month before, and why. */
function change(view: BillView, dates: Dates): CardData {
  const { tally, month, supportCents, supportCentsBefore } = view;
  if (supportCentsBefore === null) return { changeLead: '', changeReasons: '' };
  const before = dates.month(addMonths(month, -1));
  const reasons = Object.entries(REASONS).flatMap(([reason, words]) => {
    const count = Object.entries(tally.changes).find(([name]) => name === reason)?.[1] ?? 0;
    return count === 0 ? [] : [words(count)];
  });
  const bought = centsOf(tally, { kind: 'handling' }) + centsOf(tally, { kind: 'delivery' });
  if (bought !== 0) reasons.push(`${signedDollars(bought)} handling and delivery`);
  const once = centsOf(tally, { kind: 'adjustment' });
  if (once !== 0) reasons.push(`${signedDollars(once)} adjusted`);
  if (supportCents !== supportCentsBefore)
    reasons.push(`support is ${dollars(supportCents)} instead of ${dollars(supportCentsBefore)}`);
  const { lateCents = 0 } = tally;
  if (lateCents !== 0) reasons.push(`${signedDollars(lateCents)} recorded after ${before} was closed`);
  const difference = tally.totalCents - tally.beforeCents;
  const why = reasons.length === 0 ? ' Nothing began or ended.' : ` ${listed(reasons)}.`;
  return {
    changeLead: difference === 0 ? `As in ${before}.` : `${signedDollars(difference)} on ${before}:`,
    changeReasons: why,
  };
}

/** What each billing code has of the total. A code that gets money back has no share of what is paid. */
function chart({ tally, agency }: BillView): CardData {
  const codes = [...new Set(tally.groups.map(({ billingCode }) => billingCode))].map((billingCode) => ({
    code: billingCode === '' ? agency.code : billingCode,
    total: centsOf(tally, { billingCode }) / 100,
  }));
  const hasChart = codes.length > 1 && codes.length <= MOST_BARS && codes.every(({ total }) => total >= 0);
  return { hasChart, codes: hasChart ? codes : [] };
}

const HEADING: Row = {
  name: 'Code and kind',
  line: '',
  count: 'count',
  amount: 'this month',
  weight: 'Default',
  size: 'Small',
  subtle: true,
  separator: false,
};

function groupRow({ billingCode, kind, item, count, cents }: Group, { items }: BillView): Row {
  const name = item === null ? '' : (items.get(item) ?? item);
  return {
    ...HEADING,
    size: 'Default',
    subtle: false,
    separator: true,
    name: billingCode,
    line: dotted(KINDS[kind], name),
    count: grouped(count),
    amount: dollars(cents),
  };
}

function totalRow({ tally }: BillView): Row {
  return {
    ...HEADING,
    size: 'Default',
    subtle: false,
    separator: true,
    weight: 'Bolder',
    name: 'Total',
    count: '',
    amount: dollars(tally.totalCents),
  };
}

function counting({ month, now, state, supportCents }: BillView, dates: Dates): string {
  const end = dates.day(lastDayOf(month), now.day);
  const counted = state === 'open' ? `Will be counted at the end of ${end}.` : `Counted at the end of ${end}.`;
  return `${counted} Support is ${dollars(supportCents)} a month for a device in service; hardware goes on for 48 months whatever becomes of the device.`;
}

function trendData(trend: BillView['trend'], dates: Dates): CardData {
  const most = Math.max(...trend.map(({ totalCents }) => totalCents), 1);
  return {
    hasTrend: trend.length > 1,
    trendCount: counted(trend.length, 'month'),
    trend: trend.map(({ month, totalCents }) => ({
      short: dates.shortMonth(month),
      whole: Math.round(totalCents / 100),
      bar: '█'.repeat(Math.max(Math.round((Math.max(totalCents, 0) / most) * WIDEST), 1)),
      amount: dollars(totalCents),
    })),
  };
}

/** The lines of a bill, each with a button to question it. */
export function billLines(view: BillLinesView, dates: Dates): CardData {
  const { agency, month, rows, total, from, after, closed } = view;
  return {
    bandTitle: `${dates.month(month)} · ${counted(total, 'line')}`,
    bandLine: `${agency.code} ${agency.name}, ${closed ? 'closed' : 'a preview: not closed yet'}.`,
    empty: total === 0 ? 'There is nothing on this bill.' : '',
    rows: rows.map((line, index) => lineRow(line, view, index > 0)),
    page: pageWords(from, rows.length, total),
    agency: agency.code,
    month,
    hasNext: after !== null,
    after: after ?? '',
    nextFrom: from + rows.length,
    hasFirst: from > 0,
  };
}

/** A line of a bill: what is charged for which device, and how much (Rule 49). */
export function lineRow(
  line: BillLine,
  { agency, month, items }: Pick<BillLinesView, 'agency' | 'month' | 'items'>,
  separator: boolean,
): Row {
  const { serial, kind, nth, item, billingCode, cents, request } = line;
  const what = kind === 'hardware' ? `Hardware ${nth} of 48` : KINDS[kind];
  return {
    name: serial,
    line: what,
    line2: dotted(nameOnBill(item, items), billingCode, request ?? ''),
    amount: dollars(cents),
    agency: agency.code,
    month,
    serial,
    kind,
    cents,
    billingCode,
    tooltip: `Question ${KINDS[kind].toLowerCase()} of ${serial}`,
    separator,
  };
}
