import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { copyKey, everything } from './example-documents.ts';

const ROUNDS = 6;
/** Processes that write into one file at once, each into a partition of its own. */
const WRITERS = ['PARKS', 'REV', 'OTS', 'DOT'];

/**
 * Starts a writer and kills it: some time after its start, or after the first batch it has acknowledged. Gives the last
 * batch acknowledged; 0 for none.
 */
async function writeUntilKilled(path: string, pk: string, from: 'start' | 'first batch'): Promise<number> {
  const writer = spawn(process.execPath, [join(__dirname, 'batch-writer.ts'), path, pk]);
  let acknowledged = '';
  let complaints = '';
  const kill = () => writer.kill('SIGKILL');
  if (from === 'start') setTimeout(kill, 150 + Math.random() * 700);
  writer.stdout.on('data', (data: Buffer) => {
    if (from === 'first batch' && acknowledged === '') setTimeout(kill, Math.random() * 50);
    acknowledged += data.toString();
  });
  writer.stderr.on('data', (data: Buffer) => {
    complaints += data.toString();
  });
  const signal = await ended(writer);
  if (signal !== 'SIGKILL') throw new Error(`the writer ended by itself: ${complaints}`);
  // A line that was cut off was not acknowledged.
  return Number(acknowledged.split('\n').at(-2) ?? 0);
}

function ended(writer: ChildProcess): Promise<NodeJS.Signals | null> {
  return new Promise((resolve) => {
    writer.on('close', (_, signal) => resolve(signal));
  });
}

async function lastBatch(store: Store, pk: string): Promise<number> {
  return (await store.read(copyKey(pk, 'last')))?.body.shows ?? 0;
}

describe('a file whose writers are killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'device-desk-'));
  const path = join(folder, 'desk.db');
  afterAll(() => rmSync(folder, { recursive: true }));

  it(`keeps every acknowledged batch whole, and none by half, in ${ROUNDS * WRITERS.length} kills`, async () => {
    for (let round = 1; round <= ROUNDS; round += 1) {
      const from = round % 2 === 0 ? 'start' : 'first batch';
      const acknowledged = await Promise.all(WRITERS.map((pk) => writeUntilKilled(path, pk, from)));
      const store = openSqliteStore(`file:${path}`);
      for (const [index, pk] of WRITERS.entries()) {
        const last = await lastBatch(store, pk);
        expect(last).toBeGreaterThanOrEqual(acknowledged[index] ?? 0);
        const where = [{ field: 'request', is: pk }];
        const { items } = await everything(store, { type: 'copy', pk, where, orderBy: { field: 'shows' }, limit: 500 });
        const whole = Array.from({ length: last * 4 }, (_, no) => Math.floor(no / 4) + 1);
        expect(items.map(({ body }) => body.shows)).toEqual(whole);
      }
      await store.close();
    }
  }, 120_000);
});
