import { sum } from '../../domain/money.ts';
import type { Questioned, QuestionedLine } from '../../domain/world.ts';
import { readAll } from '../directory.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import type { Store } from '../ports/store.ts';
import { closedBill } from './closed-bill.ts';
import { storedLines } from './count-bill.ts';
import { chargesOfSerial, linesOfSerial } from './lines.ts';
import { billingFor } from './records.ts';

/**
 * What an agency's bill has for a line, closed or not, and what requests other than `id` adjust it by: those agreed on, and
 * those that wait for it (Rule 50).
 */
export async function readQuestioned(
  house: Pick<House, 'store' | 'directory'>,
  agency: string,
  line: QuestionedLine,
  id: string,
): Promise<Questioned> {
  const [lineCents, earlier] = await Promise.all([
    centsOf(house, agency, line),
    adjusting(house.store, agency, line, id),
  ]);
  return { lineCents, earlier };
}

async function centsOf(
  { store, directory }: Pick<House, 'store' | 'directory'>,
  agency: string,
  { serial, month, charge }: QuestionedLine,
): Promise<number | null> {
  const found: number[] = [];
  for await (const lines of linesOf()) {
    found.push(...lines.filter((line) => line.serial === serial && line.kind === charge).map(({ cents }) => cents));
  }
  return found.length === 0 ? null : sum(found);

  async function* linesOf() {
    const closed = await closedBill(store, agency, month);
    if (closed?.bill !== undefined) return yield* storedLines(store, closed.bill);
    const billing = closed === undefined ? await billingFor(directory, month) : undefined;
    if (billing === undefined) return;
    const [device, commitment, charges] = await Promise.all([
      store.read(keys.device(agency, serial)),
      store.read(keys.commitment(agency, serial)),
      chargesOfSerial(store, agency, serial),
    ]);
    yield linesOfSerial({ device: device?.body, commitment: commitment?.body, charges }, billing);
  }
}

/** What is rejected, cancelled or sent back adjusts nothing. */
const ADJUSTS: readonly string[] = ['awaiting approval', 'in work', 'closed'];

async function adjusting(
  store: Store,
  pk: string,
  { serial, month, charge }: QuestionedLine,
  id: string,
): Promise<Questioned['earlier']> {
  const where = [{ field: 'quote.adjustment.month', is: month }];
  const found = await readAll(store, { type: 'request', pk, where, orderBy: { field: 'submittedAt' } });
  return found.flatMap(({ body: { id: request, quote, status, units } }) => {
    const { adjustment } = quote;
    const isAbout = adjustment?.charge === charge && units.some((unit) => unit.serial === serial);
    return isAbout && request !== id && ADJUSTS.includes(status) ? [{ request, cents: adjustment.cents }] : [];
  });
}
