import type { MonthView } from '../desk/views/bills.ts';
import { type Cents, dollars, sum } from '../domain/money.ts';
import { addMonths, lastDayOf } from '../domain/months.ts';
import type { Dates } from './dates.ts';
import { band, head, sentence } from './parts.ts';
import { shareBar } from './share-bar.ts';
import type { CardData, Row } from './template.ts';
import { counted, dotted, grouped, listedShort } from './text.ts';
import { signedDollars } from './wording.ts';

/** Agencies a card lists; the bill of any other is found by its code. */
const MOST_ROWS = 10;

/** The bills of a month, of all agencies: open, being closed, or closed. */
export function month(view: MonthView, dates: Dates): CardData {
  const { rows: all, month, canClose } = view;
  const rows = all.slice(0, MOST_ROWS);
  const before = addMonths(month, -1);
  const closed = view.state === 'closed';
  return {
    ...monthBand(view, dates),
    ...head('Bills of all agencies', dates.month(month), whatIsCounted(view, dates)),
    ...progressBar(view),
    hasFigures: closed,
    figures: closed ? totals(view) : [],
    hasRows: rows.length > 0,
    rowsCount: '',
    rows: rows.map((row, index) => agencyRow(row, month, index > 0)),
    more: moreWords(view, all.length - rows.length),
    month,
    before,
    beforeName: dates.month(before),
    canClose,
    showDesk: view.problem !== null,
  };
}

function monthBand({ state, by, closedAt, problem, progress, month, now }: MonthView, dates: Dates): CardData {
  const over = now.day > lastDayOf(month);
  switch (state) {
    case 'closed':
      return band(
        'good',
        '✓ Closed',
        closedAt === null ? '' : `${dates.dayOf(closedAt, now)} by ${by}`,
        sentence(problem),
      );
    case 'counting':
      return band('accent', 'Closing', percent(progress), sentence(problem));
    case 'failed':
      return band('attention', '⚠ Not closed', '', sentence(problem));
    case 'open':
      return band(problem === null ? 'accent' : 'attention', over ? 'Not closed yet' : 'Open', '', sentence(problem));
  }
}

function percent({ seen, all }: MonthView['progress']): string {
  return all === 0 ? '' : `${Math.floor((seen / all) * 100)} %`;
}

function whatIsCounted({ state, month, now }: MonthView, dates: Dates): string {
  const day = dates.day(lastDayOf(month), now.day);
  if (state === 'closed') return `Counted at the end of ${day}. These bills never change.`;
  if (state === 'counting') return `Counted at the end of ${day}. You may go on with other things; this card follows.`;
  return now.day > lastDayOf(month)
    ? `To be counted at the end of ${day}.`
    : `Counted at the end of ${day}; it can be closed from 12:15 AM on the next day.`;
}

/** How many records are through. */
function progressBar({ state, progress: { seen, all } }: MonthView): CardData {
  if (state !== 'counting') return shareBar('', '', 0);
  const left = all - seen;
  return shareBar(
    `${grouped(seen)} records counted`,
    left > 0 ? `${grouped(left)} to come` : '',
    all === 0 ? 1 : seen / all,
  );
}

function totals({ rows }: MonthView): Row[] {
  const total = sum(rows.map(({ totalCents }) => totalCents));
  const before = sum(rows.map(({ beforeCents }) => beforeCents));
  const lines = sum(rows.map(({ lines }) => lines));
  return [
    { width: 6, label: 'Total', value: dollars(total), note: changeWords(total, before), color: '' },
    { width: 4, label: 'Lines', value: grouped(lines), note: counted(rows.length, 'bill'), color: '' },
  ];
}

/** "as the month before", "+$25.00 on the month before". */
export function changeWords(total: Cents, before: Cents): string {
  return total === before ? 'as the month before' : `${signedDollars(total - before)} on the month before`;
}

function agencyRow(
  { agency, lines, totalCents, beforeCents }: MonthView['rows'][number],
  month: string,
  separator: boolean,
): Row {
  const change = lines === 0 && beforeCents === 0 ? '' : changeWords(totalCents, beforeCents);
  return {
    agency,
    month,
    line: dotted(counted(lines, 'line'), change),
    amount: dollars(totalCents),
    tooltip: `Bill of ${agency}`,
    separator,
  };
}

function moreWords({ toCome, state }: MonthView, rest: number): string {
  const more = rest > 0 ? `And ${counted(rest, 'agency', 'agencies')} more: type bill and the code.` : '';
  if (state === 'open') return `Agencies: ${listedShort(toCome)}. Type bill and the code for what a bill would be.`;
  const coming = toCome.length > 0 ? `${counted(toCome.length, 'agency', 'agencies')} to come.` : '';
  return [more, coming].filter(Boolean).join(' ');
}
