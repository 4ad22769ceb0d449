import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { readRows } from '../../src/data/csv/read-rows.ts';
import { csvLine } from '../../src/data/csv/write-rows.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { all, FileOffice, HEADING, inventory, row } from './files.ts';

describe('a file', () => {
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

  const good = [HEADING, row('5CG0000001', { user: 'Renée Muñoz' })];
  it.each([
    ['with a mark and Windows’ line ends', `\ufeff${good.join('\r\n')}`],
    ['with old line ends', good.join('\r')],
    ['with blank lines before and between', `\n\n${good.join('\n\n')}\n`],
    [
      'in UTF-16 with tabs',
      Buffer.from(
        `\ufeff${good.join('\n').replaceAll('"', '').replaceAll('Rouge,', 'Rouge').replaceAll(',', '\t')}`,
        'utf16le',
      ),
    ],
    ['with semicolons', good.join('\n').replaceAll('"', '').replaceAll('Rouge,', 'Rouge').replaceAll(',', ';')],
    [
      'with headings in other words and places',
      `Service Tag,model_name,assigned to,SITE,warranty,cost center,Deployed,agency\n5CG0000001,HP,Renée Muñoz,here,2027-01-31,PARKS-100,2023-01-09,parks`,
    ],
  ])('%s is read', async (_what, content) => {
    expect(await office.import(office.file('a.csv', content))).toBe(0);
    const [device] = await all(store, 'device', 'serial');
    expect(device).toMatchObject({ serial: '5CG0000001', assignedUser: { name: 'Renée Muñoz' } });
  });

  it.each([
    ['semicolons', ';'],
    ['tabs', '\t'],
    ['bars', '|'],
  ])('may say in its first line that its cells are separated by %s', async (_what, separator) => {
    const cells = (line: string) => line.replaceAll('"', '').replaceAll('Rouge,', 'Rouge').replaceAll(',', separator);
    const lines = [HEADING, row('5CG0000001'), row('5CG0000002', { location: '' })].map(cells);
    expect(await office.import(office.file('a.csv', [`\ufeffsep=${separator}`, ...lines].join('\r\n')))).toBe(1);
    expect(office.said.at(-1)).toContain('1 taken, 0 there already, 1 refused');
    expect(office.said.at(-1)).toContain('line 4: Location: is empty');
  });

  it.each([
    ['is not there', undefined, 'There is no file'],
    ['is empty', '', 'is empty.'],
    ['has a heading alone', HEADING, 'has a heading but no rows.'],
    [
      'has no heading',
      row('5CG0000001'),
      'does not begin with a line of headings that is known. It must have the columns of one of these:',
    ],
    [
      'lacks columns',
      'Agency,Serial,Model,User,Location,Warranty\nPARKS,1,2,3,4,5',
      'looks like devices, but has no column Billing code and In service since. Its first line is: Agency, Serial, Model, User, Location, Warranty.',
    ],
    [
      'has a column twice',
      `${HEADING},Service tag\n${row('5CG0000001')},X`,
      'has two columns for Serial: “Serial” and “Service tag”. Leave one of them.',
    ],
    [
      'is in another encoding',
      Buffer.from(inventory(row('5CG0000001'), row('5CG0000002', { user: 'Renée' })), 'latin1'),
      'is not in UTF-8: line 3 holds a character in another encoding.',
    ],
    [
      'is in UTF-16 without a mark, little end first',
      Buffer.from(inventory(row('5CG0000001')), 'utf16le'),
      'a.csv is in UTF-16 and has no mark that says so. In the spreadsheet, save it as “CSV UTF-8',
    ],
    [
      'is in UTF-16 without a mark, big end first',
      Buffer.from(inventory(row('5CG0000001')), 'utf16le').swap16(),
      'a.csv is in UTF-16 and has no mark that says so.',
    ],
    [
      'is a workbook',
      Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0]),
      "This is a spreadsheet's own file. In the spreadsheet, save it as",
    ],
    [
      'opens a quote for good',
      inventory(row('5CG0000001'), row('5CG0000002', { location: '"here' }), row('5CG0000003', { location: 'there' })),
      'the row that begins at line 3 opens a quote (") that is never closed.',
    ],
  ])('that %s is refused in a sentence, and nothing of it is taken', async (_what, content, sentence) => {
    const path = content === undefined ? office.path('none.csv') : office.file('a.csv', content);
    await expect(office.import(path)).rejects.toMatchObject({
      name: 'FileProblem',
      message: expect.stringContaining(sentence),
    });
    expect(await store.count({ type: 'device', where: [] })).toBe(0);
  });

  it('that is a folder is refused, and so are options that do not exist', async () => {
    await expect(office.import(office.folder)).rejects.toThrow('is a folder. Name a file in it.');
    await expect(office.import('--force', 'a.csv')).rejects.toMatchObject({ name: 'UsageError' });
    await expect(office.import()).rejects.toThrow('npm run import -- FILE.csv');
  });

  it('that follows a good one keeps that one out too: all are looked at first', async () => {
    const first = office.file('a.csv', inventory(row('5CG0000001')));
    await expect(office.import(first, office.file('b.csv', ''))).rejects.toThrow('is empty');
    expect(await store.count({ type: 'device', where: [] })).toBe(0);
  });

  it('is read as it was written, whatever is in its cells, and no cell is taken for a formula (Rule 29)', async () => {
    const cell = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        '=1+1',
        ' =1+1',
        '\n=1+1',
        '\u00a0=1+1',
        "' =a",
        '+1',
        '-1',
        '@x',
        '\tx',
        '"',
        ',',
        ';',
        "'=a",
        'a\nb',
      ),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(cell, cell, fc.constant('end')), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          const text = rows.map(csvLine).join('');
          // As a spreadsheet takes the cells apart: what only looks like the beginning of one may stand within another.
          const cells: string[][] = parse(text);
          for (const value of cells.flat()) expect(value).not.toMatch(/^\s*[=+\-@\t]/);
          const read: string[][] = [];
          for await (const { cells } of readRows(office.file('p.csv', csvLine(['a', 'b', 'c']) + text)))
            read.push(cells);
          // A guarded cell that began with an apostrophe and a formula is the one that cannot be told from it.
          const plain = (value: string) => value.replace(/\r\n?/g, '\n').replace(/^'(?=\s*[=+\-@\t\r\n])/, '');
          expect(read.slice(1).map((cells) => cells.map(plain))).toEqual(rows.map((cells) => cells.map(plain)));
        },
      ),
      { numRuns: 150 },
    );
  });

  it('of anything at all is counted row by row, and never breaks the import', async () => {
    const cell = fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('PARKS', 'PARKS-100', '2024-01-01', '1/1/2024', ''),
    );
    let no = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 8, maxLength: 8 }), { minLength: 1, maxLength: 6 }),
        async (rows) => {
          no += 1;
          const cells = rows.map((row) => [...row.slice(0, 7), row[7] === '' ? 'x' : (row[7] ?? '')]);
          const path = office.file(`any${no}.csv`, `${HEADING}\r\n${cells.map(csvLine).join('')}`);
          await office.import(path);
          const said = office.said.at(-1) ?? '';
          const [taken = 0, already = 0, refused = 0] = (said.match(/(\d+)(?= taken| there| refused)/g) ?? []).map(
            Number,
          );
          const filled = cells.filter((row) => row.some((cell) => cell.trim() !== ''));
          expect([said, taken + already + refused]).toEqual([said, filled.length]);
        },
      ),
      { numRuns: 60 },
    );
  });
});
