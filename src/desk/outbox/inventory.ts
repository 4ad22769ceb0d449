import { unanswered, yearOf } from '../../domain/inventory.ts';
import { may } from '../../domain/people.ts';
import { isOpen, type Request } from '../../domain/request/state.ts';
import type { Serial } from '../../domain/serials.ts';
import { keys } from '../documents.ts';
import { answerPage } from '../inventory/answer.ts';
import { ANSWERING_KINDS } from '../inventory/answering-kinds.ts';
import { inventoryListView } from '../inventory/show.ts';
import { remindersOf } from '../inventory/start.ts';
import type { Occasion, TaskOf } from '../task-schema.ts';
import type { InventoryListView } from '../views/inventory.ts';
import { DONE, type Ended, type OutboxHouse, type Started, tellEach } from './entry.ts';
import { tell } from './tell.ts';

/** A message for each approver of an agency, where something is unanswered (Rule 53). */
export async function askForInventory(
  { store, directory }: OutboxHouse,
  started: Started,
  { year, why }: TaskOf<'ask for inventory'>,
): Promise<Ended> {
  const agency = started.key.pk;
  const inventory = (await store.read(keys.inventory(agency, year)))?.body;
  if (inventory?.state !== 'open' || unanswered(inventory) === 0) return DONE;
  const people = await directory.peopleWho('answer the inventory', agency);
  return { state: 'done', also: tellEach(started, people, (to) => ({ do: 'send inventory', to, year, why })) };
}

/** Sends an approver the first page on which something waits, or on which something was not answered in time. */
export function sendInventory(
  house: OutboxHouse,
  started: Started,
  { to, year, why }: TaskOf<'send inventory'>,
): Promise<Ended> {
  return tell(house, started, to, () => messageFor(house, started, { to, year, why }));
}

/** Undefined where there is nothing to ask any more, and once a later message asks for the same. */
async function messageFor(
  house: OutboxHouse,
  { key, now }: Started,
  { to, year, why }: { to: string; year: number; why: Occasion },
): Promise<InventoryListView | undefined> {
  const inventory = (await house.store.read(keys.inventory(key.pk, year)))?.body;
  const person = await house.directory.person(to);
  const state = why === 'closed' ? 'closed' : 'open';
  if (inventory?.state !== state || person === undefined || unanswered(inventory) === 0) return undefined;
  if (!may(person, 'answer the inventory', key.pk)) return undefined;
  if (why === 'closed') return inventoryListView(house, person, inventory, undefined, { why });
  const order: readonly Occasion[] = ['start', 'reminder', 'last reminder'];
  const passed = remindersOf(inventory).filter(({ dueAt }) => dueAt <= now.at);
  if (passed.some((later) => order.indexOf(later.why) > order.indexOf(why))) return undefined;
  return inventoryListView(house, person, inventory, undefined, { why });
}

/**
 * What a request says of its devices is the answer to the inventory that is open: a report of a loss, and a correction that
 * the agency asks for. One that is cancelled answers nothing any more. Repeating it is harmless.
 */
export async function answerInventory(
  house: Pick<OutboxHouse, 'store' | 'directory'>,
  { now }: Pick<Started, 'now'>,
  request: Request,
): Promise<Ended> {
  const { agency, requester, kind, units, submittedAt: at } = request;
  const year = yearOf(now.day);
  const answer = ANSWERING_KINDS[kind];
  const inventory = (await house.store.read(keys.inventory(agency, year)))?.body;
  if (answer === undefined || inventory?.state !== 'open') return DONE;
  const person = requester.id === null ? undefined : await house.directory.person(requester.id);
  const isAgencys = person !== undefined && may(person, 'answer the inventory', agency);
  if (answer === 'corrected' && !isAgencys) return DONE;
  const isOver = !isOpen(request) && request.status !== 'closed';
  for (const { serial, cancelled } of units) {
    const no = serial === null ? undefined : await pageWith(house, agency, year, serial);
    if (serial === null || no === undefined) continue;
    const said = { serials: [serial], by: requester, at, request: request.id };
    await answerPage(house, { agency, year, no }, { ...said, answer: isOver || cancelled ? null : answer }, null);
  }
  return DONE;
}

async function pageWith(
  { store }: Pick<OutboxHouse, 'store'>,
  agency: string,
  year: number,
  serial: Serial,
): Promise<number | undefined> {
  const { items } = await store.query({
    type: 'inventoryPage',
    pk: agency,
    where: [
      { field: 'year', is: year },
      { field: 'serials', holds: serial },
    ],
    orderBy: { field: 'no' },
    limit: 1,
  });
  return items[0]?.body.no;
}
