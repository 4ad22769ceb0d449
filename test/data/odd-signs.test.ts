import { reconcileCommand } from '../../src/data/reconcile/command.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { all, FileOffice, HEADING, inventory, row } from './files.ts';

/** Clears the screen of a terminal. */
const CLEAR = '\u001b[2J';

describe('signs that nobody sees', () => {
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

  const serials = async () => (await all(store, 'device', 'serial')).map(({ serial }) => serial);

  it.each([
    ['NUL', '\u0000', 'U+0000'],
    ['an escape', CLEAR, 'U+001B'],
    ['a bell', '\u0007', 'U+0007'],
    ['one of the second set', '\u009b', 'U+009B'],
  ])('are refused with column and reason where they are %s', async (_what, sign, name) => {
    const rows = [
      row('5CG0000001', { user: `Sam${sign} Stone` }),
      row('5CG0000002', { warranty: `${sign}2027-01-31` }),
    ];
    expect(await office.import(office.file('a.csv', inventory(...rows, row('5CG0000009'))))).toBe(1);
    const reason = `holds a control character (${name}). Take it out`;
    expect(office.said.at(-1)).toContain(`line 2: Assigned user: ${reason}\n`);
    expect(office.said.at(-1)).toContain(`line 3: Warranty until: ${reason}\n`);
    expect(await serials()).toEqual(['5CG0000009']);
  });

  it('may be what a line within a cell ends with, or a tab', async () => {
    const rows = inventory(row('5CG0000001', { location: '"Baton\tRouge\r\nroom 1"' }));
    expect(await office.import(office.file('a.csv', rows))).toBe(0);
    expect((await all(store, 'device', 'serial'))[0]?.location).toBe('Baton Rouge room 1');
  });

  it('never reach the terminal', async () => {
    const file = office.file('a.csv', `${HEADING},Odd${CLEAR}\n${row(`X${CLEAR}`)},\n${row('5CG0000001')},\n`);
    await office.import(file);
    const cmdb = office.file('cmdb.csv', `Serial,Agency,Status\n5CG0000001,PARKS,lost${CLEAR}\n`);
    await office.do(reconcileCommand, '--out', office.path('out'), cmdb);
    const sentences = [`Agency${CLEAR},Serial\n1,2\n`, `a${CLEAR},b\n1,2\n`].map((content) =>
      office.import(office.file(`b${CLEAR}.csv`, content)).catch((error: unknown) => String(error)),
    );
    const said = [...office.said, ...(await Promise.all(sentences))].join('\n');
    expect(said).toContain('columns that mean nothing here: Odd[2J');
    expect(said.replace(/\n/g, '')).not.toMatch(/\p{Cc}/u);
  });
});
