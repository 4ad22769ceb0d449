import { readFileSync } from 'node:fs';
import { judge } from '../../src/desk/admission.ts';
import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { faultyStore } from '../store/faulty-store.ts';
import { ADA, all, FileOffice, HEADING, inventory, replayed, row } from './files.ts';

describe('an inventory that is imported', () => {
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

  const device = async (serial: string, agency = 'PARKS') => (await store.read(keys.device(agency, serial)))?.body;
  const refused = (name: string) => readFileSync(office.path(`refused/${name}-refused.csv`), 'utf8');

  it('becomes records, each with its claim and a first line of history, by the asset manager (Rules 6, 27 and 31)', async () => {
    expect(await office.import(office.file('a.csv', inventory(row('5CG0000001'), row('5CG0000002'))))).toBe(0);
    expect(await device('5CG0000001')).toEqual({
      serial: '5CG0000001',
      agency: 'PARKS',
      billingCode: 'PARKS-100',
      earlierCodes: [],
      item: null,
      itemName: 'Legacy device',
      model: 'HP EliteBook 840 G9',
      origin: 'legacy',
      status: 'in service',
      countsForSupport: true,
      holdsStorage: true,
      assignedUser: { id: null, name: 'Sam Stone' },
      location: 'Baton Rouge, room 1.01',
      warrantyUntil: '2027-01-31',
      labelled: false,
      openRequest: null,
      orderedBy: null,
      support: [{ from: '2023-01-09', to: null }],
      sanitized: null,
      transfer: null,
    });
    expect((await store.read(keys.claim('5CG0000002')))?.body).toMatchObject({ agency: 'PARKS' });
    const [entry] = await all(store, 'journal', 'at');
    expect(entry).toMatchObject({ by: { id: ADA, name: 'Ada Adams' }, role: 'asset manager', events: [] });
    expect([...(await replayed(store)).values()]).toEqual(await all(store, 'device', 'serial'));
  });

  it('is admitted to the network as legacy (Rule 33), a spare one is not (Rule 32)', async () => {
    const columns = `${HEADING},Status,Sanitized on,Sanitization method`;
    const spare = `${row('5CG0000002', { user: '' })},Spare,2026-03-01,purge`;
    await office.import(office.file('a.csv', [columns, `${row('5CG0000001')},,,`, spare].join('\n')));
    expect(await judge(store, '5CG0000001')).toMatchObject({ admit: true, legacy: true });
    expect(await judge(store, '5CG0000002')).toMatchObject({ admit: false, reason: 'spare' });
    expect(await device('5CG0000002')).toMatchObject({
      assignedUser: null,
      support: [{ from: '2023-01-09', to: '2026-03-01' }],
      sanitized: { on: '2026-03-01', method: 'purge' },
    });
  });

  it('is taken as it is: serials in any spelling, and of no maker’s form (Rule 30)', async () => {
    await office.import(
      office.file('a.csv', inventory(row(' 5cg-000 0001'), row('TAG17', { model: 'Dell Latitude' }))),
    );
    expect(await device('5CG0000001')).toBeDefined();
    expect(await device('TAG17')).toBeDefined();
  });

  it('leaves out what lacks a part of the record, with line, column and reason, and takes the rest (Rule 28)', async () => {
    const parts = ['model', 'user', 'location', 'warranty', 'billingCode', 'since', 'agency'] as const;
    const rows = parts.map((part, no) => row(`5CG000000${no}`, { [part]: '' }));
    expect(await office.import(office.file('a.csv', inventory(...rows, row('5CG0000009'))))).toBe(1);
    expect((await all(store, 'device', 'serial')).map(({ serial }) => serial)).toEqual(['5CG0000009']);
    const columns = [
      'Model',
      'Assigned user',
      'Location',
      'Warranty until',
      'Billing code',
      'In service since',
      'Agency',
    ];
    for (const [no, column] of columns.entries()) {
      expect(office.said.join()).toContain(`line ${no + 2}: ${column}: is empty`);
      expect(refused('a')).toContain(`${no + 2},${column},${column}: is empty,`);
    }
  });

  it.each([
    ['serial', { serial: 'AB-1' }, 'Serial: is not a serial: “AB-1”. One has 5 to 24 letters or digits'],
    ['agency', { agency: 'NASA' }, 'Agency: there is no agency “NASA”. Import the agencies first'],
    ['billing code', { billingCode: 'REV-100' }, 'Billing code: “REV-100” is no billing code of PARKS'],
    [
      'day',
      { warranty: '31.1.2027' },
      'Warranty until: is no day: “31.1.2027”. Write it like 2026-11-24 or 11/24/2026',
    ],
    ['day that is none', { since: '2/30/2023' }, 'In service since: is no day: “2/30/2023”.'],
    ['day to come', { since: '2026-11-25' }, 'In service since: is 2026-11-25, which is still to come'],
    ['long cell', { user: 'x'.repeat(81) }, 'Assigned user: is 81 characters long; 80 at most'],
    ['name of nothing', { user: '\u200b\u2800' }, 'Assigned user: is empty'],
    ['cell too many', { since: '1/9/2023,more' }, 'has 9 cells, the heading 8'],
  ])('refuses a wrong %s with a reason', async (_what, change, reason) => {
    expect(await office.import(office.file('a.csv', inventory(row('5CG0000001', change), row('5CG0000009'))))).toBe(1);
    expect(office.said.join()).toContain(`line 2: ${reason}`);
    expect((await all(store, 'device', 'serial')).map(({ serial }) => serial)).toEqual(['5CG0000009']);
  });

  it('refuses a cell of two megabytes with a reason, and takes the rest', async () => {
    const rows = inventory(row('5CG0000001', { location: 'x'.repeat(2_000_000) }), row('5CG0000009'));
    expect(await office.import(office.file('a.csv', rows))).toBe(1);
    expect(office.said.join()).toContain('line 2: Location: is 2,000,000 characters long; 120 at most');
    expect((await all(store, 'device', 'serial')).map(({ serial }) => serial)).toEqual(['5CG0000009']);
    expect(refused('a').length).toBeLessThan(40_000);
  });

  it('has each serial once: the second in the file is refused (Rule 24)', async () => {
    await office.import(
      office.file('a.csv', inventory(row('5CG0000001'), row('5cg 0000001', { agency: 'REV', billingCode: 'REV-100' }))),
    );
    expect(office.said.join()).toContain('line 3: Serial: 5CG0000001 stands at line 2 already');
  });

  it('changes no device that is known, here or at another agency (Rules 6 and 24)', async () => {
    await office.import(office.file('a.csv', inventory(row('5CG0000001'), row('5CG0000002'))));
    const before = await all(store, 'device', 'serial');
    const theirs = row('5CG0000001', { agency: 'REV', billingCode: 'REV-100' });
    const moved = row('5CG0000002', { location: 'elsewhere' });
    expect(await office.import(office.file('b.csv', inventory(theirs, moved)))).toBe(1);
    const known = 'is known already: in service at PARKS with Sam Stone. An import changes nothing that is there';
    expect(refused('b')).toContain(`5CG0000001 ${known}`);
    expect(refused('b')).toContain(`5CG0000002 ${known}`);
    expect(await all(store, 'device', 'serial')).toEqual(before);
    expect((await store.read(keys.claim('5CG0000001')))?.body.agency).toBe('PARKS');
  });

  it('may be imported twice, and is in once', async () => {
    const file = office.file(
      'a.csv',
      inventory(...Array.from({ length: 120 }, (_, no) => row(`5CG${1_000_000 + no}`))),
    );
    await office.import(file);
    const before = await Promise.all([
      all(store, 'device', 'serial'),
      all(store, 'journal', 'at'),
      all(store, 'claim', 'serial'),
    ]);
    expect(await office.import(file)).toBe(0);
    expect(office.said.at(-1)).toContain('0 taken, 120 there already, 0 refused');
    const after = await Promise.all([
      all(store, 'device', 'serial'),
      all(store, 'journal', 'at'),
      all(store, 'claim', 'serial'),
    ]);
    expect(after).toEqual(before);
  });

  it('is only looked at in a dry run', async () => {
    const watched = faultyStore(store);
    const dry = new FileOffice(watched);
    const file = dry.file('a.csv', inventory(row('5CG0000001'), row('')));
    expect(await dry.import('--dry-run', file)).toBe(1);
    expect(dry.said.join()).toContain('1 would be taken, 0 there already, 1 refused');
    expect(watched.calls.filter(({ kind }) => kind === 'commit')).toEqual([]);
    dry.close();
  });

  it('gives refused rows back in a file that comes in once it is corrected', async () => {
    await office.import(office.file('a.csv', inventory(row('5CG0000001', { location: '' }), row('5CG0000002'))));
    const corrected = refused('a').replace('HP EliteBook 840 G9,Sam Stone,,', 'HP EliteBook 840 G9,Sam Stone,=room 7,');
    expect(await office.import(office.file('b.csv', corrected))).toBe(0);
    expect((await device('5CG0000001'))?.location).toBe('=room 7');
    expect(office.said.at(-1)).not.toContain('mean nothing');
  });

  it('brings line-of-service devices with what is still to pay (Rules 3 and 46)', async () => {
    const columns = `${HEADING},Item,Monthly rate,First charge`;
    const good = `${row('7BLUE01', { model: 'Dell Latitude 5450', since: '7/15/2024' })},lt-std,$30.10,2024-07`;
    const bad = `${row('7BLUE02')},LT-OLD,,soon`;
    await office.import(office.file('a.csv', [columns, good, bad].join('\n')));
    expect(await device('7BLUE01')).toMatchObject({
      origin: 'line of service',
      itemName: 'Standard laptop',
      labelled: true,
    });
    const commitment = (await store.read(keys.commitment('PARKS', '7BLUE01')))?.body;
    expect(commitment).toMatchObject({ rateCents: 3010, firstMonth: '2024-07', request: null });
    for (const reason of ['no item of the catalog', 'locked monthly rate', 'no month: “soon”']) {
      expect(refused('a')).toContain(reason);
    }
  });

  it('shows how far it is on a terminal, and what it has cost', async () => {
    office.isTTY = true;
    await office.import(office.file('a.csv', inventory(row('5CG0000001'))));
    expect(office.said.join()).toMatch(
      /[\d.]+ s: [\d,]+ rows\/s, [\d.]+ s of processor time, \d+ MB of memory at most/,
    );
    expect(office.drawn).toMatch(/\[#+·*\] +\d+% {2}1 of 1 rows/);
  });

  it('names who brings it in, when that is not clear', async () => {
    const file = office.file('a.csv', inventory(row('5CG0000001')));
    await expect(office.import('--by', 'Rita Reyes', file)).rejects.toThrow('There is: Ada Adams.');
    await expect(office.import('--by', '00000000-0000-4000-8000-000000000001', file)).rejects.toThrow(
      'Rita Reyes is no asset manager',
    );
    expect(await office.import('--by', 'ada  adams', file)).toBe(0);
  });
});
