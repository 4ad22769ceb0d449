/**
 * Writes an agency's bill for a month as XLSX and CSV into out/: `npm run bill -- PARKS 2026-10`. The bill as it was
 * closed, or a preview that says it is one. Reads the same settings as the desk.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../src/config.ts';
import { billFileName } from '../src/desk/billing/bill-file.ts';
import { systemClock } from '../src/desk/clock.ts';
import { createDirectory } from '../src/desk/directory.ts';
import { askedBillFile } from '../src/desk/files/bills.ts';
import { runCommand } from '../src/plain-words.ts';
import { billWriter } from '../src/sheets/bill-writer.ts';
import { openConfigured } from './open-configured.ts';

const FOLDER = join(import.meta.dirname, '..', 'out');

async function write(code: string, month: string): Promise<string> {
  const config = readConfig();
  const store = await openConfigured(config);
  try {
    const clock = systemClock(config.timeZone);
    const directory = createDirectory(store, () => performance.now(), clock);
    const file = await askedBillFile({ store, directory, clock }, code, month);
    if (typeof file === 'string') throw new Error(file);
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
  if (code === '' || month === '') throw new Error('Say whose and which: npm run bill -- PARKS 2026-10');
  process.stdout.write(`${await write(code, month)}\n`);
  return 0;
});
