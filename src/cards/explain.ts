import type { ExplainView } from '../desk/views/bills.ts';
import type { Cause, Reason } from '../domain/billing/reasons.ts';
import { dollars, sum } from '../domain/money.ts';
import { addMonths, monthsBetween } from '../domain/months.ts';
import { KINDS, lineRow } from './bill.ts';
import type { Dates } from './dates.ts';
import { LONGEST } from './parts.ts';
import type { CardData, Row } from './template.ts';
import { dotted, shortened } from './text.ts';

/** Reasons a card lists. */
const MOST_REASONS = 12;

/** Every charge of a device in a month, and the events that caused what it is charged (Rule 49). */
export function explain(view: ExplainView, dates: Dates): CardData {
  const { serial, name, agency, month, lines, reasons } = view;
  const rest = reasons.length - MOST_REASONS;
  const before = addMonths(month, -1);
  return {
    bandTitle: serial,
    bandLine: dotted(name, `${agency.code} ${agency.name}`),
    monthName: dates.month(month),
    total: dollars(sum(lines.map(({ cents }) => cents))),
    empty: lines.length === 0 ? 'Nothing is charged for it in this month.' : '',
    rows: lines.map((line, index) => ({
      ...lineRow(line, view, index > 0),
      name: lineRow(line, view, false).line ?? '',
      line: '',
    })),
    noReasons: reasons.length === 0 ? 'It was never charged: it has not been in service yet.' : '',
    reasons: reasons.slice(-MOST_REASONS).map((reason, index) => reasonRow(reason, view, dates, index > 0)),
    more: rest > 0 ? `And ${rest} older ones.` : '',
    device: serial,
    agency: agency.code,
    month,
    before,
    beforeName: dates.month(before),
  };
}

function reasonRow(reason: Reason, view: ExplainView, dates: Dates, separator: boolean): Row {
  const { kind, cents, billingCode, why } = reason;
  const once = why !== null;
  return {
    name: dotted(KINDS[kind], billingCode),
    months: monthsOf(reason, dates),
    began: once
      ? `“${shortened(why, LONGEST.reason)}” ${reason.began?.request ?? ''}`
      : `Began: ${causeWords(reason.began, view, dates)}`,
    ended: endWords(reason, view, dates),
    amount: cents === null ? '' : dollars(cents),
    each: once || cents === null ? '' : 'a month',
    separator,
  };
}

function endWords({ kind, to, ended, successor }: Reason, view: ExplainView, dates: Dates): string {
  switch (kind) {
    case 'support':
      return to === null ? '' : `Ended: ${causeWords(ended, view, dates)}`;
    case 'hardware':
      if (successor !== undefined) return `${successor} carries them on: ${causeWords(ended, view, dates)}`;
      return ended === null
        ? 'Runs its 48 months whatever becomes of the device.'
        : `Another agency took it over: ${causeWords(ended, view, dates)}`;
    default:
      return '';
  }
}

function monthsOf({ from, to, kind }: Reason, dates: Dates): string {
  if (to === null) return `since ${dates.month(from)}`;
  if (to < from) return `on and off within ${dates.month(from)}: never charged`;
  if (to === from) return dates.month(from);
  return `${dates.month(from)} to ${dates.month(to)}${kind === 'hardware' ? `, ${monthsBetween(from, to) + 1} charges` : ''}`;
}

function causeWords(cause: Cause | null, { now }: ExplainView, dates: Dates): string {
  if (cause === null) return 'before the desk kept records.';
  return `${dotted(`${cause.what} ${dates.dayOf(cause.at, now)}`, cause.by, cause.request)}.`;
}
