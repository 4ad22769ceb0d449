/**
 * `npm run bench:import`: imports a made-up inventory into a new store in the temporary folder, twice, and says what it
 * cost. Options: --rows 100000.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { inventory } from './bench/inventory.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '100000' } } });
const folder = mkdtempSync(path.join(tmpdir(), 'device-desk-bench-'));
const sample = (name: string) => path.join(import.meta.dirname, '..', 'sample', name);
const file = path.join(folder, 'inventory.csv');

function importFiles(...files: string[]): void {
  const program = path.join(import.meta.dirname, '..', 'src', 'data.ts');
  const env = { ...process.env, STORE_URL: `file:${path.join(folder, 'desk.db')}` };
  const args = [program, 'import', '--out', folder, ...files];
  process.stdout.write(execFileSync(process.execPath, args, { env, encoding: 'utf8' }));
}

try {
  writeFileSync(file, inventory(Number(values.rows)));
  importFiles(sample('agencies.csv'), sample('people.csv'));
  importFiles(file);
  importFiles(file);
} finally {
  rmSync(folder, { recursive: true });
}
