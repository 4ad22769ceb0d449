import { z } from 'zod';
import {
  type Billing,
  type BillLine,
  type Charge,
  hardwareCharges,
  lineOfCharge,
  supportCharges,
} from '../../domain/billing/charges.ts';
import type { Commitment } from '../../domain/commitment.ts';
import type { Device } from '../../domain/device.ts';
import type { Serial } from '../../domain/serials.ts';
import { readAll } from '../directory.ts';
import { keys } from '../documents.ts';
import { type Bill, type Place, placeSchema } from '../ledger.ts';
import { type Store, StoreError } from '../ports/store.ts';
import { storedLines } from './count-bill.ts';
import { unpack } from './packed-lines.ts';
import { BEGINNING, type ChargesPage, chargePage } from './records.ts';

/** Every line of a bill, for a file of it. */
export async function allLines(
  store: Store,
  agency: string,
  { bill, billing }: { bill: Bill | undefined; billing: Billing },
): Promise<BillLine[]> {
  const lines: BillLine[] = [];
  if (bill !== undefined) {
    for await (const some of storedLines(store, bill)) lines.push(...some);
    return lines;
  }
  for (let place: Place | null = BEGINNING; place !== null; ) {
    const page: ChargesPage = await chargePage(store, agency, billing, place);
    lines.push(...page.charges.flatMap(({ line }) => line ?? []));
    place = page.next;
  }
  return lines;
}

/** What is charged once for a device of an agency, in any month. */
export async function chargesOfSerial(store: Store, pk: string, serial: Serial): Promise<Charge[]> {
  const where = [{ field: 'serial', is: serial }];
  const found = await readAll(store, { type: 'charge', pk, where, orderBy: { field: 'month' } });
  return found.map(({ body }) => body);
}

/** The lines of a device on the bill of a month, from an agency's records of it. */
export function linesOfSerial(
  records: { device: Device | undefined; commitment: Commitment | undefined; charges: readonly Charge[] },
  billing: Billing,
): BillLine[] {
  const { device, commitment, charges } = records;
  const monthly = [
    device && supportCharges(device, billing).line,
    commitment && hardwareCharges(commitment, billing).line,
  ];
  const once = charges.filter(({ month }) => month === billing.month).map(lineOfCharge);
  return [...monthly.flatMap((line) => line ?? []), ...once];
}

/** Where a page of lines ended: within a chunk of a closed bill, or within a page of the records of an open one. */
const cursorSchema = z.union([
  z.strictObject({ chunk: z.int().positive(), skip: z.int().nonnegative() }),
  z.strictObject({ place: placeSchema, skip: z.int().nonnegative() }),
]);
type Cursor = z.infer<typeof cursorSchema>;

/** Some lines, and where the next page begins; null at the end. */
export interface LinesPage {
  lines: BillLine[];
  after: string | null;
}

/**
 * A page of the lines of a bill: of a closed one as they are stored, else as they would be. Reads no more than the page
 * needs. Throws `StoreError` (`no such page`) for what is no cursor.
 */
export async function linesPage(
  store: Store,
  agency: string,
  { bill, billing }: { bill: Bill | undefined; billing: Billing },
  after: string | undefined,
  limit: number,
): Promise<LinesPage> {
  const lines: BillLine[] = [];
  let cursor: Cursor | null = after === undefined ? firstOf(bill) : cursorOf(after);
  while (cursor !== null && lines.length < limit) {
    const part: Part =
      bill === undefined ? await openPart(store, agency, billing, cursor) : await storedPart(store, bill, cursor);
    const taken = part.lines.slice(cursor.skip, cursor.skip + limit - lines.length);
    lines.push(...taken);
    const skip = cursor.skip + taken.length;
    cursor = skip < part.lines.length ? { ...cursor, skip } : part.next;
  }
  return { lines, after: cursor === null ? null : Buffer.from(JSON.stringify(cursor)).toString('base64url') };
}

interface Part {
  lines: BillLine[];
  next: Cursor | null;
}

function firstOf(bill: Bill | undefined): Cursor | null {
  if (bill === undefined) return { place: BEGINNING, skip: 0 };
  return bill.chunks === 0 ? null : { chunk: 1, skip: 0 };
}

function cursorOf(text: string): Cursor {
  try {
    return cursorSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch (cause) {
    throw new StoreError('no such page', 'not a place in a bill', cause);
  }
}

async function storedPart(store: Store, bill: Bill, cursor: Cursor): Promise<Part> {
  if (!('chunk' in cursor)) throw new StoreError('no such page', 'the bill has been closed since');
  const { chunk } = cursor;
  const stored = await store.read(keys.billLines(bill.agency, bill.month, chunk));
  return {
    lines: stored === undefined ? [] : unpack(stored.body),
    next: chunk < bill.chunks ? { chunk: chunk + 1, skip: 0 } : null,
  };
}

async function openPart(store: Store, agency: string, billing: Billing, cursor: Cursor): Promise<Part> {
  if (!('place' in cursor)) throw new StoreError('no such page', 'the bill is not closed');
  const { charges, next } = await chargePage(store, agency, billing, cursor.place);
  const lines = charges.flatMap(({ line }) => line ?? []);
  return { lines, next: next === null ? null : { place: next, skip: 0 } };
}
