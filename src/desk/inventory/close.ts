import { type Inventory, type InventoryPage, type InventoryRow, say } from '../../domain/inventory.ts';
import type { Serial } from '../../domain/serials.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import { loadDevices } from '../load.ts';
import { DONE, type Ended, type OutboxHouse, type Started } from '../outbox/entry.ts';
import { bodies, isLostRace } from '../perform.ts';
import type { Operation, Stored } from '../ports/store.ts';
import { type Doer, journalOperation, replaced, replacedPage, taskOperation } from './commit.ts';

/** Pages a step of closing looks at. */
const A_STEP = 30;

/** How long after midnight in Greenwich the day ends in the state is looked for again, in milliseconds. */
const AGAIN = 1_800_000;

/** Who closes what nobody has closed. */
const DESK = { by: { id: null, name: 'Device Desk' }, role: null } as const;

/**
 * Ends the answers of an agency's inventory; the outbox adds it up. False when there is none that takes answers, or somebody
 * else has ended it.
 */
export async function endAnswers(
  { store }: Pick<House, 'store'>,
  agency: string,
  year: number,
  doer: Doer,
): Promise<boolean> {
  const stored = await store.read(keys.inventory(agency, year));
  if (stored?.body.state !== 'open') return false;
  try {
    await store.commit(endOperations(stored, doer));
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

function endOperations(stored: Stored<'inventory'>, { by, role, at }: Doer): Operation[] {
  const { year } = stored.body;
  const next: Inventory = { ...stored.body, state: 'closing', closed: { at, by, role } };
  return [replaced(stored, next), taskOperation(next, 'close', { do: 'close inventory', year }, at)];
}

/** Ends an inventory once the last day for answers is over. */
export async function endInventory({ store }: OutboxHouse, { key, now }: Started, year: number): Promise<Ended> {
  const stored = await store.read(keys.inventory(key.pk, year));
  if (stored === undefined || stored.body.state === 'closing' || stored.body.state === 'closed') return DONE;
  if (stored.body.state === 'listing' || now.day <= stored.body.until) return { state: 'due', in: AGAIN };
  await store.commit(endOperations(stored, { ...DESK, at: now.at }));
  return DONE;
}

/**
 * Adds an inventory up: of what is unanswered, the devices that have left in the meantime fall off. A step is one batch, and
 * the pages it has looked at are done, so what was killed goes on.
 */
export async function closeInventory(
  { store }: Pick<OutboxHouse, 'store'>,
  { key, now }: Pick<Started, 'key' | 'now'>,
  year: number,
): Promise<Ended> {
  const stored = await store.read(keys.inventory(key.pk, year));
  if (stored?.body.state !== 'closing' || stored.body.closed === null) return DONE;
  const { items } = await store.query({
    type: 'inventoryPage',
    pk: key.pk,
    where: [
      { field: 'year', is: year },
      { field: 'done', is: false },
    ],
    orderBy: { field: 'no' },
    limit: A_STEP,
  });
  const { inventory, operations, left } = await withoutLeft(store, stored.body, items, now.at);
  const isLast = items.length < A_STEP;
  const next: Inventory = { ...inventory, state: isLast ? 'closed' : 'closing', commits: stored.body.commits + 1 };
  const doer = isLast ? stored.body.closed : { ...DESK, at: now.at };
  await store.commit([
    replaced(stored, next),
    ...operations,
    ...(isLast || left.length > 0 ? [journalOperation(next, isLast ? 'closed' : 'answered', left, doer)] : []),
    ...(isLast ? [taskOperation(next, 'report', { do: 'report inventory', year }, now.at)] : []),
  ]);
  return isLast ? DONE : { state: 'due', in: 0 };
}

async function withoutLeft(
  store: OutboxHouse['store'],
  before: Inventory,
  pages: readonly Stored<'inventoryPage'>[],
  at: string,
): Promise<{ inventory: Inventory; operations: Operation[]; left: InventoryRow[] }> {
  const held = bodies(
    await loadDevices(
      store,
      before.agency,
      pages.flatMap(({ body }) => waitingOn(body)),
    ),
  );
  const nothing = { serials: [], answer: 'confirmed', by: DESK.by, at, request: null } as const;
  let inventory = before;
  const left: InventoryRow[] = [];
  const operations = pages.map((stored) => {
    const after = say(inventory, stored.body, nothing, held);
    inventory = after.inventory;
    left.push(...after.changed);
    return replacedPage(stored, { ...after.page, done: true });
  });
  return { inventory, operations, left };
}

function waitingOn({ rows }: InventoryPage): Serial[] {
  return rows.filter(({ answer }) => answer === null).map(({ serial }) => serial);
}
