import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { all, FileOffice, HEADING, row } from './files.ts';

const COLUMNS = `${HEADING},Status,Sanitized on,Sanitization method,Holds storage,Item,Monthly rate,First charge`;

interface Kept {
  status?: string;
  since?: string;
  on?: string;
  method?: string;
  storage?: string;
  first?: string;
}

/** A spare that has served, and was purged, but for what is said. With a first charge it is leased. */
function kept(serial: string, change: Kept = {}): string {
  const { status, since, on, method, storage, first } = {
    ...{ status: 'spare', since: '2023-01-09', on: '2026-03-02', method: 'purge', storage: '', first: '' },
    ...change,
  };
  const user = status === 'in service' ? 'Sam Stone' : '';
  const lease = first === '' ? ',' : 'LT-STD,32.92';
  return [row(serial, { user, since }), status, on, method, storage, lease, first].join(',');
}

describe('a device that comes in with data on it', () => {
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

  const bring = (...rows: string[]) => office.import(office.file('a.csv', [COLUMNS, ...rows].join('\n')));

  const reserve = { status: 'disaster reserve' };
  it.each<[string, Kept, string]>([
    [
      'is spare and was never sanitized, whether it is known to have served or not (Rule 40)',
      { since: '', on: '', method: '' },
      'Sanitized on: is empty: a device with data on it is sanitized before it is spare',
    ],
    [
      'is in reserve and has served (Rule 40)',
      { ...reserve, on: '', method: '' },
      'Sanitized on: is empty: a device with data on it is sanitized before it is disaster reserve',
    ],
    [
      'is in reserve and was charged (Rule 40)',
      { ...reserve, since: '', first: '2024-07', on: '', method: '' },
      'Sanitized on: is empty: a device with data on it is sanitized before it is disaster reserve',
    ],
    [
      'was sanitized before it served (Rule 44)',
      { on: '2023-01-08' },
      'Sanitized on: is 2023-01-08, before it was in service: such a certificate is void',
    ],
    [
      'was sanitized before the month that it served from (Rule 44)',
      { ...reserve, since: '', first: '2024-07', on: '2024-06-30' },
      'Sanitized on: is 2024-06-30, before it was in service: such a certificate is void',
    ],
    [
      'is in service, and sanitized (Rule 44)',
      { status: 'in service' },
      'Sanitized on: is “2026-03-02”, but the device is in service, so that there are data on it again',
    ],
    [
      'is in service, with a method (Rule 44)',
      { status: 'in service', on: '' },
      'Sanitization method: is “purge”, but the device is in service, so that there are data on it again',
    ],
    ['was sanitized nobody knows how (Rule 43)', { method: '' }, 'Sanitization method: is empty'],
    ['was sanitized nobody knows when (Rule 43)', { on: '', storage: 'no' }, 'Sanitized on: is empty'],
  ])('is refused when it %s', async (_what, change, reason) => {
    expect(await bring(kept('5CG0000001', change), kept('5CG0000009'))).toBe(1);
    expect(office.said.join()).toContain(`line 2: ${reason}`);
    expect((await all(store, 'device', 'serial')).map(({ serial }) => serial)).toEqual(['5CG0000009']);
  });

  it('is taken with a certificate that holds, and without one where none is needed (Rules 5 and 40)', async () => {
    const none = { on: '', method: '' };
    const rows = [
      kept('5CG0000001', { on: '2023-01-09' }),
      kept('5CG0000002', { ...none, storage: 'no' }),
      kept('5CG0000003', { ...none, ...reserve, since: '' }),
      kept('5CG0000004', { ...reserve, since: '', method: 'clear' }),
    ];
    expect(await bring(...rows)).toBe(0);
    const devices = await all(store, 'device', 'serial');
    expect(devices.map(({ sanitized }) => sanitized?.method)).toEqual(['purge', undefined, undefined, 'clear']);
  });
});
