import type { Person } from '../../domain/people.ts';
import { billFileName, readBillFile } from '../billing/bill-file.ts';
import { findBill } from '../handlers/bills.ts';
import type { House } from '../house.ts';
import { refusal } from '../present.ts';
import type { FileAsked } from './asked.ts';
import type { Found } from './file.ts';

/** Lines that are written while others wait for their answers; a larger bill is for `npm run bill`. */
const MOST_LINES = 25_000;

const TITLES = { xlsx: 'Bill as an Excel workbook', csv: 'Bill as CSV' } as const;

/** An agency's bill for a month as a file, for those who may see the bill (Rules 49 and 57). */
export async function findBillFile(
  house: House,
  person: Person,
  { agency: code, month, format }: Extract<FileAsked, { file: 'bill' }>,
): Promise<Found> {
  const found = await findBill(house, person, code, month);
  if ('card' in found) return found;
  const { agency, tally } = found;
  if (tally.lines > MOST_LINES) {
    const text = `The bill of ${agency.code} for ${found.month} has ${tally.lines} lines. Ask billing for its file.`;
    return refusal('Too large for a chat', text);
  }
  return {
    name: billFileName(found),
    ending: format,
    title: TITLES[format],
    about: `${agency.code} · ${found.month}`,
    back: { title: 'Back to the bill', verb: 'bill.open', data: { agency: agency.code, month: found.month } },
    bytes: async () => house.billWriter[format](await readBillFile(house, found)),
  };
}
