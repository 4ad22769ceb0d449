import type { ExplainedShare, ExplainView } from '../desk/views/bills.ts';
import type { BillLine } from '../domain/billing/charges.ts';
import type { Cause, Reason } from '../domain/billing/reasons.ts';
import { dollars, sum } from '../domain/money.ts';
import { addMonths, monthsBetween } from '../domain/months.ts';
import type { Agency } from '../domain/people.ts';
import { KINDS, lineRow } from './bill.ts';
import type { Dates } from './dates.ts';
import { LONGEST } from './parts.ts';
import type { CardData, Row } from './template.ts';
import { dotted, shortened } from './text.ts';

/** Reasons a card lists. */
const MOST_REASONS = 12;

/** Every charge of a device in a month, and the events that caused what it is charged (Rule 49). */
export function explain(view: ExplainView, dates: Dates): CardData {
  const { serial, name, agency, month, others } = view;
  const shares: ExplainedShare[] = [view, ...others];
  const lines = shares.flatMap((share) => share.lines.map((line) => lineOf(line, share, view)));
  const reasons = shares.flatMap((share) => share.reasons.map((reason) => ({ reason, share })));
  const rest = reasons.length - MOST_REASONS;
  const before = addMonths(month, -1);
  const had = others.map(({ agency: { code } }) => code).join(', ');
  return {
    bandTitle: serial,
    bandLine: dotted(name, `${agency.code} ${agency.name}`, had === '' ? '' : `also billed to ${had}`),
    monthName: dates.month(month),
    total: dollars(sum(shares.flatMap((share) => share.lines.map(({ cents }) => cents)))),
    empty: lines.length === 0 ? 'Nothing is charged for it in this month.' : '',
    rows: lines.map((row, index) => ({ ...row, separator: index > 0 })),
    noReasons: reasons.length === 0 ? 'It was never charged: it has not been in service yet.' : '',
    reasons: reasons
      .slice(-MOST_REASONS)
      .map(({ reason, share }, index) => reasonRow(reason, share, view, dates, index > 0)),
    more: rest > 0 ? `And ${rest} older ones.` : '',
    device: serial,
    agency: agency.code,
    month,
    before,
    beforeName: dates.month(before),
  };
}

/** A line of it; whose it is where several agencies are billed. */
function lineOf(line: BillLine, { agency }: ExplainedShare, view: ExplainView): Row {
  const row = lineRow(line, { ...view, agency }, false);
  return { ...row, name: dotted(codeOf(agency, view), String(row.line ?? '')), line: '' };
}

function codeOf({ code }: Agency, { others }: ExplainView): string {
  return others.length === 0 ? '' : code;
}

function reasonRow(
  reason: Reason,
  { agency }: ExplainedShare,
  view: ExplainView,
  dates: Dates,
  separator: boolean,
): Row {
  const { kind, cents, billingCode, why } = reason;
  const once = why !== null;
  return {
    name: dotted(codeOf(agency, view), KINDS[kind], billingCode),
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
