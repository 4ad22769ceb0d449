import { unanswered } from '../../domain/inventory.ts';
import { may } from '../../domain/people.ts';
import { inventoryName, keys, type OutboxEntry } from '../documents.ts';
import { inventoriesOf, inventoryView } from '../inventory/show.ts';
import { isLostRace } from '../perform.ts';
import type { Task, TaskOf } from '../task-schema.ts';
import { DONE, type Ended, type OutboxHouse, type Started, tellEach } from './entry.ts';
import { tell } from './tell.ts';

/**
 * An agency's inventory is closed (Rule 53): its approvers are told what nobody has answered. Once those of all agencies are
 * closed that had one this year, the asset managers are sent the sums; one message, however many agencies there are.
 */
export async function reportInventory(
  house: OutboxHouse,
  started: Started,
  { year }: TaskOf<'report inventory'>,
): Promise<Ended> {
  const agency = started.key.pk;
  const all = (await inventoriesOf(house, year)).map(({ body }) => body);
  if (all.every(({ state }) => state === 'closed')) await tellManagers(house, started, year, all.length);
  const own = all.find((inventory) => inventory.agency === agency);
  if (own === undefined || unanswered(own) === 0) return DONE;
  const people = await house.directory.peopleWho('answer the inventory', agency);
  return {
    state: 'done',
    also: tellEach(started, people, (to) => ({ do: 'send inventory', to, year, why: 'closed' })),
  };
}

/** Named by how many were closed: agencies that close side by side tell it once, and one that is started later tells it anew. */
async function tellManagers({ store, directory }: OutboxHouse, started: Started, year: number, closed: number) {
  for (const { id: to, agency } of await directory.peopleWho('run the inventory', started.key.pk)) {
    const request = inventoryName(agency, year);
    const task: Task = { do: 'send inventory sums', to, year };
    const body: OutboxEntry = { request, task, state: 'due', dueAt: started.now.at, attempts: 0, to };
    try {
      await store.commit([{ do: 'create', key: keys.outbox(request, `sums-of-${closed}-to-${to}`), body }]);
    } catch (error) {
      if (!isLostRace(error)) throw error;
    }
  }
}

/** Sends an asset manager how a fiscal year's inventory has ended. */
export function sendInventorySums(
  house: OutboxHouse,
  started: Started,
  { to, year }: TaskOf<'send inventory sums'>,
): Promise<Ended> {
  return tell(house, started, to, async () => {
    const person = await house.directory.person(to);
    if (person === undefined || !may(person, 'run the inventory', person.agency)) return undefined;
    return inventoryView(house, person, { year });
  });
}
