import type { Inventory } from '../../domain/inventory.ts';
import type { Day } from '../../domain/months.ts';
import { later } from '../clock.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import { isLostRace } from '../perform.ts';
import { StoreError } from '../ports/store.ts';
import { type Doer, journalOperation, taskOperation } from './commit.ts';

const DAY = 86_400_000;

/** Days after its start that an agency is reminded of its inventory, and days before its end. */
const REMINDED_AFTER = 14;
const REMINDED_BEFORE = 7;

/**
 * Starts an agency's inventory: one commit, and all that follows from it is in the outbox, the reminders and the end too.
 * False when that year's was started before.
 */
export async function startInventory(
  { store }: Pick<House, 'store'>,
  agency: string,
  { year, until }: { year: number; until: Day },
  doer: Doer,
): Promise<boolean> {
  const inventory: Inventory = {
    agency,
    year,
    state: 'listing',
    by: doer.by,
    startedAt: doer.at,
    until,
    after: null,
    pages: 0,
    listed: 0,
    answers: { confirmed: 0, corrected: 0, missing: 0, left: 0 },
    closed: null,
    commits: 1,
  };
  const reminders = remindersOf(inventory).map(({ why, dueAt }) =>
    taskOperation(inventory, why.replace(' ', '-'), { do: 'ask for inventory', year, why }, dueAt),
  );
  try {
    await store.commit([
      { do: 'create', key: keys.inventory(agency, year), body: inventory },
      journalOperation(inventory, 'started', [], doer),
      taskOperation(inventory, 'list', { do: 'list inventory', year }, doer.at),
      ...reminders,
      taskOperation(inventory, 'end', { do: 'end inventory', year }, later(`${until}T00:00:00.000Z`, DAY)),
    ]);
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    const isUnknown = error instanceof StoreError && error.fault === 'unknown outcome';
    if (!isUnknown || (await store.read(keys.inventory(agency, year))) === undefined) throw error;
    return true;
  }
}

/** When an agency is reminded: not where the end is near anyway. */
export function remindersOf({
  startedAt,
  until,
}: Pick<Inventory, 'startedAt' | 'until'>): { why: 'reminder' | 'last reminder'; dueAt: string }[] {
  // In the morning of the day, all over the country.
  const last = later(`${until}T15:00:00.000Z`, -REMINDED_BEFORE * DAY);
  const first = later(startedAt, REMINDED_AFTER * DAY);
  return [
    ...(first < last ? [{ why: 'reminder', dueAt: first } as const] : []),
    ...(later(startedAt, DAY) < last ? [{ why: 'last reminder', dueAt: last } as const] : []),
  ];
}
