import { type Inventory, LISTED, pagesOf } from '../../domain/inventory.ts';
import type { Serial } from '../../domain/serials.ts';
import { keys } from '../documents.ts';
import { DONE, type Ended, type OutboxHouse, type Started } from '../outbox/entry.ts';
import type { Operation } from '../ports/store.ts';
import { replaced, taskOperation } from './commit.ts';

/** Devices read in one go, and as many goes as one batch has room for the pages of. */
const AT_ONCE = 100;
const MOST_READS = 13;

/**
 * Writes the list of an agency's inventory, some thousand devices a step; once it is whole, the agency is asked. Each step
 * is one batch that says where the next goes on, so what was killed continues and no device stands in it twice.
 */
export async function listInventory(
  { store }: Pick<OutboxHouse, 'store'>,
  { key, now }: Pick<Started, 'key' | 'now'>,
  year: number,
): Promise<Ended> {
  const stored = await store.read(keys.inventory(key.pk, year));
  if (stored === undefined || stored.body.state !== 'listing') return DONE;
  const { agency, pages } = stored.body;
  const { serials, after } = await readOn(store, stored.body);
  const added = pagesOf(stored.body, serials, pages + 1);
  const next: Inventory = {
    ...stored.body,
    state: after === null ? 'open' : 'listing',
    after,
    pages: pages + added.length,
    listed: stored.body.listed + serials.length,
  };
  const ask = taskOperation(next, 'ask', { do: 'ask for inventory', year, why: 'start' }, now.at);
  await store.commit([
    replaced(stored, next),
    ...added.map((body): Operation => ({ do: 'create', key: keys.inventoryPage(agency, year, body.no), body })),
    ...(after === null ? [ask] : []),
  ]);
  return after === null ? DONE : { state: 'due', in: 0 };
}

async function readOn(
  store: OutboxHouse['store'],
  { agency, after: from }: Inventory,
): Promise<{ serials: Serial[]; after: string | null }> {
  const serials: Serial[] = [];
  let after = from;
  for (let reads = 0; reads < MOST_READS; reads += 1) {
    const query = { type: 'device', pk: agency, where: [], orderBy: { field: 'serial' }, limit: AT_ONCE } as const;
    const page = await store.query({ ...query, ...(after === null ? {} : { after }) });
    const listed = page.items.filter(({ body }) => LISTED.includes(body.status));
    serials.push(...listed.map(({ body }) => body.serial));
    after = page.next;
    if (after === null) break;
  }
  return { serials, after };
}
