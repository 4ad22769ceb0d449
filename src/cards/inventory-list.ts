import type { InventoryListView } from '../desk/views/inventory.ts';
import { nameOf } from '../domain/found-device.ts';
import { type Inventory, type InventoryRow, unanswered, wanted } from '../domain/inventory.ts';
import type { Dates } from './dates.ts';
import { band, head, LONGEST, sentAgain, sentence } from './parts.ts';
import { shareBar } from './share-bar.ts';
import type { CardData, Row } from './template.ts';
import { counted, dotted, grouped, shortened } from './text.ts';

/** Devices a card lists at most, whatever the page. */
const MOST_DEVICES = 15;

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
export function progress(inventory: Inventory): CardData {
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
