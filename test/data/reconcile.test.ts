import { readFileSync } from 'node:fs';
import { exportCommand } from '../../src/data/export/command.ts';
import { reconcileCommand } from '../../src/data/reconcile/command.ts';
import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { all, FileOffice, inventory, row } from './files.ts';
import { copyOfRequest } from './requests.ts';

describe('the desk and other systems', () => {
  let store: Store;
  let office: FileOffice;
  beforeEach(async () => {
    store = openSqliteStore(':memory:');
    office = new FileOffice(store);
    await office.moveIn();
    const rows = Array.from({ length: 230 }, (_, no) => row(`5CG${1_000_000 + no}`));
    await office.import(
      office.file('a.csv', inventory(...rows, row('5CG0000001', { user: '=cmd()', location: '-1 basement' }))),
    );
    office.said = [];
  });
  afterEach(() => {
    office.close();
    return store.close();
  });

  const doExport = (...args: string[]) => office.do(exportCommand, '--out', office.path('out'), ...args);
  const reconcile = (content: string) =>
    office.do(reconcileCommand, '--out', office.path('report'), office.file('cmdb.csv', content));
  const read = (name: string) => readFileSync(office.path(name), 'utf8');

  it('are given every device, request and line of history, page by page (Rule 29)', async () => {
    await copyOfRequest(store);
    expect(await doExport()).toBe(0);
    for (const [type, name, field] of [
      ['device', 'devices', 'serial'],
      ['request', 'requests', 'submittedAt'],
      ['journal', 'journal', 'at'],
    ] as const) {
      const lines = read(`out/${name}.jsonl`).trim().split('\n');
      expect(lines.map((line) => JSON.parse(line))).toEqual(await all(store, type, field));
    }
    expect(read('out/devices.csv').split('\r\n')).toHaveLength(233);
    expect(read('out/journal.csv')).toContain(
      'Ada Adams,00000000-0000-4000-8000-00000000000a,asset manager,Recorded,5CG0000001,,in service,',
    );
    expect(read('out/requests.csv')).toContain('PARKS-7K3M9Q');
  });

  it('are given no cell that a spreadsheet would run', async () => {
    await doExport('--only', 'devices');
    expect(read('out/devices.csv')).toContain(",'=cmd(),'-1 basement,");
  });

  it('are given one agency alone when asked so, and a sentence for one that is none', async () => {
    await doExport('--agency', 'rev', '--only', 'devices');
    expect(read('out/devices.jsonl')).toBe('');
    await expect(doExport('--agency', 'NASA')).rejects.toThrow('There is no agency NASA.');
    await expect(doExport('--only', 'secrets')).rejects.toMatchObject({ name: 'UsageError' });
  });

  it('are given what was said in the yearly inventories, however long their lists are (Rule 53)', async () => {
    const by = { id: null, name: 'Max Moreau' };
    const at = '2026-11-25T15:00:00.000Z';
    const serials = ['5CG0000001', '5CG1000000'];
    const rows = [
      { serial: '5CG0000001', answer: 'confirmed' as const, by, at, request: null },
      { serial: '5CG1000000', answer: null, by: null, at: null, request: null },
    ];
    const header = { by, startedAt: at, until: '2027-01-23', after: null, pages: 1, listed: 2, commits: 3 };
    const answers = { confirmed: 1, corrected: 0, missing: 0, left: 0 };
    const closed = { at, by, role: null };
    const of = { agency: 'PARKS', year: 2027 };
    await store.commit([
      {
        do: 'create',
        key: keys.inventory('PARKS', 2027),
        body: { ...of, ...header, state: 'closed', answers, closed },
      },
      {
        do: 'create',
        key: keys.inventoryPage('PARKS', 2027, 1),
        body: { ...of, no: 1, done: true, serials, rows },
      },
    ]);
    await doExport('--agency', 'parks', '--only', 'inventory');
    const [heading, first, second] = read('out/inventory.csv').split('\r\n');
    expect(heading).toContain('Agency,Fiscal year,Serial,Device');
    expect(first).toMatch(/^PARKS,2027,5CG0000001,.*,confirmed,Max Moreau,2026-11-25T15:00:00.000Z,$/);
    expect(second).toMatch(/^PARKS,2027,5CG1000000,.*,not answered,,,$/);
    expect(JSON.parse(read('out/inventory.jsonl'))).toMatchObject({ ...of, no: 1 });
  });

  it('agree on what the desk itself has exported (Rule 29)', async () => {
    await doExport();
    expect(await reconcile(read('out/devices.csv'))).toBe(0);
    expect(office.said.at(-1)).toContain('and the desk agree on 231 devices.');
    expect(await office.import(office.file('again.csv', read('out/devices.csv')))).toBe(0);
    expect(office.said.at(-1)).toContain('0 taken, 231 there already, 0 refused');
  });

  it('differ by serial, agency or status, on the screen and in a file (Rule 29)', async () => {
    const kept = Array.from({ length: 227 }, (_, no) => `5CG${1_000_000 + no};Parks and Trails;In Use`);
    const others = [
      '5CG-1000227;Revenue;in_service',
      '5CG1000228;PARKS;Retired',
      '5CG1000229;REV;Moving on',
      'UNKNOWN1;REV;active',
    ];
    const bad = ['x;PARKS;active', '5cg1000228;PARKS;active'];
    expect(await reconcile(['Serial number;Company;State', ...kept, ...others, ...bad].join('\n'))).toBe(1);
    const report = read('report/differences.csv');
    for (const line of [
      '5CG1000227,agency differs,PARKS,REV,in service,in_service,229',
      '5CG1000228,status differs,PARKS,PARKS,in service,Retired,230',
      '5CG1000229,agency and status differ,PARKS,REV,in service,Moving on,231',
      '5CG0000001,only in the desk,PARKS,,in service,,',
      'UNKNOWN1,only in the file,,REV,,active,232',
      'Serial: is not a serial: “x”,,,,,233',
      'Serial: 5CG1000228 stands at line 230 already,,,,,234',
    ]) {
      expect(report).toContain(line);
    }
    const said = office.said.join('\n');
    expect(said).toContain('agree on 227 devices, and differ on 5:');
    expect(said).toMatch(/5CG1000228 +status differs +PARKS, in service +PARKS, Retired/);
  });

  it('are compared only by a file that has what it takes', async () => {
    await expect(reconcile('Serial,Status\nA,B\n')).rejects.toThrow('has no column Agency');
    await expect(office.do(reconcileCommand)).rejects.toMatchObject({ name: 'UsageError' });
  });
});
