import type { InventoryView } from '../desk/views/inventory.ts';
import { type Inventory, unanswered, wanted } from '../domain/inventory.ts';
import type { Dates } from './dates.ts';
import { progress } from './inventory-list.ts';
import { band, head, pageWords, sentAgain, sentence } from './parts.ts';
import type { CardData, Row } from './template.ts';
import { counted, dotted, grouped } from './text.ts';

/** Agencies a card lists at most, whatever the page. */
const MOST_AGENCIES = 12;

/** The widest bar, in glyphs. */
const WIDEST = 10;

/** How far all agencies are (Rule 53). */
export function inventory(view: InventoryView, dates: Dates): CardData {
  const { year, starts, rows: all, total, from, sums, open, notStarted, canRun, start, now } = view;
  const rows = all.slice(0, MOST_AGENCIES);
  const canStart = canRun && notStarted > 0;
  return {
    ...inventoryBand(view),
    ...head(
      `July ${year - 1} to June ${year}`,
      `Inventory FY ${year}`,
      dotted(
        total === 0 ? '' : `${counted(total, 'agency', 'agencies')} asked`,
        notStarted === 0 ? '' : notStartedWords(view),
      ),
    ),
    hasFigures: total > 0,
    figures: figures(sums),
    ...progress({ ...NO_INVENTORY, state: open === 0 ? 'closed' : 'open', listed: sums.listed, answers: sums }),
    hasRows: rows.length > 0,
    rows: rows.map((inventory, index) => agencyRow(inventory, now, dates, index > 0)),
    page: pageWords(from, rows.length, total),
    hasNext: from + rows.length < total,
    nextFrom: from + rows.length,
    hasFirst: from > 0,
    from,
    canStart,
    year,
    startTitle: year !== starts ? `Start FY ${starts}` : total === 0 ? 'Start it' : 'Start the others',
    agencies: start.agencies,
    until: start.until,
    canClose: canRun && open > 0 && year === starts,
    showDesk: view.problem !== null,
  };
}

/** "2 agencies not started", "FY 2028: 3 agencies not started". */
function notStartedWords({ year, starts, notStarted }: InventoryView): string {
  const said = `${counted(notStarted, 'agency', 'agencies')} not started`;
  return year === starts ? said : `FY ${starts}: ${said}`;
}

const NO_INVENTORY = {
  agency: '',
  year: 0,
  state: 'open',
  by: { id: null, name: '' },
  startedAt: '',
  until: '',
  after: null,
  pages: 0,
  closed: null,
  commits: 1,
} as const;

function inventoryBand({ year, starts, total, open, closed, sums, note, problem, again }: InventoryView): CardData {
  const fact = total === 0 ? '' : `${grouped(closed)} of ${grouped(total)} closed`;
  if (problem !== null) return band('attention', '⚠ To put right', fact, sentence(problem));
  if (note !== null) return band('good', note.replace(/\.$/, ''), fact);
  if (total === 0) return band('accent', year === starts ? 'Not started this year' : 'There was none');
  if (open > 0 || closed < total) return band('accent', 'Under way', fact);
  const silent = unanswered({ listed: sums.listed, answers: sums });
  if (silent === 0) return band('good', '✓ Closed', fact, sentAgain(again));
  const told = sentence('The approvers of each agency are told what they have not answered.');
  return band('warning', `Closed: ${counted(silent, 'device')} not answered`, fact, [...sentAgain(again), ...told]);
}

function figures({ listed, confirmed, corrected, missing, left }: InventoryView['sums']): Row[] {
  const open = listed - confirmed - corrected - missing - left;
  const figure = (label: string, value: number, color = '') => ({
    width: 1,
    label,
    value: grouped(value),
    note: '',
    color,
  });
  return [
    figure('Confirmed', confirmed),
    figure('Corrected', corrected),
    figure('Missing', missing, missing > 0 ? 'Attention' : ''),
    figure('Open', open),
  ];
}

function agencyRow(inventory: Inventory, now: InventoryView['now'], dates: Dates, separator: boolean): Row {
  const { agency, year, answers, state, until, closed } = inventory;
  const all = wanted(inventory);
  const open = unanswered(inventory);
  const filled = open === all ? 0 : Math.max(Math.floor(((all - open) / all) * WIDEST), 1);
  const closedAt = closed === null ? '' : `closed ${dates.dayOf(closed.at, now)}`;
  const when = state === 'closed' ? closedAt : state === 'open' ? `until ${dates.day(until, now.day)}` : state;
  return {
    agency,
    year,
    line: dotted(
      all === 0 ? 'nothing to answer' : `${grouped(all - open)} of ${grouped(all)} answered`,
      answers.corrected === 0 ? '' : `${grouped(answers.corrected)} corrected`,
      answers.left === 0 ? '' : `${grouped(answers.left)} left`,
      when,
    ),
    missing: answers.missing === 0 ? '' : `⚠ ${grouped(answers.missing)} missing`,
    done: '█'.repeat(filled),
    rest: '░'.repeat(WIDEST - filled),
    color: open === 0 ? 'Good' : 'Accent',
    tooltip: `The list of ${agency}`,
    separator,
  };
}
