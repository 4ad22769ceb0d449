/**
 * Writes an agency's bill for a month as XLSX and CSV into out/: `npm run bill -- PARKS 2026-10`. The bill as it was
 * closed, or a preview that says it is one. Reads the same settings as the desk.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { closedBill } from '../src/desk/billing/closed-bill.ts';
import { allLines } from '../src/desk/billing/lines.ts';
import { billingFor } from '../src/desk/billing/records.ts';
import { createDirectory } from '../src/desk/directory.ts';
import { lastDayOf, monthSchema } from '../src/domain/months.ts';
import { billCsv } from '../src/sheets/bill-csv.ts';
import { type BillFile, billFileName } from '../src/sheets/bill-table.ts';
import { billWorkbook } from '../src/sheets/bill-workbook.ts';
import { openConfigured } from './open-configured.ts';

const FOLDER = join(import.meta.dirname, '..', 'out');

async function write(code: string, month: string): Promise<string> {
  const store = await openConfigured(readConfig());
  try {
    const directory = createDirectory(store, () => performance.now());
    const [agency, billing, catalog] = await Promise.all([
      directory.agency(code),
      billingFor(directory, month),
      directory.catalogIfAny(lastDayOf(month)),
    ]);
    if (agency === undefined) throw new Error(`There is no agency ${code}.`);
    if (billing === undefined || catalog === undefined) throw new Error(`No catalog tells the rates of ${month}.`);
    const closed = await closedBill(store, code, month);
    const lines = await allLines(store, code, { bill: closed?.bill, billing });
    const items = new Map(catalog.items.map(({ code, name }) => [code, name]));
    const file: BillFile = { agency, month, closedAt: closed?.closedAt ?? null, lines, items };
    const name = billFileName(file);
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, `${name}.csv`), billCsv(file));
    writeFileSync(join(FOLDER, `${name}.xlsx`), await billWorkbook(file));
    return `${lines.length} lines in out/${name}.xlsx and .csv`;
  } finally {
    await store.close();
  }
}

const [code = '', month = ''] = process.argv.slice(2);
try {
  if (code === '' || !monthSchema.safeParse(month).success)
    throw new Error('Say whose and which: npm run bill -- PARKS 2026-10');
  process.stdout.write(`${await write(code.toUpperCase(), month)}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : 'The bill could not be written.'}\n`);
  process.exitCode = 1;
}
