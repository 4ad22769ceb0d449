import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { inventory } from '../../scripts/bench/inventory.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { all, FileOffice, replayed } from './files.ts';

const ROWS = 3000;
const KILLS = 4;

function startImport(url: string, ...args: string[]): ChildProcess {
  const program = join(__dirname, '..', '..', 'src', 'data.ts');
  return spawn(process.execPath, [program, 'import', ...args], {
    env: { ...process.env, STORE_URL: url },
    stdio: 'ignore',
  });
}

function ended(program: ChildProcess): Promise<number | NodeJS.Signals | null> {
  return new Promise((resolve) => {
    program.on('close', (code, signal) => resolve(signal ?? code));
  });
}

describe('an import that is killed', () => {
  it(`and started again takes every device once, in ${KILLS} kills`, async () => {
    const office = new FileOffice(openSqliteStore(':memory:'));
    const url = `file:${office.path('desk.db')}`;
    const out = ['--out', office.path('refused')];
    const sample = (name: string) => join(__dirname, '..', '..', 'sample', name);
    expect(await ended(startImport(url, ...out, sample('agencies.csv'), sample('people.csv')))).toBe(0);
    const file = office.file('inventory.csv', inventory(ROWS));
    let killed = 0;
    for (let round = 1; round <= KILLS; round += 1) {
      const program = startImport(url, ...out, file);
      setTimeout(() => program.kill('SIGKILL'), 500 + Math.random() * 900);
      if ((await ended(program)) === 'SIGKILL') killed += 1;
    }
    expect(killed).toBeGreaterThan(0);
    expect(await ended(startImport(url, ...out, file))).toBe(0);
    const store = openSqliteStore(url);
    const devices = await all(store, 'device', 'serial');
    expect(devices).toHaveLength(ROWS);
    expect(await store.count({ type: 'claim', where: [] })).toBe(ROWS);
    const records = await replayed(store);
    expect(devices.map(({ agency, serial }) => records.get(`${agency} ${serial}`))).toEqual(devices);
    await store.close();
    office.close();
  }, 120_000);
});
