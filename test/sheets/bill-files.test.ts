import { unzipSync } from 'fflate';
import { billFileName } from '../../src/desk/billing/bill-file.ts';
import type { BillFile } from '../../src/desk/ports/bill-writer.ts';
import type { BillLine } from '../../src/domain/billing/charges.ts';
import { billCsv } from '../../src/sheets/bill-csv.ts';
import { billWorkbook } from '../../src/sheets/bill-workbook.ts';

const items = new Map([['LT-STD', 'Standard laptop']]);

function line(change: Partial<BillLine> = {}): BillLine {
  return {
    billingCode: 'PARKS-200',
    serial: '7BLUE01',
    item: 'LT-STD',
    kind: 'hardware',
    nth: 28,
    cents: 3292,
    request: 'PARKS-7K3M9Q',
    ...change,
  };
}

function bill(lines: BillLine[], change: Partial<BillFile> = {}): BillFile {
  return {
    agency: { code: 'PARKS', name: 'Parks and Trails' },
    month: '2026-10',
    closedAt: '2026-11-01T15:00:00.000Z',
    lines,
    items,
    ...change,
  };
}

function csvOf(file: BillFile): string[] {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(billCsv(file)).split('\r\n');
}

/** The files of a workbook, as text. */
async function partsOf(file: BillFile): Promise<Record<string, string>> {
  const parts = unzipSync(await billWorkbook(file));
  return Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, new TextDecoder().decode(bytes)]));
}

const HOSTILE = ['=1+1', ' =cmd|"/c calc"!A1', '+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '\n=1'];

describe('a bill as CSV', () => {
  test('Rule 49: has a line a charge, with everything a bill line says', () => {
    const support = line({
      kind: 'support',
      nth: null,
      cents: 2500,
      item: null,
      request: null,
      billingCode: 'PARKS-100',
      serial: '5CG0000001',
    });
    expect(csvOf(bill([support, line(), line({ kind: 'adjustment', nth: null, cents: -3292 })]))).toEqual([
      '\uFEFFAgency,Month,State,Billing code,Serial,Item,Charge,No. of 48,Amount,Request',
      'PARKS,2026-10,closed,PARKS-100,5CG0000001,Agency’s own device,Support,,25.00,',
      'PARKS,2026-10,closed,PARKS-200,7BLUE01,Standard laptop,Hardware,28,32.92,PARKS-7K3M9Q',
      'PARKS,2026-10,closed,PARKS-200,7BLUE01,Standard laptop,Adjustment,,-32.92,PARKS-7K3M9Q',
      '',
    ]);
  });

  test('Rule 48: names handling and delivery of what was purchased', () => {
    const once = (kind: 'handling' | 'delivery', cents: number) => line({ kind, nth: null, cents, serial: 'TAB00001' });
    expect(csvOf(bill([once('handling', 1800), once('delivery', 2200)])).slice(1, 3)).toEqual([
      'PARKS,2026-10,closed,PARKS-200,TAB00001,Standard laptop,Handling,,18.00,PARKS-7K3M9Q',
      'PARKS,2026-10,closed,PARKS-200,TAB00001,Standard laptop,Delivery,,22.00,PARKS-7K3M9Q',
    ]);
  });

  test.each(HOSTILE)('keeps %j from being a formula', (text) => {
    const [, row = ''] = new TextDecoder().decode(billCsv(bill([line({ billingCode: text })]))).split('closed,');
    expect(row).toMatch(/^"?'/);
  });

  test('quotes what has commas, quotes or line breaks in it', () => {
    expect(csvOf(bill([line({ billingCode: 'A "B", C' })]))[1]).toContain(',"A ""B"", C",');
  });

  test('says that it is a preview, in the file and in its name', () => {
    const preview = bill([line()], { closedAt: null });
    expect(csvOf(preview)[1]).toContain(',preview,');
    expect([billFileName(preview), billFileName(bill([]))]).toEqual([
      'bill-PARKS-2026-10-preview',
      'bill-PARKS-2026-10',
    ]);
  });
});

describe('a bill as a workbook', () => {
  test('has a summary and a sheet for each billing code, with totals as formulas', async () => {
    const parts = await partsOf(
      bill([line(), line({ billingCode: 'PARKS-100', kind: 'support', nth: null, cents: 2500 })]),
    );
    expect(
      [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(([, name]) => name),
    ).toEqual(['Summary', 'PARKS-100', 'PARKS-200']);
    const [summary = '', first = ''] = ['xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml'].map(
      (name) => parts[name] ?? '',
    );
    // A column for each kind of charge, C to G, and their total in H.
    expect(summary).toContain('SUM(C6:G6)');
    for (const column of 'BCDEFGH') expect(summary).toContain(`SUM(${column}6:${column}7)`);
    expect(summary).not.toContain('SUM(I');
    expect(summary.replaceAll('&quot;', '"').replaceAll('&apos;', "'")).toContain(
      `SUMIF('PARKS-100'!C6:C6,"Support",'PARKS-100'!E6:E6)`,
    );
    expect(first).toContain('SUM(E6:E6)');
    expect(parts['xl/workbook.xml']).toContain('fullCalcOnLoad="1"');
  });

  test('holds what people typed as text, never as a formula', async () => {
    const parts = await partsOf(
      bill(HOSTILE.map((text) => line({ billingCode: 'PARKS-200', request: text, serial: text }))),
    );
    const formulas = Object.entries(parts).flatMap(([name, xml]) =>
      name.startsWith('xl/worksheets/') ? [...xml.matchAll(/<f>([^<]*)<\/f>/g)].map(([, formula = '']) => formula) : [],
    );
    expect(formulas.length).toBeGreaterThan(5);
    for (const formula of formulas) expect(formula).toMatch(/^(SUM|SUMIF|COUNTA)\(/);
  });

  test('gives codes that are no names for sheets one that is, and each its own', async () => {
    const codes = ['a/b', 'A?B', "it's", 'x'.repeat(40), `${'x'.repeat(40)}y`, 'Summary', ''];
    const parts = await partsOf(bill(codes.map((billingCode) => line({ billingCode }))));
    const names = [...(parts['xl/workbook.xml'] ?? '').matchAll(/<sheet [^>]*name="([^"]*)"/g)].map(
      ([, name = '']) => name,
    );
    expect(names).toHaveLength(8);
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(8);
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\']{1,31}$/);
  });

  test('of 20,000 lines of one billing code does not keep everybody waiting', async () => {
    const lines = Array.from({ length: 20_000 }, (_, index) => line({ serial: `S${index}` }));
    const before = process.cpuUsage().user;
    await billWorkbook(bill(lines));
    // Microseconds; it takes one second, and took twenty when each line copied those before it.
    expect(process.cpuUsage().user - before).toBeLessThan(6_000_000);
  });

  test.each(['HISTORY', 'History', '[history]'])(
    'gives a code %s no name that Excel keeps for itself',
    async (code) => {
      const parts = await partsOf(bill([line({ billingCode: code })]));
      expect(parts['xl/workbook.xml']).toMatch(/name="history 2"/i);
      expect(parts['xl/workbook.xml']).not.toMatch(/name="history"/i);
    },
  );

  test('of an empty bill has a summary that comes to nothing', async () => {
    const parts = await partsOf(bill([]));
    expect(Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/sheet'))).toHaveLength(1);
  });
});
