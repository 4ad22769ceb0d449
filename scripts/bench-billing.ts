/**
 * Closes a month over a made-up state in SQLite and measures it: devices a second, CPU for a device beside the floor
 * (reading the same documents, parsing them as JSON and adding up) and memory. `npm run bench:billing` takes 100,000 and
 * then 1,000,000 devices; other numbers as arguments. Each part is a process of its own, closing and floor take turns,
 * and the least of three counts: others use the machine.
 */
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GCProfiler } from 'node:v8';
import { closeStep } from '../src/desk/billing/close-month.ts';
import { stateCalendar } from '../src/desk/calendar.ts';
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
  /** What was in use after a full collection of garbage, at most, in MB. */
  live: number;
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
    const ledger = { store, directory, clock, calendar: stateCalendar('America/Chicago') };
    let closing = await closeStep(ledger, MONTH, by);
    while (closing.state === 'counting') closing = await closeStep(ledger, MONTH, by);
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
  const collections = new GCProfiler();
  collections.start();
  const began = performance.now();
  const before = process.cpuUsage();
  const done = await work(file, devices);
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - began) / 1000;
  const measured: Measured = {
    seconds,
    cpu: (user + system) / 1e6,
    memory: process.resourceUsage().maxRSS / 1024,
    live: mostInUse(collections),
    ...done,
  };
  process.stdout.write(JSON.stringify(measured));
}

function mostInUse(collections: GCProfiler): number {
  const full = collections.stop().statistics.filter(({ gcType }) => gcType === 'MarkSweepCompact');
  return Math.max(0, ...full.map(({ afterGC }) => afterGC.heapStatistics.usedHeapSize)) / 2 ** 20;
}

/**
 * The engine's space for new objects has one size from the beginning. Left alone it doubles twice in the first seconds,
 * whatever the program does, and a run that ends before takes less.
 */
const ENGINE = ['--min-semi-space-size=32', '--max-semi-space-size=32'];

/** As `npm run close-month` starts it: what outlives its first moments, text that is read once, is not left to pile up. */
const CLOSING = [...ENGINE, '--heap-growing-percent=50'];

function run(name: string, file: string, devices: number): Measured {
  const args = [...(name === 'close' ? CLOSING : ENGINE), import.meta.filename, '--part', name, file, String(devices)];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }));
}

const TURNS = 3;

function leastOf(measured: readonly Measured[]): Measured {
  const [least] = measured.toSorted((one, other) => one.cpu - other.cpu);
  if (least === undefined) throw new Error('nothing was measured');
  const most = (of: (one: Measured) => number) => Math.max(...measured.map(of));
  return { ...least, memory: most(({ memory }) => memory), live: most(({ live }) => live) };
}

function report(devices: number, floor: Measured, close: Measured): void {
  if (floor.cents !== close.cents || floor.documents !== close.documents)
    throw new Error('the bills do not add up to the floor');
  const each = ({ cpu }: Measured) => `${((cpu / devices) * 1e6).toFixed(1)} µs`;
  const row = [
    devices.toLocaleString('en-US'),
    `${close.seconds.toFixed(1)} s`,
    Math.round(devices / close.seconds).toLocaleString('en-US'),
    each(close),
    each(floor),
    (close.cpu / floor.cpu).toFixed(2),
    `${Math.round(close.memory)} MB`,
    `${Math.round(close.live)} MB`,
  ];
  process.stdout.write(`| ${row.join(' | ')} |\n`);
}

function measure(devices: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'bench-billing-'));
  try {
    const file = join(folder, 'desk.db');
    run('fill', file, devices);
    const copy = join(folder, 'copy.db');
    const floors: Measured[] = [];
    const closes: Measured[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      floors.push(run('floor', file, devices));
      for (const end of ['', '-wal', '-shm']) rmSync(`${copy}${end}`, { force: true });
      copyFileSync(file, copy);
      closes.push(run('close', copy, devices));
    }
    report(devices, leastOf(floors), leastOf(closes));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [first, name = '', file = '', count = ''] = process.argv.slice(2);
if (first === '--part') await part(name, file, Number(count));
else {
  const sizes = process.argv.slice(2).map(Number);
  process.stdout.write(
    '| devices | closing | devices/s | CPU a device | floor | times the floor | peak memory | of it in use |\n|---|---|---|---|---|---|---|---|\n',
  );
  for (const devices of sizes.length > 0 ? sizes : [100_000, 1_000_000]) measure(devices);
}
