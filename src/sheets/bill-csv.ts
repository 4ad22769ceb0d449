import type { BillFile } from '../desk/ports/bill-writer.ts';
import { nameOnBill } from '../domain/catalog.ts';
import { CHARGES } from './bill-table.ts';
import { csvFile, csvText } from './csv-text.ts';

const HEADINGS = [
  'Agency',
  'Month',
  'State',
  'Billing code',
  'Serial',
  'Item',
  'Charge',
  'No. of 48',
  'Amount',
  'Request',
];

/** A bill as CSV: a line a charge, in UTF-8 with a mark that Excel wants, amounts as plain dollars (Rule 49). */
export function billCsv({ agency, month, closedAt, lines, items }: BillFile): Uint8Array {
  const rows = lines.map((line) => [
    csvText(agency.code),
    month,
    closedAt === null ? 'preview' : 'closed',
    csvText(line.billingCode),
    csvText(line.serial),
    csvText(nameOnBill(line.item, items)),
    CHARGES[line.kind],
    line.nth === null ? '' : String(line.nth),
    amount(line.cents),
    csvText(line.request ?? ''),
  ]);
  return csvFile([HEADINGS, ...rows]);
}

/** "25.00", "-25.00": a number, also when it is negative. */
function amount(cents: number): string {
  return (cents / 100).toFixed(2);
}
