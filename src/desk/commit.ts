import type { Now } from '../domain/months.ts';
import type { Role, Who } from '../domain/people.ts';
import { evolve } from '../domain/request/events.ts';
import { happened, type Outcome } from '../domain/request/outcome.ts';
import type { Request } from '../domain/request/state.ts';
import type { Certificate } from '../domain/sanitization.ts';
import type { Serial } from '../domain/serials.ts';
import { later } from './clock.ts';
import { type Body, type JournalEntry, type Key, keys, type OutboxEntry } from './documents.ts';
import { type Operation, type OperationOn, type Store, type Stored, StoreError } from './ports/store.ts';
import type { NamedTask } from './tasks.ts';

/** Milliseconds. */
const A_DAY = 86_400_000;

/** What was read before a decision, with the etags that the commit holds it to. */
export interface Loaded {
  request: Stored<'request'> | undefined;
  devices: ReadonlyMap<Serial, Stored<'device'>>;
  commitments: ReadonlyMap<Serial, Stored<'commitment'>>;
  /** Requests that the outcome changes beside its own, by id. */
  others?: ReadonlyMap<string, Stored<'request'>>;
}

/** Who did it, as what, and when; and what is to follow from it. */
export interface Act {
  by: Who;
  role: Role | null;
  now: Now;
  tasksAfter(before: Request | undefined, after: Request, certificates: readonly Certificate[]): NamedTask[];
}

/** An outcome as one batch writes it. */
export interface Batch {
  after: Request;
  entry: JournalEntry;
  operations: Operation[];
}

/** The request, its devices, commitments and certificates, the journal and the outbox, each held to what was read. */
export function batchFor(id: string, loaded: Loaded, outcome: Outcome, act: Act): Batch {
  const before = loaded.request?.body;
  const after = evolve(before, outcome.events);
  const entry = journalEntry(id, after, loaded, outcome, act);
  const operations: Operation[] = [
    write(keys.request(id), after, loaded.request),
    { do: 'create', key: keys.journal(id, after.commits), body: entry },
    ...outcome.devices.map((device) =>
      write(keys.device(device.agency, device.serial), device, loaded.devices.get(device.serial)),
    ),
    ...outcome.commitments.map((commitment) =>
      write(
        keys.commitment(commitment.agency, commitment.serial),
        commitment,
        loaded.commitments.get(commitment.serial),
      ),
    ),
    ...outcome.certificates.map((certificate): Operation => {
      const key = keys.certificate(certificate.agency, certificate.serial, certificate.request);
      return { do: 'create', key, body: certificate };
    }),
    ...act
      .tasksAfter(before, after, outcome.certificates)
      .map((task) => outboxOperation(id, after.commits, task, act.now)),
  ];
  return { after, entry, operations };
}

/** New, or in place of what was read. */
export function write<T extends 'request' | 'device' | 'commitment' | 'claim'>(
  key: Key<T>,
  body: Body<T>,
  before: Stored<T> | undefined,
): OperationOn<T> {
  return before === undefined ? { do: 'create', key, body } : { do: 'replace', key, body, etag: before.etag };
}

/** Makes batches true together, all or none. Throws `StoreError` as the store does. */
export async function commitBatches(store: Store, ...batches: Batch[]): Promise<void> {
  const [first] = batches;
  try {
    await store.commit(batches.flatMap(({ operations }) => operations));
  } catch (error) {
    if (!(error instanceof StoreError) || error.fault !== 'unknown outcome' || first === undefined) throw error;
    await settle(store, first.entry, error);
  }
}

/** Makes an outcome true in one batch. Gives the request after it; throws `StoreError` as the store does. */
export async function commitOutcome(
  store: Store,
  id: string,
  loaded: Loaded,
  outcome: Outcome,
  act: Act,
): Promise<Request> {
  const batch = batchFor(id, loaded, outcome, act);
  const others = (outcome.others ?? []).map(({ request, events }) => {
    const own: Loaded = { request: loaded.others?.get(request), devices: new Map(), commitments: new Map() };
    return batchFor(request, own, happened(events), act);
  });
  await commitBatches(store, batch, ...others);
  return batch.after;
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

function outboxOperation(
  request: string,
  commit: number,
  { name, task, to, inDays = 0 }: NamedTask,
  now: Now,
): Operation {
  const body: OutboxEntry = { request, task, state: 'due', dueAt: later(now.at, inDays * A_DAY), attempts: 0, to };
  return { do: 'create', key: keys.outbox(request, `${commit}-${name}`), body };
}
