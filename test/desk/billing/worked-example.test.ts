import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dollars, sum } from '../../../src/domain/money.ts';
import { addMonths } from '../../../src/domain/months.ts';
import { type Deed, Simulation } from '../../domain/billing/simulation.ts';
import { legacy } from '../../domain/office.ts';

const PAGE = join(import.meta.dirname, '..', '..', '..', 'docs', 'billing.md');
const [BEGIN, END] = ['<!-- computed -->', '<!-- end -->'];
const FIRST = '2027-01';

type What = Deed extends infer D ? (D extends Deed ? Omit<D, 'days'> : never) : never;

/** What happens at the agency in 60 months: a legacy laptop is there; two laptops and then a monitor are leased. */
const STORY: readonly [day: string, words: string, deeds: What[]][] = [
  [
    '2027-01-20',
    'Two standard laptops are ordered, N000001 and N000002',
    [{ do: 'order', item: 'LT-STD', quantity: 2, billingCode: 'PARKS-100' }],
  ],
  ['2027-02-28', 'deployed on the last day of February', [...works(5)]],
  [
    '2027-03-01',
    'a monitor, N000003, deployed: no support',
    [{ do: 'order', item: 'MN-24', quantity: 1, billingCode: 'PARKS-200' }, ...works(4)],
  ],
  ['2027-06-30', 'the legacy laptop is collected', [{ do: 'decommission', pick: 0, outcome: 'surplus' }, ...works(1)]],
  ['2027-07-01', 'sanitized the day after: June was still charged', [...works(2)]],
  [
    '2028-02-29',
    'N000002 sanitized on leap day, kept as a spare',
    [{ do: 'decommission', pick: 2, outcome: 'spare' }, ...works(3)],
  ],
  [
    '2029-06-01',
    'N000002 back in service',
    [{ do: 'move', pick: 2, billingCode: '', newUser: 'Nora Nash' }, ...works(4)],
  ],
  [
    '2029-11-15',
    'N000001 moves to PARKS-200',
    [{ do: 'move', pick: 1, billingCode: 'PARKS-200', newUser: 'Sam Stone' }, ...works(3)],
  ],
  [
    '2030-10-31',
    'N000001 sanitized and retired, hardware goes on',
    [{ do: 'decommission', pick: 1, outcome: 'retired' }, ...works(3)],
  ],
];

function works(count: number): What[] {
  return Array.from({ length: count }, () => ({ do: 'work', pick: 0 }));
}

function played(): Simulation {
  const office = new Simulation('2027-01-01', [legacy('5CG0000001')], []);
  for (const [day, , deeds] of STORY) {
    const days = (Date.parse(day) - Date.parse(office.day)) / 86_400_000;
    for (const [index, deed] of deeds.entries()) office.do({ ...deed, days: index === 0 ? days : 0 });
  }
  office.pass(800);
  return office;
}

interface Row {
  from: string;
  to: string;
  support: string;
  hardware: string;
  cents: number;
  count: number;
}

/** Months in a row with the same bill are one row. */
function rowsOf(office: Simulation): Row[] {
  const rows: Row[] = [];
  for (let index = 0; index < 60; index += 1) {
    const month = addMonths(FIRST, index);
    const lines = office.bill(month);
    const of = (kind: string) => lines.filter((line) => line.kind === kind);
    const support = codes(of('support').map(({ billingCode }) => billingCode));
    const hardware = of('hardware')
      .map(({ serial, billingCode, cents }) => `${serial} ${billingCode} ${dollars(cents)}`)
      .join('<br>');
    const cents = sum(lines.map(({ cents }) => cents));
    const last = rows.at(-1);
    if (last !== undefined && last.support === support && last.hardware === hardware) {
      last.to = month;
      last.count += 1;
    } else rows.push({ from: month, to: month, support, hardware, cents, count: 1 });
  }
  return rows;
}

function codes(all: string[]): string {
  return [...new Set(all)]
    .sort()
    .map((code) => `${all.filter((each) => each === code).length} × $25.00 ${code}`)
    .join('<br>');
}

/** The example as the page has it. */
function example(office: Simulation): string {
  const rows = rowsOf(office);
  const happened = (from: string, to: string) =>
    STORY.filter(([day]) => day.slice(0, 7) >= from && day.slice(0, 7) <= to)
      .map(([day, words]) => `${day}: ${words}`)
      .join('<br>');
  const table = rows.map(({ from, to, support, hardware, cents, count }) => {
    const months = from === to ? from : `${from} to ${to}`;
    return `| ${months} | ${count} | ${support || '–'} | ${hardware || '–'} | ${dollars(cents)} | ${dollars(cents * count)} | ${happened(from, to)} |`;
  });
  const total = sum(rows.map(({ cents, count }) => cents * count));
  return [
    '| months | number | support | hardware | a month | together | what happened |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...table,
    `| **${FIRST} to ${addMonths(FIRST, 59)}** | **60** | | | | **${dollars(total)}** | |`,
  ].join('\n');
}

/** The cells of a table, however its columns are lined up. */
function cellsOf(table: string): string[][] {
  const rows = table.trim().split('\n');
  return rows.map((row) => row.split('|').map((cell) => cell.trim().replace(/^-+$/, '---')));
}

describe('the worked example in docs/billing.md', () => {
  const office = played();

  test('is what the desk computes (UPDATE_GOLDEN=1 writes it)', () => {
    const page = readFileSync(PAGE, 'utf8');
    const [before = '', rest = ''] = page.split(BEGIN);
    const [shown = '', after = ''] = rest.split(END);
    if (process.env.UPDATE_GOLDEN === '1') {
      writeFileSync(PAGE, `${before}${BEGIN}\n\n${example(office)}\n\n${END}${after}`);
    } else expect(cellsOf(shown)).toEqual(cellsOf(example(office)));
  });

  test('Rule 46: has 48 charges for each leased device, of the locked rate, spare months included', () => {
    for (const [serial, cents] of [
      ['N000001', 3292],
      ['N000002', 3292],
      ['N000003', 563],
    ] as const) {
      const charges = Array.from({ length: 60 }, (_, index) => office.bill(addMonths(FIRST, index)))
        .flat()
        .filter((line) => line.serial === serial && line.kind === 'hardware');
      expect(charges.map(({ nth }) => nth)).toEqual(Array.from({ length: 48 }, (_, index) => index + 1));
      expect(sum(charges.map(({ cents }) => cents))).toBe(cents * 48);
    }
  });

  test('Rules 45 and 47: charges support to the month’s end alone', () => {
    const supported = (month: string) => office.bill(month).filter(({ kind }) => kind === 'support').length;
    expect(
      ['2027-01', '2027-02', '2027-06', '2027-07', '2028-01', '2028-02', '2029-05', '2029-06', '2030-10'].map(
        supported,
      ),
    ).toEqual([1, 3, 3, 2, 2, 1, 1, 2, 1]);
  });
});
