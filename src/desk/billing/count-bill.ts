import { setImmediate } from 'node:timers/promises';
import { type Billing, type BillLine, billingOf } from '../../domain/billing/charges.ts';
import { against, countingFrom, EMPTY_TALLY, type Tally, whyNotAddUp } from '../../domain/billing/tally.ts';
import type { Month } from '../../domain/months.ts';
import { keys } from '../documents.ts';
import type { Bill, PackedLines } from '../ledger.ts';
import { type Operation, type Store, type Stored, StoreError } from '../ports/store.ts';
import { closedBill } from './closed-bill.ts';
import { pack, sumOf, unpack } from './packed-lines.ts';
import { BEGINNING, chargePage } from './records.ts';

/** Lines of a document, and documents of a batch: some 70 KB and 400 KB, of the 2 MB that a batch may have. */
const LINES_A_CHUNK = 2000;
const CHUNKS_A_BATCH = 6;

/** Pages read for one batch, however few lines they give. */
const PAGES_A_BATCH = 40;

/** What a bill is counted for. */
export interface Counted {
  agency: string;
  month: Month;
  round: number;
  billing: Billing;
}

/**
 * Counts a part of a bill and writes it: the lines and the header that says where to go on are one batch, so a process
 * that dies leaves a part whole or not at all. Throws `StoreError`, `stale` when another process counts the same bill, or has in a later round.
 */
export async function countSome(store: Store, { agency, month, round, billing }: Counted): Promise<Bill> {
  const key = keys.bill(agency, month);
  const stored = await store.read(key);
  // The closing has been begun again: what is asked for here belongs to nothing any more.
  if (stored !== undefined && stored.body.round > round) throw new StoreError('stale', `round ${round} is over`);
  const bill = stored?.body.round === round ? stored.body : await emptyBill(store, { agency, month, round, billing });
  if (bill.place === null) return bill;
  // Rates do not change under a count that goes on.
  const rates = billingOf(month, bill.supportCents, bill.supportCentsBefore);
  const { body: read, chunks } = await readSome(store, bill, rates);
  const body = read.place === null ? { ...read, tally: await compared(store, agency, billing, read.tally) } : read;
  await store.commit([header(stored, body), ...chunks.map((chunk) => putChunk(body, chunk))]);
  return body;
}

/** A whole tally, compared with the bill of the month before where that is closed. */
async function compared(store: Store, agency: string, { before }: Billing, tally: Tally): Promise<Tally> {
  const closed = await closedBill(store, agency, before);
  return closed === undefined ? tally : against(tally, closed.bill?.tally.totalCents ?? 0);
}

async function emptyBill(store: Store, { agency, month, round, billing }: Counted): Promise<Bill> {
  const { supportCents, supportCentsBefore } = billing;
  const [devices, commitments] = await Promise.all([
    countOf(store, 'device', agency),
    countOf(store, 'commitment', agency),
  ]);
  return {
    agency,
    month,
    round,
    place: BEGINNING,
    atStart: { devices, commitments },
    seen: { devices: 0, commitments: 0 },
    chunks: 0,
    supportCents,
    supportCentsBefore,
    tally: EMPTY_TALLY,
  };
}

function countOf(store: Store, type: 'device' | 'commitment', agency: string): Promise<number> {
  return store.count({ type, pk: agency, where: [] });
}

/**
 * Reads on and packs what it has read as soon as it fills a document: what is kept until the batch is written is text, so
 * that garbage does not grow old with the number of devices.
 */
async function readSome(store: Store, bill: Bill, billing: Billing): Promise<{ body: Bill; chunks: PackedLines[] }> {
  const counting = countingFrom(bill.tally);
  const chunks: PackedLines[] = [];
  let lines: BillLine[] = [];
  const finishChunk = () => {
    if (lines.length > 0) chunks.push(pack(bill.month, bill.chunks + chunks.length + 1, lines));
    lines = [];
  };
  const seen = { ...bill.seen };
  let { place } = bill;
  for (let pages = 0; place !== null && pages < PAGES_A_BATCH && chunks.length < CHUNKS_A_BATCH; pages += 1) {
    const page = await chargePage(store, bill.agency, billing, place);
    for (const charges of page.charges) {
      counting.add(charges);
      if (charges.line !== undefined) lines.push(charges.line);
      if (lines.length === LINES_A_CHUNK) finishChunk();
    }
    seen.devices += page.devices;
    seen.commitments += page.commitments;
    place = page.next;
    // Whoever writes to the desk meanwhile is answered between two pages.
    await setImmediate();
  }
  finishChunk();
  return { body: { ...bill, place, seen, chunks: bill.chunks + chunks.length, tally: counting.tally() }, chunks };
}

function header(stored: Stored<'bill'> | undefined, body: Bill): Operation {
  const key = keys.bill(body.agency, body.month);
  return stored === undefined ? { do: 'create', key, body } : { do: 'replace', key, body, etag: stored.etag };
}

/** Chunks follow those that are there; one that an earlier round has left is written over. */
function putChunk({ agency, month }: Bill, body: PackedLines): Operation {
  return { do: 'put', key: keys.billLines(agency, month, body.no), body };
}

/** What is wrong with a counted bill, read back from the store, in a sentence; undefined when all is right (Rule 49). */
export async function whyNotRight(store: Store, bill: Bill): Promise<string | undefined> {
  const { agency, seen, atStart, tally } = bill;
  const stored = { count: 0, cents: 0 };
  for (let no = 1; no <= bill.chunks; no += 1) {
    const chunk = await store.read(keys.billLines(agency, bill.month, no));
    if (chunk === undefined) continue;
    stored.count += chunk.body.count;
    stored.cents += sumOf(chunk.body);
    await setImmediate();
  }
  const why = whyNotAddUp(tally, stored);
  if (why !== undefined) return `${agency}: ${why}`;
  for (const [type, counted, least] of [
    ['device', seen.devices, atStart.devices],
    ['commitment', seen.commitments, atStart.commitments],
  ] as const) {
    const most = await countOf(store, type, agency);
    if (counted < least || counted > most) return `${agency}: ${counted} ${type}s were billed, and there are ${most}.`;
  }
  return undefined;
}

/** The lines of a bill, a chunk at a time. */
export async function* storedLines(
  store: Store,
  bill: Pick<Bill, 'agency' | 'month' | 'chunks'>,
): AsyncGenerator<BillLine[]> {
  for (let no = 1; no <= bill.chunks; no += 1) {
    const chunk = await store.read(keys.billLines(bill.agency, bill.month, no));
    yield chunk === undefined ? [] : unpack(chunk.body);
  }
}

/** A bill as it stands now, of a month that is not closed: read and added up, and nothing is written. */
export async function previewBill(store: Store, agency: string, billing: Billing): Promise<Tally> {
  const counting = countingFrom(EMPTY_TALLY);
  for (let place: Bill['place'] = BEGINNING; place !== null; ) {
    const page: Awaited<ReturnType<typeof chargePage>> = await chargePage(store, agency, billing, place);
    for (const charges of page.charges) counting.add(charges);
    place = page.next;
    await setImmediate();
  }
  return compared(store, agency, billing, counting.tally());
}
