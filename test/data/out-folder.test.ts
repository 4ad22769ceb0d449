import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { exportCommand } from '../../src/data/export/command.ts';
import { reconcileCommand } from '../../src/data/reconcile/command.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { all, FileOffice, inventory, row } from './files.ts';

describe('files that are written', () => {
  let store: Store;
  let office: FileOffice;
  beforeEach(async () => {
    store = openSqliteStore(':memory:');
    office = new FileOffice(store);
    await office.moveIn();
  });
  afterEach(() => {
    office.close();
    return store.close();
  });

  const cmdb = () => office.file('cmdb.csv', 'Serial,Agency,Status\n5CG0000001,PARKS,in use\n');
  const problem = (text: string) => ({ name: 'FileProblem', message: expect.stringContaining(text) });

  it('go into no folder that is a file, or lies in one', async () => {
    const file = office.file('out', 'mine');
    const devices = office.file('a.csv', inventory(row('5CG0000001')));
    for (const out of [file, join(file, 'deeper')]) {
      const told = problem(`${file} is a file. Name a folder for --out`);
      await expect(office.do(exportCommand, '--out', out)).rejects.toMatchObject(told);
      await expect(office.do(reconcileCommand, '--out', out, cmdb())).rejects.toMatchObject(told);
      await expect(office.import('--out', out, devices)).rejects.toMatchObject(told);
    }
    expect(await all(store, 'device', 'serial')).toEqual([]);
  });

  it('go where the system takes none, and that is said', async () => {
    await expect(office.do(exportCommand, '--out', '/proc/device-desk/out')).rejects.toMatchObject(
      problem('/proc/device-desk cannot be made'),
    );
  });

  it('end where the disk is full, and that is said', async () => {
    mkdirSync(office.path('out'));
    symlinkSync('/dev/full', office.path('out/devices.csv.part'));
    await expect(office.do(exportCommand, '--out', office.path('out'))).rejects.toMatchObject(
      problem(`${office.path('out/devices.csv')} cannot be written: the disk is full`),
    );
  });

  it('take the place of no folder', async () => {
    mkdirSync(office.path('out/devices.csv'), { recursive: true });
    await expect(office.do(exportCommand, '--out', office.path('out'))).rejects.toMatchObject(
      problem(`${office.path('out/devices.csv')} cannot be written: there is a folder of that name`),
    );
  });
});
