import type { Person } from '../../domain/people.ts';
import { billFileName, readBillFile } from '../billing/bill-file.ts';
import { closedBill, joinedTooLate } from '../billing/closed-bill.ts';
import { billingFor } from '../billing/records.ts';
import { type FoundBill, findBill } from '../handlers/bills.ts';
import { readMonth } from '../handlers/close-month.ts';
import type { House } from '../house.ts';
import type { BillFile } from '../ports/bill-writer.ts';
import { refusal } from '../present.ts';
import type { NoticeView } from '../views/answers.ts';
import type { FileAsked } from './asked.ts';
import type { Found } from './file.ts';

/**
 * Lines that are written while others wait for their answers: a workbook of so many takes about a second
 * (docs/performance.md), CSV a tenth of that. A larger bill is for `npm run bill`.
 */
const MOST_LINES = { xlsx: 15_000, csv: 25_000 } as const;

const TITLES = { xlsx: 'Bill as an Excel workbook', csv: 'Bill as CSV' } as const;

/**
 * What a bill's file is made from, for who need not be asked what they may see: the bill as it was closed, or a preview. A
 * sentence where there is none.
 */
export async function askedBillFile(
  { store, directory, clock }: Pick<House, 'store' | 'directory' | 'clock'>,
  code: string,
  text: string,
): Promise<BillFile | string> {
  const read = readMonth(text, clock.now().day);
  if ('refused' in read) return read.refused.text;
  const { month } = read;
  const [agency, billing] = await Promise.all([directory.agency(code.toUpperCase()), billingFor(directory, month)]);
  if (agency === undefined) return `There is no agency ${code}.`;
  if (billing === undefined) return `No catalog tells the rates of ${month}, so there is no bill for it.`;
  const closed = await closedBill(store, agency.code, month);
  if (closed !== undefined && closed.bill === undefined) return joinedTooLate(agency.code, month);
  const { bill, closedAt = null } = closed ?? {};
  return readBillFile({ store, directory }, { agency, month, closedAt, billing, bill });
}

/** An agency's bill for a month as a file, for those who may see the bill (Rules 49 and 57). */
export async function findBillFile(
  house: House,
  person: Person,
  { agency: code, month, format }: Extract<FileAsked, { file: 'bill' }>,
): Promise<Found> {
  const found = await findBill(house, person, code, month);
  if ('card' in found) return found;
  const { agency, tally } = found;
  if (tally.lines > MOST_LINES[format]) return tooLarge(found);
  return {
    name: billFileName(found),
    ending: format,
    title: TITLES[format],
    about: `${agency.code} · ${found.month}`,
    back: { title: 'Back to the bill', verb: 'bill.open', data: { agency: agency.code, month: found.month } },
    bytes: async () => house.billWriter[format](await readBillFile(house, found)),
  };
}

function tooLarge({ agency, month, tally }: FoundBill): NoticeView {
  const command = `npm run bill -- ${agency.code} ${month}`;
  const instead =
    tally.lines > MOST_LINES.csv
      ? `too many for a file here. Ask billing for it: ${command} writes it at any size.`
      : `too many for a workbook here. Take CSV; ${command} writes both at any size.`;
  return refusal(
    'Too large for a chat',
    `The bill of ${agency.code} for ${month} has ${tally.lines} lines, ${instead}`,
  );
}
