import type { InventoryListView, InventoryView } from '../desk/views/inventory.ts';
import { nameOf } from '../domain/found-device.ts';
import { type Inventory, type InventoryRow, unanswered, wanted } from '../domain/inventory.ts';
import type { Dates } from './dates.ts';
import { band, head, LONGEST, pageWords, sentAgain, sentence } from './parts.ts';
import { shareBar } from './share-bar.ts';
import type { CardData, Row } from './template.ts';
import { counted, dotted, grouped, shortened } from './text.ts';

/** Devices and agencies a card lists at most, whatever the page. */
const MOST_DEVICES = 15;
const MOST_AGENCIES = 12;

/** The widest bar, in glyphs. */
const WIDEST = 10;

/** A page of an agency's yearly inventory (Rule 53). */
export function inventoryList(view: InventoryListView, dates: Dates): CardData {
  const { agency, inventory, page, rows, canAnswer } = view;
  const waiting = rows.filter(({ answer }) => answer === null).length;
  const asks = canAnswer && waiting > 0;
  return {
    ...listBand(view, dates),
    ...head(
      dotted(`${agency.code} ${agency.name}`, `FY ${inventory.year}`),
      'Yearly inventory',
      asks ? 'Is each there, with this user and place? Confirm all of them, or tick some and choose.' : late(inventory),
    ),
    ...progress(inventory),
    pageTitle: inventory.pages > 1 ? `Page ${grouped(page)} of ${grouped(inventory.pages)}` : 'Devices',
    pageCount: waiting === 0 ? 'nothing to answer' : `${waiting} of ${rows.length} ${openWords(inventory)}`,
    empty: rows.length === 0 ? emptyWords(inventory) : '',
    rows: rows.slice(0, MOST_DEVICES).map((row, index) => deviceRow(row, view, dates, index > 0)),
    asks,
    confirmAll: waiting === 1 ? 'Confirm it' : `Confirm all ${waiting}`,
    agency: agency.code,
    year: inventory.year,
    pageNo: page,
    nextPage: page + 1,
    hasNext: page > 0 && page < inventory.pages,
    previousPage: page - 1,
    hasPrevious: page > 1,
    hasReport: rows.length > 0,
    isWatching: !canAnswer,
    showDesk: view.problem !== null,
  };
}

/** What is to be done about what was not answered in time. */
function late(inventory: Inventory): string {
  if (inventory.state !== 'closed' || unanswered(inventory) === 0) return '';
  return 'Some were not answered in time. Look for them still: type lost and the serial for what is missing, correct and the serial for what is recorded wrongly.';
}

function listBand({ inventory, canAnswer, why, note, problem, again, now }: InventoryListView, dates: Dates): CardData {
  const open = unanswered(inventory);
  const until = `until ${dates.day(inventory.until, now.day)}`;
  if (problem !== null) return band('attention', '⚠ To put right', until, sentence(problem));
  const sent = sentAgain(again);
  const said = note?.replace(/\.$/, '') ?? null;
  switch (inventory.state) {
    case 'listing':
      return band('accent', 'The list is being written', until, sentence(note));
    case 'closing':
      return band('emphasis', 'Being closed', '', sentence(note));
    case 'closed': {
      const { closed } = inventory;
      const when = closed === null ? '' : dates.dayOf(closed.at, now);
      if (open === 0) return band('emphasis', 'Closed', when, sentence(note));
      return band(
        'attention',
        `⚠ Closed: ${counted(open, 'device')} not answered`,
        when,
        why === null ? sentence(note) : sent,
      );
    }
    case 'open':
      if (open === 0) return band('good', '✓ Every device answered', until, sentence(note));
      if (said !== null) return band('good', `✓ ${said}`, until);
      if (why === 'last reminder')
        return band('attention', `⚠ Last reminder: ${counted(open, 'device')} to answer`, until, sent);
      if (why === 'reminder') return band('warning', `Reminder: ${counted(open, 'device')} to answer`, until, sent);
      return band(canAnswer ? 'warning' : 'accent', `${counted(open, 'device')} to answer`, until, sent);
  }
}

function emptyWords({ state }: Inventory): string {
  return state === 'listing' ? 'Its devices are here in a moment.' : 'The agency had no devices when this began.';
}

/** How much is answered: "380 of 500 answered". */
function progress(inventory: Inventory): CardData {
  const all = wanted(inventory);
  const open = unanswered(inventory);
  // The band says how many there are.
  if (open === all) return shareBar('', '', 0);
  const done = `${grouped(all - open)} of ${grouped(all)} answered`;
  return shareBar(done, open === 0 ? '' : `${grouped(open)} ${openWords(inventory)}`, (all - open) / all);
}

function openWords({ state }: Pick<Inventory, 'state'>): string {
  return state === 'closed' ? 'not answered' : 'to answer';
}

function deviceRow(
  row: InventoryListView['rows'][number],
  { canAnswer, rows, now }: InventoryListView,
  dates: Dates,
  separator: boolean,
): Row {
  const { serial, device, answer } = row;
  const asks = canAnswer && answer === null;
  const user = shortened(device?.assignedUser?.name ?? '', LONGEST.name);
  const place = shortened(device?.location ?? '', LONGEST.name);
  const isPurchased = device?.origin === 'purchased' ? 'purchased' : '';
  return {
    serial: shortened(serial, 40),
    asks,
    ticked: String(rows.filter((other) => other.answer === null).length === 1),
    said: !asks,
    sign: signOf(row),
    who: device === null ? 'Not the agency’s any more' : dotted(user, place),
    what:
      device === null ? '' : dotted(nameOf(device), device.status === 'in service' ? '' : device.status, isPurchased),
    answer: answerWords(row, dates, now),
    color: answer === 'missing' ? 'Attention' : 'Default',
    separator,
  };
}

function signOf({ answer }: InventoryRow): string {
  switch (answer) {
    case null:
      return '○';
    case 'confirmed':
    case 'corrected':
      return '✓';
    case 'missing':
      return '⚠';
    case 'left':
      return '–';
  }
}

const ANSWERS = { confirmed: 'Confirmed', corrected: 'Correction', missing: 'Missing', left: 'Has left' } as const;

/** "Confirmed · Max Moreau · today", "Correction · PARKS-8C5R3T". */
function answerWords({ answer, by, at, request }: InventoryRow, dates: Dates, now: InventoryListView['now']): string {
  if (answer === null) return 'Not answered';
  const when = at === null ? '' : dates.dayOf(at, now);
  return dotted(ANSWERS[answer], request ?? '', shortened(by?.name ?? '', LONGEST.name), when);
}

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
