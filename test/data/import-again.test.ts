import { readFileSync } from 'node:fs';
import { exportCommand } from '../../src/data/export/command.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { all, FileOffice, HEADING, row } from './files.ts';

const COLUMNS = `${HEADING},Type,Status,Sanitized on,Sanitization method,Counts for support,Holds storage,Item,Monthly rate,First charge`;

const LEASED = row('7BLUE01', { since: '2024-07-15' });
const SPARE = row('5CG0000001', { user: '' });
const OWN = row('5CG0000002');

describe('a device that is brought in again', () => {
  let store: Store;
  let office: FileOffice;
  beforeEach(async () => {
    store = openSqliteStore(':memory:');
    office = new FileOffice(store);
    await office.moveIn();
    const rows = [
      `${LEASED},,,,,,,LT-STD,32.92,2024-07`,
      `${SPARE},Laptop,spare,2026-03-01,purge,,,,,`,
      `${OWN},,,,,,,,,`,
    ];
    expect(await bring(...rows)).toBe(0);
  });
  afterEach(() => {
    office.close();
    return store.close();
  });

  const bring = (...rows: string[]) => office.import(office.file('a.csv', [COLUMNS, ...rows].join('\n')));

  it.each([
    ['another rate', `${LEASED},,,,,,,LT-STD,40.00,2024-07`, 'Monthly rate 32.92'],
    ['another first charge', `${LEASED},,,,,,,LT-STD,32.92,2024-01`, 'First charge 2024-07'],
    [
      'another rate and place',
      `${LEASED.replace('1.01', '1.02')},,,,,,,LT-STD,40,`,
      'Location “Baton Rouge, room 1.01”, Monthly rate 32.92',
    ],
    ['no support', `${OWN},,,,,no,,,,`, 'Counts for support yes'],
    ['no storage', `${OWN},,,,,,no,,,`, 'Holds storage yes'],
    ['another type', `${OWN},Tablet,,,,,,,,`, 'Type “device”'],
    ['an item', `${OWN},,,,,,,LT-STD,32.92,`, 'Item none'],
    [
      'another certificate',
      `${SPARE},laptop,spare,2026-03-02,clear,,,,,`,
      'Sanitized on 2026-03-01, Sanitization method purge',
    ],
    ['somebody who has it', `${row('5CG0000001')},laptop,,,,,,,,`, 'Assigned user none, Status spare'],
  ])('with %s is refused as known, and why is said (Rules 3 and 6)', async (_what, changed, onRecord) => {
    const before = [await all(store, 'device', 'serial'), await all(store, 'commitment', 'serial')];
    expect(await bring(changed)).toBe(1);
    expect(office.said.at(-1)).toContain('is known already');
    expect(readFileSync(office.path('refused/a-refused.csv'), 'utf8')).toContain(
      `An import changes nothing that is there. On record: ${onRecord}`,
    );
    expect([await all(store, 'device', 'serial'), await all(store, 'commitment', 'serial')]).toEqual(before);
  });

  it('from the desk’s own export is there already, leased or kept (Rule 29)', async () => {
    await office.do(exportCommand, '--out', office.path('out'), '--only', 'devices');
    expect(await office.import(office.path('out/devices.csv'))).toBe(0);
    expect(office.said.at(-1)).toContain('0 taken, 3 there already, 0 refused');
  });
});
