/**
 * Writes an agency's bill for a month as XLSX and CSV into out/: `npm run bill -- PARKS 2026-10`. The bill as it was
 * closed, or a preview that says it is one. Reads the same settings as the desk.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { billFileName, readBillFile } from '../src/desk/billing/bill-file.ts';
import { closedBill, joinedTooLate } from '../src/desk/billing/closed-bill.ts';
import { billingFor } from '../src/desk/billing/records.ts';
import { systemClock } from '../src/desk/clock.ts';
import { createDirectory } from '../src/desk/directory.ts';
import { monthSchema } from '../src/domain/months.ts';
import { runCommand } from '../src/plain-words.ts';
import { billWriter } from '../src/sheets/bill-writer.ts';
import { openConfigured } from './open-configured.ts';

const FOLDER = join(import.meta.dirname, '..', 'out');

async function write(code: string, month: string): Promise<string> {
  const config = readConfig();
  const store = await openConfigured(config);
  try {
    const directory = createDirectory(store, () => performance.now(), systemClock(config.timeZone));
    const [agency, billing] = await Promise.all([directory.agency(code), billingFor(directory, month)]);
    if (agency === undefined) throw new Error(`There is no agency ${code}.`);
    if (billing === undefined) throw new Error(`No catalog tells the rates of ${month}.`);
    const closed = await closedBill(store, code, month);
    if (closed !== undefined && closed.bill === undefined) throw new Error(joinedTooLate(code, month));
    const { bill, closedAt = null } = closed ?? {};
    const file = await readBillFile({ store, directory }, { agency, month, closedAt, billing, bill });
    const name = billFileName(file);
    mkdirSync(FOLDER, { recursive: true });
    writeFileSync(join(FOLDER, `${name}.csv`), await billWriter.csv(file));
    writeFileSync(join(FOLDER, `${name}.xlsx`), await billWriter.xlsx(file));
    return `${file.lines.length} lines in out/${name}.xlsx and .csv`;
  } finally {
    await store.close();
  }
}

await runCommand(async () => {
  const [code = '', month = ''] = process.argv.slice(2);
  if (code === '' || !monthSchema.safeParse(month).success)
    throw new Error('Say whose and which: npm run bill -- PARKS 2026-10');
  process.stdout.write(`${await write(code.toUpperCase(), month)}\n`);
  return 0;
});
