import type { Inventory, InventoryPage, InventoryRow } from '../../domain/inventory.ts';
import type { Role, Who } from '../../domain/people.ts';
import { inventoryName, type JournalEntry, keys, type OutboxEntry } from '../documents.ts';
import type { Operation, Stored } from '../ports/store.ts';
import type { Task } from '../task-schema.ts';

/** Who has done something to an inventory, as what and when (UTC). */
export interface Doer {
  by: Who;
  role: Role | null;
  at: string;
}

type Did = NonNullable<JournalEntry['inventory']>['did'];

/** The line of history of a commit of an inventory (Rule 31). */
export function journalOperation(
  { agency, year, commits }: Inventory,
  did: Did,
  rows: readonly InventoryRow[],
  doer: Doer,
): Operation {
  const request = inventoryName(agency, year);
  const answers = rows.map(({ serial, answer, request }) => ({ serial, answer, request }));
  const serials = answers.map(({ serial }) => serial);
  const body = {
    request,
    commit: commits,
    ...doer,
    events: [],
    serials,
    devices: [],
    inventory: { year, did, answers },
  };
  return { do: 'create', key: keys.journal(request, commits), body };
}

/** An inventory or a page of it in place of what was read. */
export function replaced(stored: Stored<'inventory'>, body: Inventory): Operation {
  return { do: 'replace', key: stored.key, body, etag: stored.etag };
}

/** The same for a page. */
export function replacedPage(stored: Stored<'inventoryPage'>, body: InventoryPage): Operation {
  return { do: 'replace', key: stored.key, body, etag: stored.etag };
}

/** A task for an inventory, to be done from a moment on; named, so that it is there once. */
export function taskOperation(
  { agency, year }: Pick<Inventory, 'agency' | 'year'>,
  name: string,
  task: Task,
  dueAt: string,
): Operation {
  const request = inventoryName(agency, year);
  const body: OutboxEntry = { request, task, state: 'due', dueAt, attempts: 0, to: null };
  return { do: 'create', key: keys.outbox(request, name), body };
}
