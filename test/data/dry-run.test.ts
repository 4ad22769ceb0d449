import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { faultyStore } from '../store/faulty-store.ts';
import { ADA, FileOffice, inventory, row } from './files.ts';

const SAMPLE = ['devices', 'exemptions', 'catalog', 'people', 'agencies'].map((name) =>
  join(__dirname, '..', '..', 'sample', `${name}.csv`),
);

describe('a dry run of a whole move-in', () => {
  let store: Store;
  let office: FileOffice;
  let writes: () => number;
  beforeEach(() => {
    store = openSqliteStore(':memory:');
    const watched = faultyStore(store);
    writes = () => watched.calls.filter(({ kind }) => kind === 'commit').length;
    office = new FileOffice(watched);
  });
  afterEach(() => {
    office.close();
    return store.close();
  });

  const figures = () => office.said.map((text) => text.split('\n')[1]?.replace('would be taken', 'taken'));

  it('counts what the import itself then does, and writes nothing', async () => {
    expect(await office.import('--dry-run', ...SAMPLE)).toBe(0);
    expect(writes()).toBe(0);
    const dry = figures();
    office.said = [];
    expect(await office.import(...SAMPLE)).toBe(0);
    expect(dry).toEqual(figures());
  });

  it('holds each file to those before it, as they change what is there', async () => {
    await office.moveIn();
    const before = writes();
    const agencies = 'Agency,Name,Billing codes\nDOT,Transport,DOT-1\nPARKS,Parks,PARKS-300\n';
    const again = 'Agency,Name,Billing codes\nDOT,Transport,DOT-1\nPARKS,Parks,PARKS-400\n';
    const people = `Object id,Name,Agency,Roles\n${ADA},Ada Adams,OTS,\n${ADA.replace(/a$/, 'b')},Bo Bell,DOT,asset manager\n`;
    const files = [
      office.file('agencies.csv', agencies),
      office.file('more.csv', again),
      office.file('people.csv', people),
      office.file(
        'devices.csv',
        inventory(
          row('5CG0000001', { agency: 'DOT', billingCode: 'DOT-1' }),
          row('5CG0000002', { billingCode: 'PARKS-400' }),
          row('5CG0000003', { billingCode: 'PARKS-100' }),
        ),
      ),
    ];
    expect(await office.import('--dry-run', '--by', 'Bo Bell', ...files)).toBe(1);
    expect(figures()).toEqual([
      '  2 taken, 0 there already, 0 refused',
      '  1 taken, 1 there already, 0 refused',
      '  2 taken, 0 there already, 0 refused',
      '  2 taken, 0 there already, 1 refused',
    ]);
    expect(readFileSync(office.path('refused/devices-refused-dry-run.csv'), 'utf8')).toContain('5CG0000003');
    await expect(office.import('--dry-run', '--by', ADA, ...files)).rejects.toThrow('Ada Adams is no asset manager');
    expect(writes()).toBe(before);
    expect((await store.read(keys.agency('PARKS')))?.body.billingCodes).toEqual(['PARKS-100', 'PARKS-200']);
  });
});
