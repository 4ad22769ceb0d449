/**
 * Closes a month over a made-up state in SQLite and measures it: devices a second, CPU for a device beside the floor
 * (reading the same documents, parsing them as JSON and adding up) and peak memory. `npm run bench:billing` takes
 * 100,000 and then 1,000,000 devices; other numbers as arguments. Each part is a process of its own.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeStep } from '../src/desk/billing/close-month.ts';
import { nowAt } from '../src/desk/clock.ts';
import { createDirectory } from '../src/desk/directory.ts';
import { sum } from '../src/domain/money.ts';
import { openDatabase } from '../src/store/sqlite/open-database.ts';
import { openSqliteStore } from '../src/store/sqlite/sqlite-store.ts';
import { addUp, fill, MONTH } from './bench/big-state.ts';

interface Measured {
  seconds: number;
  /** Of user and system, in seconds. */
  cpu: number;
  /** Peak resident memory, in MB. */
  memory: number;
  cents: number;
  documents: number;
}

const PARTS: Readonly<
  Record<string, (file: string, devices: number) => Promise<{ cents: number; documents: number }>>
> = {
  async fill(file, devices) {
    fill(file, devices);
    return { cents: 0, documents: 2 * devices };
  },
  async floor(file) {
    const db = openDatabase(`file:${file}`, 0);
    const added = addUp(db);
    db.close();
    return added;
  },
  async close(file) {
    const store = openSqliteStore(`file:${file}`);
    const clock = { now: () => nowAt(new Date('2026-11-24T15:00:00.000Z'), 'America/Chicago') };
    const directory = createDirectory(store, () => performance.now(), clock);
    const by = { by: { id: null, name: 'bench' }, role: null };
    let closing = await closeStep({ store, directory, clock }, MONTH, by);
    while (closing.state === 'counting') closing = await closeStep({ store, directory, clock }, MONTH, by);
    if (closing.state !== 'closed') throw new Error(closing.problem ?? 'not closed');
    await store.close();
    const { bills } = closing;
    return {
      cents: sum(bills.map(({ totalCents }) => totalCents)),
      documents: sum(bills.map(({ seen }) => seen.devices + seen.commitments)),
    };
  },
};

async function part(name: string, file: string, devices: number): Promise<void> {
  const work = PARTS[name];
  if (work === undefined) throw new Error(`no part ${name}`);
  const began = performance.now();
  const before = process.cpuUsage();
  const done = await work(file, devices);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - began) / 1000;
  const measured: Measured = {
    seconds,
    cpu: (user + system) / 1e6,
    memory: process.resourceUsage().maxRSS / 1024,
    ...done,
  };
  process.stdout.write(JSON.stringify(measured));
}

function run(name: string, file: string, devices: number): Measured {
  const args = [import.meta.filename, '--part', name, file, String(devices)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}

function measure(devices: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-billing-'));
  try {
    const file = join(folder, 'desk.db');
    run('fill', file, devices);
    // Once for the disk, once for the figures.
    run('floor', file, devices);
    const floor = run('floor', file, devices);
    const close = run('close', file, devices);
    if (floor.cents !== close.cents || floor.documents !== close.documents)
      throw new Error('the bills do not add up to the floor');
    const each = (cpu: number) => `${((cpu / devices) * 1e6).toFixed(1)} µs`;
    process.stdout.write(
      `| ${devices.toLocaleString('en-US')} | ${close.seconds.toFixed(1)} s | ${Math.round(devices / close.seconds).toLocaleString('en-US')} | ${each(close.cpu)} | ${each(floor.cpu)} | ${(close.cpu / floor.cpu).toFixed(2)} | ${Math.round(close.memory)} MB |\n`,
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first, name = '', file = '', count = ''] = process.argv.slice(2);
if (first === '--part') await part(name, file, Number(count));
else {
  const sizes = process.argv.slice(2).map(Number);
  process.stdout.write(
    '| devices | closing | devices/s | CPU a device | floor | times the floor | peak memory |\n|---|---|---|---|---|---|---|\n',
  );
  for (const devices of sizes.length > 0 ? sizes : [100_000, 1_000_000]) measure(devices);
}
