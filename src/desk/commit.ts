import type { Now } from '../domain/months.ts';
import type { Role, Who } from '../domain/people.ts';
import { evolve } from '../domain/request/events.ts';
import type { Outcome } from '../domain/request/outcome.ts';
import type { Request } from '../domain/request/state.ts';
import type { Serial } from '../domain/serials.ts';
import { type JournalEntry, keys, type OutboxEntry } from './documents.ts';
import type { Operation, Store, Stored } from './ports/store.ts';
import { StoreError } from './ports/store.ts';
import type { NamedTask } from './tasks.ts';

/** What was read before a decision, with the etags that the commit holds it to. */
export interface Loaded {
  request: Stored<'request'> | undefined;
  devices: ReadonlyMap<Serial, Stored<'device'>>;
}

/** Who did it, as what, and when; and what is to follow from it. */
export interface Act {
  by: Who;
  role: Role | null;
  now: Now;
  tasksAfter(before: Request | undefined, after: Request): NamedTask[];
}

/**
 * Makes an outcome true: the request, its devices and commitments, the journal and the outbox in one batch, each held to
 * what was read. Gives the request after it; throws `StoreError` as the store does.
 */
export async function commitOutcome(
  store: Store,
  id: string,
  loaded: Loaded,
  outcome: Outcome,
  act: Act,
): Promise<Request> {
  const before = loaded.request?.body;
  const after = evolve(before, outcome.events);
  const entry = journalEntry(id, after, loaded, outcome, act);
  const operations: Operation[] = [
    loaded.request === undefined
      ? { do: 'create', key: keys.request(id), body: after }
      : { do: 'replace', key: keys.request(id), body: after, etag: loaded.request.etag },
    { do: 'create', key: keys.journal(id, after.commits), body: entry },
    ...outcome.devices.map((device): Operation => {
      const key = keys.device(device.agency, device.serial);
      const stored = loaded.devices.get(device.serial);
      if (stored === undefined) return { do: 'create', key, body: device };
      return { do: 'replace', key, body: device, etag: stored.etag };
    }),
    ...outcome.commitments.map((commitment): Operation => {
      return { do: 'create', key: keys.commitment(commitment.agency, commitment.serial), body: commitment };
    }),
    ...act.tasksAfter(before, after).map((task) => outboxOperation(id, after.commits, task, act.now)),
  ];
  try {
    await store.commit(operations);
  } catch (error) {
    if (!(error instanceof StoreError) || error.fault !== 'unknown outcome') throw error;
    await settle(store, entry, error);
  }
  return after;
}

/** A write that may have happened is settled by its journal entry: there and ours, or not there. */
async function settle(store: Store, entry: JournalEntry, error: StoreError): Promise<void> {
  const found = await store.read(keys.journal(entry.request, entry.commit));
  const { at, by } = found?.body ?? { at: null, by: null };
  if (at === entry.at && by?.id === entry.by.id) return;
  throw new StoreError('stale', 'the write did not happen', error);
}

function journalEntry(request: string, after: Request, loaded: Loaded, outcome: Outcome, act: Act): JournalEntry {
  const devices = outcome.devices.map((device) => ({
    before: loaded.devices.get(device.serial)?.body ?? null,
    after: device,
  }));
  return {
    request,
    commit: after.commits,
    at: act.now.at,
    by: act.by,
    role: act.role,
    events: outcome.events,
    serials: devices.map(({ after }) => after.serial),
    devices,
  };
}

function outboxOperation(request: string, commit: number, { name, task, to }: NamedTask, now: Now): Operation {
  const body: OutboxEntry = { request, task, state: 'due', dueAt: now.at, attempts: 0, to };
  return { do: 'create', key: keys.outbox(request, `${commit}-${name}`), body };
}
