import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { all, FileOffice, inventory, row } from './files.ts';

describe('rows that an import refuses', () => {
  let store: Store;
  let office: FileOffice;
  beforeEach(async () => {
    store = openSqliteStore(':memory:');
    office = new FileOffice(store);
    await office.moveIn();
    for (const folder of ['parks', 'rev']) mkdirSync(office.path(folder));
  });
  afterEach(() => {
    office.close();
    return store.close();
  });

  const read = (name: string) => readFileSync(office.path(`refused/${name}`), 'utf8');
  const bad = (serial: string) => inventory(row(serial, { location: '' }));

  it('of files of one name are kept apart, each where the report says', async () => {
    const files = [
      office.file('parks/devices.csv', bad('5CG0000001')),
      office.file('rev/devices.csv', bad('5CG0000002')),
      office.file('rev/DEVICES.CSV', inventory(row('5CG0000003'))),
    ];
    expect(await office.import(...files)).toBe(1);
    expect(read('devices-refused.csv')).toContain('5CG0000001');
    expect(read('devices-2-refused.csv')).toContain('5CG0000002');
    for (const [no, name] of ['devices-refused.csv', 'devices-2-refused.csv'].entries()) {
      expect(office.said[no]).toContain(`every refused row, with its reason: ${office.path(`refused/${name}`)}`);
    }
    expect(readdirSync(office.path('refused'))).toHaveLength(2);
  });

  it('never take the place of a file that is being imported', async () => {
    await office.import(office.file('devices.csv', bad('5CG0000001')));
    const again = office.file('devices.csv', inventory(row('5CG0000002')));
    const corrected = office.file('refused/devices-refused.csv', inventory(row('5CG0000001')));
    expect(await office.import(again, corrected)).toBe(0);
    expect((await all(store, 'device', 'serial')).map(({ serial }) => serial)).toEqual(['5CG0000001', '5CG0000002']);
    expect(existsSync(corrected)).toBe(true);
  });

  it('of a dry run are in a file of its own, and those of the import before stay where they are', async () => {
    const file = office.file('devices.csv', bad('5CG0000001'));
    await office.import(file);
    office.file('devices.csv', bad('5CG0000002'));
    expect(await office.import('--dry-run', file)).toBe(1);
    expect(office.said.at(-1)).toContain('devices-refused-dry-run.csv');
    expect(read('devices-refused-dry-run.csv')).toContain('5CG0000002');
    expect(read('devices-refused.csv')).toContain('5CG0000001');
    office.file('devices.csv', inventory(row('5CG0000002')));
    expect(await office.import('--dry-run', file)).toBe(0);
    expect(readdirSync(office.path('refused'))).toEqual(['devices-refused.csv']);
  });
});
