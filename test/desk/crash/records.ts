import { readAll } from '../../../src/desk/directory.ts';
import { type DocumentType, keys, type OutboxEntry } from '../../../src/desk/documents.ts';
import type { Store } from '../../../src/desk/ports/store.ts';

/** Every document of a type, in the order of a field. */
export async function all<T extends DocumentType>(store: Store, type: T, field: string) {
  return (await readAll(store, { type, where: [], orderBy: { field } })).map(({ body }) => body);
}

/** Who decides for whom, what is over of it, and every change. */
async function delegationsOf(store: Store) {
  const { body } = (await store.read(keys.delegations('PARKS'))) ?? {};
  const changes = await all(store, 'delegationEntry', 'commit');
  return {
    delegations: body?.list.map(({ endedAt, ...rest }) => ({ ...rest, isEnded: endedAt !== null })) ?? [],
    changes: changes.map(({ commit, by, change }) => [commit, by.name, change.type, change.delegation.delegate.name]),
  };
}

/** What is on record, without the times, which a crash may shift. */
export async function recordsOf(store: Store, request: string): Promise<unknown> {
  const { body } = (await store.read(keys.request(request))) ?? { body: undefined };
  const devices = await all(store, 'device', 'serial');
  const commitments = await all(store, 'commitment', 'serial');
  const claims = await all(store, 'claim', 'serial');
  const charges = await all(store, 'charge', 'serial');
  const later = (await all(store, 'outbox', 'dueAt')).filter(isForLater);
  const records = {
    request: body,
    devices,
    commitments,
    inventories: await all(store, 'inventory', 'agency'),
    pages: await all(store, 'inventoryPage', 'no'),
    charges: charges.map((charge) => JSON.stringify(charge)).sort(),
    later: later.map(({ request, task }) => ({ request, task })),
    claims: claims.map(({ serial, agency, request }) => [serial, agency, request]),
    ...(await delegationsOf(store)),
  };
  const timeless = (key: string, value: unknown) =>
    ['at', 'since', 'submittedAt', 'startedAt', 'commits'].includes(key) ? undefined : value;
  return JSON.parse(JSON.stringify(records, timeless));
}

/** What the calendar asks for in weeks. Reminders of approvals come in a story that turns the clock by days, each at a time of its own. */
function isForLater({ state, dueAt, task }: OutboxEntry): boolean {
  return state === 'due' && dueAt > '2026-11-25' && task.do !== 'remind' && task.do !== 'pass on';
}
