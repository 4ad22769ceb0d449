import { bookOnce } from '../../src/desk/billing/book-charges.ts';
import { DOCUMENTS, type DocumentType, keys } from '../../src/desk/documents.ts';
import type { Operation, Store } from '../../src/desk/ports/store.ts';
import type { Records } from './play.ts';
import type { State } from './state.ts';

/** Documents a batch takes, and bytes of them: less than a store takes at the most. */
const A_BATCH = 90;
const BYTES_A_BATCH = 1_200_000;

/** Documents of partitions of their own that are written at the same moment. */
const AT_ONCE = 500;

/** Whether a store holds nothing at all. */
export async function isEmpty(store: Store): Promise<boolean> {
  for (const type of Object.keys(DOCUMENTS).filter(isDocumentType)) {
    if ((await store.count({ type, where: [] })) > 0) return false;
  }
  return true;
}

function isDocumentType(name: string): name is DocumentType {
  return Object.hasOwn(DOCUMENTS, name);
}

/** Writes what is new in the directory. */
export async function writeDirectory(store: Store, { added }: State): Promise<void> {
  const { agencies, people, catalogs, exemptions } = added;
  await writeEach(store, [
    ...agencies.map((body) => ({ do: 'create', key: keys.agency(body.code), body }) as const),
    ...people.map((body) => ({ do: 'create', key: keys.person(body.id), body }) as const),
    ...catalogs.map((body) => ({ do: 'create', key: keys.catalog(body.version), body }) as const),
    ...exemptions.map((body) => ({ do: 'create', key: keys.exemption(body), body }) as const),
  ]);
}

/** Writes everything an agency has, each record as it is in the end, its whole journal, and what it gave to others. */
export async function writeRecords(store: Store, records: Records): Promise<void> {
  const { devices, commitments, requests, certificates, journal, claims, arrivals, tasks } = records;
  await writeEach(
    store,
    [...claims.values()].map((body) => ({ do: 'create', key: keys.claim(body.serial), body }) as const),
  );
  const operations: Operation[] = [
    ...[...devices.values()].map(
      (body) => ({ do: 'create', key: keys.device(body.agency, body.serial), body }) as const,
    ),
    ...[...commitments.values()].map(
      (body) => ({ do: 'create', key: keys.commitment(body.agency, body.serial), body }) as const,
    ),
    ...[...requests.values()].map((body) => ({ do: 'create', key: keys.request(body.id), body }) as const),
    ...certificates.map(
      (body) => ({ do: 'create', key: keys.certificate(body.agency, body.serial, body.request), body }) as const,
    ),
    ...journal.map((body) => ({ do: 'create', key: keys.journal(body.request, body.commit), body }) as const),
    ...tasks,
  ];
  for (const batch of batchesOf(operations)) await store.commit(batch);
  await writeEach(store, arrivals);
  await book(store, records);
}

/** Charges what is charged once, on the bills of the months it was decided in; none of them is closed. */
async function book(store: Store, { bookings }: Records): Promise<void> {
  for (const { day, bookings: some } of bookings) {
    const [first] = some;
    if (first !== undefined) await bookOnce(store, first.body.agency, day, some);
  }
}

async function writeEach(store: Store, operations: readonly Operation[]): Promise<void> {
  for (let from = 0; from < operations.length; from += AT_ONCE) {
    await Promise.all(operations.slice(from, from + AT_ONCE).map((operation) => store.commit([operation])));
  }
}

function* batchesOf(operations: readonly Operation[]): Generator<Operation[]> {
  let batch: Operation[] = [];
  let bytes = 0;
  for (const operation of operations) {
    const size = JSON.stringify(operation.body).length;
    if (batch.length === A_BATCH || bytes + size > BYTES_A_BATCH) {
      yield batch;
      [batch, bytes] = [[], 0];
    }
    batch.push(operation);
    bytes += size;
  }
  if (batch.length > 0) yield batch;
}
