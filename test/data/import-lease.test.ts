import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { all, FileOffice, HEADING, row } from './files.ts';

const COLUMNS = `${HEADING},Status,Counts for support,Item,Monthly rate,First charge`;

interface Lease {
  since?: string;
  user?: string;
  status?: string;
  counts?: string;
  item?: string;
  rate?: string;
  first?: string;
}

/** A leased laptop in service since July 2024, but for what is said. */
function leased(serial: string, change: Lease): string {
  const { since, user, status, counts, item, rate, first } = {
    ...{ since: '2024-07-15', user: 'Sam Stone', status: '', counts: '' },
    ...{ item: 'LT-STD', rate: '32.92', first: '' },
    ...change,
  };
  return [row(serial, { since, user }), status, counts, item, rate, first].join(',');
}

describe('a device whose 48 months run already', () => {
  let store: Store;
  let office: FileOffice;
  beforeEach(async () => {
    store = openSqliteStore(':memory:');
    office = new FileOffice(store);
    await office.moveIn();
    const items =
      'Effective from,Item,Name,Category,Specification,Monthly rate,Support rate,Counts for support,Needs image,Holds storage';
    const laptop = '2026-07-02,LT-STD,Standard laptop,laptop,14-inch,32.92,25.00,yes,yes,yes';
    const monitor = '2026-07-02,MN-24,Monitor,monitor,24-inch,5.63,25.00,no,no,no';
    await office.import(office.file('c.csv', [items, laptop, monitor].join('\n')));
    office.said = [];
  });
  afterEach(() => {
    office.close();
    return store.close();
  });

  const bring = (...rows: string[]) => office.import(office.file('a.csv', [COLUMNS, ...rows].join('\n')));
  const firstMonth = async (serial: string) => (await store.read(keys.commitment('PARKS', serial)))?.body.firstMonth;

  it.each<[string, Lease, string]>([
    [
      'in service without a day or a month that they began in (Rule 46)',
      { item: 'MN-24', rate: '5.63', since: '' },
      'First charge: is empty, and so is In service since',
    ],
    [
      'spare, and never charged, since only reserve has never served (Rule 47)',
      { item: 'MN-24', rate: '5.63', since: '', status: 'spare', user: '' },
      'First charge: is empty, and so is In service since',
    ],
    ['to be charged some day only (Rule 46)', { first: '2026-12' }, 'First charge: is 2026-12, which is still to come'],
    [
      'charged first after it was deployed first (Rule 46)',
      { first: '2024-08' },
      'First charge: is 2024-08, but it is in service since 2024-07-15: the first of the 48 charges is for the month of first deployment',
    ],
    ['free of charge (Rule 46)', { rate: '0' }, 'Monthly rate: is $0'],
    ['charged, but no item (Rule 1)', { item: '' }, 'Item: is empty, but there is a monthly rate'],
    [
      'charged since a month, but no item',
      { item: '', rate: '', first: '2024-07' },
      'Item: is empty, but there is a first charge',
    ],
    ['charged since before there were such devices', { first: '1926-07' }, 'First charge: is 1926-07, before 1990'],
    ['in service since the first year', { since: '0001-01-01' }, 'In service since: is 0001-01-01, before 1990'],
    [
      'said to count otherwise than its item (Rule 5)',
      { counts: 'no' },
      'Counts for support: is no, but LT-STD does: the catalog says',
    ],
  ])('is refused when it is %s', async (_what, change, reason) => {
    expect(await bring(leased('7BLUE01', change), leased('7BLUE09', {}))).toBe(1);
    expect(office.said.join()).toContain(`line 2: ${reason}`);
    expect((await all(store, 'device', 'serial')).map(({ serial }) => serial)).toEqual(['7BLUE09']);
  });

  it('is charged from its first deployment on: the month that is said, or that of the day (Rule 46)', async () => {
    const monitor = { item: 'MN-24', rate: '5.63', since: '' };
    const rows = [
      leased('7BLUE01', {}),
      leased('7BLUE02', { first: '2024-07' }),
      leased('7BLUE03', { first: '2023-02' }),
      leased('7BLUE04', { ...monitor, first: '2026-11' }),
      leased('7BLUE05', { ...monitor, first: '2025-01', status: 'spare', user: '' }),
    ];
    expect(await bring(...rows)).toBe(0);
    const months = ['7BLUE01', '7BLUE02', '7BLUE03', '7BLUE04', '7BLUE05'].map(firstMonth);
    expect(await Promise.all(months)).toEqual(['2024-07', '2024-07', '2023-02', '2026-11', '2025-01']);
  });

  it('has its months before it while it is kept in reserve and has never served (Rule 47)', async () => {
    expect(await bring(leased('7BLUE01', { since: '', user: '', status: 'disaster reserve' }))).toBe(0);
    expect(await firstMonth('7BLUE01')).toBeNull();
  });
});
