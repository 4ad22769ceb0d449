import type { BillFile } from '../desk/ports/bill-writer.ts';
import { nameOnBill } from '../domain/catalog.ts';
import { CHARGES } from './bill-table.ts';

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

/** What a spreadsheet could take for a formula when it opens the file. */
const FORMULA = /^\s*[=+\-@\t\r\n]/;

/** A bill as CSV: a line a charge, in UTF-8 with a mark that Excel wants, amounts as plain dollars (Rule 49). */
export function billCsv({ agency, month, closedAt, lines, items }: BillFile): Uint8Array {
  const rows = lines.map((line) => [
    text(agency.code),
    month,
    closedAt === null ? 'preview' : 'closed',
    text(line.billingCode),
    text(line.serial),
    text(nameOnBill(line.item, items)),
    CHARGES[line.kind],
    line.nth === null ? '' : String(line.nth),
    amount(line.cents),
    text(line.request ?? ''),
  ]);
  const table = [HEADINGS, ...rows].map((row) => row.join(','));
  return new TextEncoder().encode(`\uFEFF${table.join('\r\n')}\r\n`);
}

/** A text that stays one: quoted where it must be, and with an apostrophe before what would be a formula. */
function text(value: string): string {
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** "25.00", "-25.00": a number, also when it is negative. */
function amount(cents: number): string {
  return (cents / 100).toFixed(2);
}
