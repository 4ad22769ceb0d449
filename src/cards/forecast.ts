import type { Due, ForecastView, RefreshView } from '../desk/views/forecast.ts';
import { dollars } from '../domain/money.ts';
import { addMonths, type Month } from '../domain/months.ts';
import type { Dates } from './dates.ts';
import { band, head, LONGEST, sentAgain, sentence } from './parts.ts';
import type { CardData, Row } from './template.ts';
import { counted, dotted, grouped, shortened } from './text.ts';

/** Quarters and agencies a card lists, and the widest bar, in glyphs. */
const MOST_QUARTERS = 9;
const MOST_AGENCIES = 10;
const WIDEST = 8;

/** What is still owed, by fiscal year, and what is to be replaced when (Rule 51). */
export function forecast(view: ForecastView, dates: Dates): CardData {
  const { agency, month, forecast, due, agencies } = view;
  const { years, quarters } = forecast;
  const rest = agencies.length - MOST_AGENCIES;
  return {
    ...band('accent', 'Forecast', `after ${dates.month(month)}`),
    ...head(agency === null ? 'All agencies' : `${agency.code} ${agency.name}`, 'What is still owed', ''),
    figures: figures(view),
    note: waitingWords(forecast),
    years: years.map(({ year, cents }) =>
      barRow(
        `FY ${year}`,
        cents,
        dollars(cents),
        years.map(({ cents }) => cents),
      ),
    ),
    noYears: years.length === 0 ? 'Nothing is owed.' : '',
    hasChart: quarters.length > 1,
    quarters: quarters.slice(0, MOST_QUARTERS).map(({ quarter, devices }) => ({
      ...barRow(
        quarterWords(quarter, dates),
        devices,
        String(devices),
        quarters.map(({ devices }) => devices),
      ),
      short: quarterWords(quarter, dates),
      devices,
    })),
    noQuarters: quarterNote(quarters.length),
    ...dueData(due, month, dates, 'To be replaced'),
    hasAgencies: agencies.length > 0,
    agencies: agencies.slice(0, MOST_AGENCIES).map(({ agency, totalCents }, index) => ({
      agency,
      amount: dollars(totalCents),
      separator: index > 0,
    })),
    moreAgencies: rest > 0 ? `And ${rest} more: type forecast and the code.` : '',
    hasCode: agency !== null,
    code: agency?.code ?? '',
    month,
  };
}

function quarterNote(count: number): string {
  if (count === 0) return 'None is on the way there.';
  return count > MOST_QUARTERS ? `And ${counted(count - MOST_QUARTERS, 'later quarter')}.` : '';
}

function figures({ forecast, due, agency }: ForecastView): Row[] {
  const { totalCents, quarters } = forecast;
  const reaching = quarters.reduce((sum, { devices }) => sum + devices, 0);
  const owed = {
    width: 6,
    label: 'Still owed',
    value: dollars(totalCents),
    note: 'hardware',
    color: totalCents > 0 ? 'Attention' : '',
  };
  const paying = {
    width: 4,
    label: 'Devices',
    value: grouped(reaching),
    note: 'being paid for',
    color: '',
  };
  if (agency === null) return [owed, paying];
  return [
    owed,
    paying,
    { width: 3, label: 'To replace', value: String(due.total), note: 'month 42 or later', color: '' },
  ];
}

function waitingWords({ waiting }: ForecastView['forecast']): string {
  const basis = 'Hardware alone: support goes on as long as devices are in service.';
  if (waiting.devices === 0) return basis;
  const what = waiting.devices === 1 ? '1 device has' : `${waiting.devices} devices have`;
  return `${basis} ${what} never served: ${dollars(waiting.cents)} more over 48 months once deployed.`;
}

function barRow(label: string, amount: number, value: string, all: readonly number[]): Row {
  const most = Math.max(...all, 1);
  return { label, bar: '█'.repeat(Math.max(Math.round((amount / most) * WIDEST), 1)), value };
}

/** "Apr–Jun 2028". */
function quarterWords(quarter: Month, dates: Dates): string {
  return `${dates.shortMonth(quarter).slice(0, 3)}–${dates.shortMonth(addMonths(quarter, 2))}`;
}

/** Devices to be replaced, and the button that orders their successors (Rule 54). */
function dueData({ rows, total, unseen, orderSerials }: Due, month: Month, dates: Dates, title: string): CardData {
  const rest = total - rows.length;
  return {
    hasDue: rows.length + unseen > 0,
    dueTitle: title,
    dueCount: counted(total, 'device'),
    due: rows.map(({ serial, name, assignedUser, lastMonth }, index) => ({
      serial,
      line: dotted(name, shortened(assignedUser ?? '', LONGEST.name)),
      last: dates.shortMonth(lastMonth),
      color: lastMonth < month ? 'Attention' : 'Default',
      separator: index > 0,
    })),
    moreDue: [rest > 0 ? `And ${rest} more.` : '', unseenWords(unseen)].filter((text) => text !== '').join(' '),
    canOrder: orderSerials.length > 0,
    orderSerials: orderSerials.join(', '),
  };
}

/** What a card of a very large agency leaves out, which is the youngest. */
function unseenWords(unseen: number): string {
  if (unseen === 0) return '';
  return `There may be up to ${grouped(unseen)} more, too many to look at here. Ask an administrator for all: npm run export.`;
}

/** A notice: devices of an agency at month 42, 45 or 48 (Rule 54). */
export function refresh({ agency, month, due, again }: RefreshView, dates: Dates): CardData {
  const text =
    'Replacement is due at month 48. Order replacements opens an order that names these devices as replaced.';
  return {
    ...band('warning', 'Time to plan replacements', dates.month(month), [...sentAgain(again), ...sentence(text)]),
    ...head(
      `${agency.code} ${agency.name}`,
      counted(due.total, 'device'),
      'At month 42, 45 or 48 of the 48 they are paid for.',
    ),
    ...dueData(due, month, dates, 'Which devices'),
    code: agency.code,
  };
}
