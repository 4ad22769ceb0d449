import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { FileOffice, inventory, row } from './files.ts';
import { copyOfRequest } from './requests.ts';

describe('a billing code that an agencies file leaves out', () => {
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

  const bring = (codes: string, ...args: string[]) =>
    office.import(...args, office.file('a.csv', `Agency,Name,Billing codes\nPARKS,Parks and Trails,${codes}\n`));
  const codes = async () => (await store.read(keys.agency('PARKS')))?.body.billingCodes;

  it('goes when nothing is billed to it', async () => {
    await office.import(office.file('d.csv', inventory(row('5CG0000001'))));
    expect(await bring('PARKS-100;PARKS-300')).toBe(0);
    expect(await codes()).toEqual(['PARKS-100', 'PARKS-300']);
  });

  it('stays while a device is billed to it, in a dry run too (Rule 28)', async () => {
    await office.import(office.file('d.csv', inventory(row('5CG0000001', { billingCode: 'PARKS-200' }))));
    for (const args of [[], ['--dry-run']]) {
      expect(await bring('PARKS-100', ...args)).toBe(1);
      expect(office.said.at(-1)).toContain(
        'Billing codes: PARKS-200 is left out, but 5CG0000001 is billed to it. Bill it to another code first',
      );
    }
    expect(await codes()).toEqual(['PARKS-100', 'PARKS-200']);
  });

  it('stays while an open request is billed to it (Rule 9)', async () => {
    await copyOfRequest(store);
    expect(await bring('PARKS-100')).toBe(1);
    expect(office.said.at(-1)).toContain('PARKS-200 is left out, but PARKS-7K3M9Q is billed to it.');
  });

  it('stays while a device that is gone is paid off under it (Rule 42)', async () => {
    const columns =
      'Agency,Serial,Model,Assigned user,Location,Warranty until,Billing code,In service since,Item,Monthly rate';
    await office.import(office.file('d.csv', `${columns}\n${row('7BLUE01', { since: '2024-07-15' })},LT-STD,32.92\n`));
    const stored = await store.read(keys.device('PARKS', '7BLUE01'));
    if (stored === undefined) throw new Error('it was not imported');
    await store.commit([{ do: 'put', key: stored.key, body: { ...stored.body, status: 'surplus' } }]);
    expect(await bring('PARKS-200')).toBe(1);
    expect(office.said.at(-1)).toContain('PARKS-100 is left out, but what is still owed on 7BLUE01 is billed to it.');
    office.now = { ...office.now, day: '2028-07-01' };
    expect(await bring('PARKS-200')).toBe(0);
  });
});
