import { createDirectory } from '../../src/desk/directory.ts';
import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { all, FileOffice, RITA } from './files.ts';
import { copyOfRequest } from './requests.ts';

const ITEMS =
  'Effective from,Item,Name,Category,Specification,Monthly rate,Support rate,Counts for support,Needs image,Holds storage';
const item = (from: string, rate: string, code = 'LT-STD') =>
  `${from},${code},Standard laptop,laptop,14-inch,${rate},25.00,yes,yes,yes`;

describe('the directory from files', () => {
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

  const catalog = (...rows: string[]) => office.import(office.file('c.csv', [ITEMS, ...rows].join('\n')));

  it('says who may do what, and what has changed since (Rule 56)', async () => {
    const people = (roles: string) => `Object id,Name,Agency,Roles\n${RITA},Rita Reyes,PARKS,${roles}\n`;
    expect(await office.import(office.file('p.csv', people('requester; Agency Approver')))).toBe(0);
    expect((await store.read(keys.person(RITA)))?.body.roles).toEqual(['requester', 'agency approver']);
    expect(await office.import(office.file('p.csv', people('')))).toBe(0);
    expect((await store.read(keys.person(RITA)))?.body.roles).toEqual([]);
    expect(await office.import(office.file('p.csv', people('king')))).toBe(1);
    expect(office.said.at(-1)).toContain('line 2: Roles: “king” is no role. There are: requester, agency approver,');
  });

  it('ends what somebody decides for an approver who is none any more (Rule 21)', async () => {
    const id = RITA.replace(/.$/, '2');
    const approver = (roles: string) =>
      office.import(office.file('p.csv', `Object id,Name,Agency,Roles\n${id},Max Moreau,PARKS,${roles}\n`));
    expect(await approver('requester; agency approver')).toBe(0);
    const list = [
      {
        approver: { id, name: 'Max Moreau' },
        delegate: { id: RITA, name: 'Rita Reyes' },
        from: '2026-01-01',
        until: '2027-12-31',
        endedAt: null,
      },
    ];
    await store.commit([{ do: 'create', key: keys.delegations('PARKS'), body: { agency: 'PARKS', commits: 1, list } }]);
    const directory = createDirectory(store, () => 0, { now: () => office.now });
    const away = async () => {
      const rita = await directory.person(RITA);
      return rita && (await directory.standingIn(rita)).standsInFor?.map(({ person }) => person.name);
    };
    expect(await away()).toEqual(['Max Moreau']);
    expect(await approver('requester')).toBe(0);
    expect(await away()).toEqual([]);
  });

  it('gives each catalog its day, and prices by the one in force (Rule 3)', async () => {
    expect(await catalog(item('2027-07-01', '40.00'))).toBe(0);
    const directory = createDirectory(store, () => 0, { now: () => office.now });
    expect((await directory.catalog('2027-06-30')).items[0]?.rateCents).toBe(3292);
    expect((await directory.catalog('2027-07-01')).items[0]?.rateCents).toBe(4000);
    expect(await catalog(item('2027-07-01', '41.00'))).toBe(0);
    expect(await catalog(item('2027-07-01', '41.00'))).toBe(0);
    expect(office.said.at(-1)).toContain('0 taken, 1 there already');
  });

  it('leaves a catalog as it is that orders were priced with (Rule 3)', async () => {
    await copyOfRequest(store);
    expect(await catalog(item('2026-07-01', '1.00'))).toBe(1);
    expect(office.said.at(-1)).toContain('the catalog of 2026-07-01 has been in force and stays as it is');
    expect(await catalog(item('2026-10-01', '1.00'))).toBe(1);
    expect(office.said.at(-1)).toContain('2026-10-01 is past, and the catalog of 2026-07-01 was in force');
    expect((await all(store, 'catalog', 'version')).map(({ version }) => version)).toEqual(['2026-07-01']);
  });

  it('takes a catalog whole or not at all (Rule 1)', async () => {
    expect(await catalog(item('2027-07-01', '40.00'), item('2027-07-01', 'dear', 'MN-24'))).toBe(1);
    expect(office.said.at(-1)).toContain('line 3: Monthly rate: is no amount of dollars: “dear”. Write it like 32.92');
    expect(office.said.at(-1)).toContain(
      'line 2: Effective from: a version goes in whole, and line 3 of this one is refused',
    );
    expect(await store.read(keys.catalog('2027-07-01'))).toBeUndefined();
  });

  it('may say what a purchase is charged for handling and delivery, once a version (Rule 48)', async () => {
    const priced = (...rows: string[]) => {
      const lines = [`${ITEMS},Handling charge,Delivery charge`, ...rows];
      return office.import(office.file('c.csv', lines.join('\n')));
    };
    expect(await catalog(item('2027-06-01', '40.00'))).toBe(0);
    expect((await store.read(keys.catalog('2027-06-01')))?.body.purchase).toBeUndefined();
    const two = [`${item('2027-07-01', '40.00')},18.00,22.00`, `${item('2027-07-01', '40.00', 'TB-STD')},18.00,22.00`];
    expect(await priced(...two)).toBe(0);
    const { purchase } = (await store.read(keys.catalog('2027-07-01')))?.body ?? {};
    expect(purchase).toEqual({ handlingCents: 1800, deliveryCents: 2200 });
    const other = [
      `${item('2027-08-01', '40.00')},18.00,22.00`,
      `${item('2027-08-01', '40.00', 'TB-STD')},19.00,22.00`,
    ];
    expect(await priced(...other)).toBe(1);
    expect(office.said.at(-1)).toContain('line 3: Handling charge: is another one than in the rows before');
    expect(await priced(`${item('2027-09-01', '40.00')},18.00,`)).toBe(1);
    expect(office.said.at(-1)).toContain('Handling charge: and the delivery charge are both there, or neither');
  });

  it('knows exemptions by category and dates (Rule 52)', async () => {
    const rows = [
      'REV,Tablet,2026-07-01,2027-06-30',
      'REV,laptop,2027-07-01,2026-06-30',
      'NASA,laptop,2027-07-01,2028-06-30',
    ];
    expect(await office.import(office.file('e.csv', ['Agency,Category,From,Until', ...rows].join('\n')))).toBe(1);
    expect(await all(store, 'exemption', 'agency')).toEqual([
      { agency: 'REV', category: 'tablet', from: '2026-07-01', until: '2027-06-30' },
    ]);
    expect(office.said.at(-1)).toContain('line 3: Until: is 2026-06-30, before it begins');
  });

  it('refuses what is no agency, and two rows for one', async () => {
    const rows = ['P-1,Parks,', 'DOT,Transport,DOT-1;DOT-1', 'dot,Transport,DOT-2'];
    expect(await office.import(office.file('a.csv', ['Agency,Name,Billing codes', ...rows].join('\n')))).toBe(1);
    expect(office.said.at(-1)).toContain('line 2: Agency: “P-1” is no code of an agency');
    expect(office.said.at(-1)).toContain('line 4: stands at line 3 already');
    expect((await store.read(keys.agency('DOT')))?.body.billingCodes).toEqual(['DOT-1']);
  });
});
