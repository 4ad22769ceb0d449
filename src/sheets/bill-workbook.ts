import writeExcelFile, { type CellObject, type Row } from 'write-excel-file/node';
import type { BillFile } from '../desk/ports/bill-writer.ts';
import type { BillLine, ChargeKind } from '../domain/billing/charges.ts';
import { nameOnBill } from '../domain/catalog.ts';
import { CHARGES } from './bill-table.ts';

type Writing = Parameters<typeof writeExcelFile>;
type WorkbookSheet = Writing[0][number];
type WorkbookFeature = NonNullable<NonNullable<Writing[1]>['features']>[number];

const DOLLARS = '$#,##0.00;[Red]-$#,##0.00';
const HEADING = { fontWeight: 'bold', backgroundColor: '#E8EBFA', bottomBorderStyle: 'thin' } as const;
const TOTAL = { fontWeight: 'bold', topBorderStyle: 'thin' } as const;

/** Formulas come without their results, so whatever opens the file is told to work them out. */
const COUNTED_ON_OPENING: WorkbookFeature = {
  files: {
    transform: {
      'xl/workbook.xml': {
        transformElementAttributes: (tag, attributes) =>
          tag === 'calcPr' ? { ...attributes, fullCalcOnLoad: 1 } : attributes,
      },
    },
  },
};

/** Rows of a code's sheet before its first line. */
const ABOVE = 4;

/** The kinds of charge a summary has columns for, in this order. */
const KINDS: readonly ChargeKind[] = ['support', 'hardware', 'handling', 'delivery', 'adjustment'];

/** The columns of the summary that have them, and the one of their total. */
const KIND_COLUMNS = KINDS.map((_, index) => String.fromCharCode('C'.charCodeAt(0) + index));
const TOTAL_COLUMN = String.fromCharCode('C'.charCodeAt(0) + KINDS.length);

/** Names that no code's sheet can have: the summary's, and one that Excel keeps for itself. */
const TAKEN = ['summary', 'history'];

/** Lines of one billing code, and the name of their sheet. */
interface CodeSheet {
  code: string;
  sheet: string;
  lines: BillLine[];
}

/**
 * A bill as an Excel workbook: a summary, and a sheet for each billing code with its lines. Totals are formulas over the
 * lines, so whoever opens it can check them (Rule 49). What people typed is text in it, whatever it looks like.
 */
export async function billWorkbook(bill: BillFile): Promise<Uint8Array> {
  const codes = byCode(bill.lines);
  const sheets = [summary(bill, codes), ...codes.map((code) => codeSheet(bill, code))];
  return writeExcelFile(sheets, { fontFamily: 'Calibri', fontSize: 11, features: [COUNTED_ON_OPENING] }).toBuffer();
}

function byCode(lines: readonly BillLine[]): CodeSheet[] {
  const codes = new Map<string, BillLine[]>();
  for (const line of lines) {
    const those = codes.get(line.billingCode);
    if (those === undefined) codes.set(line.billingCode, [line]);
    else those.push(line);
  }
  const taken = new Set(TAKEN);
  return [...codes]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, lines]) => ({ code, sheet: sheetName(code, taken), lines }));
}

/** A name that Excel takes: 31 characters, none of []:*?/\', and not there yet, whatever the case. */
function sheetName(code: string, taken: Set<string>): string {
  const plain =
    code
      .replace(/[[\]:*?/\\'\p{Cc}]/gu, ' ')
      .trim()
      .slice(0, 28) || 'No code';
  let name = plain;
  for (let no = 2; taken.has(name.toLowerCase()); no += 1) name = `${plain} ${no}`;
  taken.add(name.toLowerCase());
  return name;
}

function summary(bill: BillFile, codes: readonly CodeSheet[]): WorkbookSheet {
  const headings = ['Billing code', 'Lines', ...KINDS.map((kind) => CHARGES[kind]), 'Total'];
  const first = ABOVE + 2;
  const last = first + codes.length - 1;
  const rows = codes.map(({ code, sheet, lines }, index): Row => {
    const [kinds, amounts] = [`'${sheet}'!C${first}:C${lastLine(lines)}`, `'${sheet}'!E${first}:E${lastLine(lines)}`];
    const row = first + index;
    return [
      text(code),
      formula(`COUNTA('${sheet}'!A${first}:A${lastLine(lines)})`, '0'),
      ...KINDS.map((kind) => formula(`SUMIF(${kinds},"${CHARGES[kind]}",${amounts})`, DOLLARS)),
      formula(`SUM(${KIND_COLUMNS[0]}${row}:${KIND_COLUMNS.at(-1)}${row})`, DOLLARS),
    ];
  });
  const sum = (column: string) => (codes.length === 0 ? '0' : `SUM(${column}${first}:${column}${last})`);
  return {
    sheet: 'Summary',
    columns: [18, 8, ...KINDS.map(() => 13), 14].map((width) => ({ width })),
    stickyRowsCount: ABOVE + 1,
    orientation: 'landscape',
    data: [
      ...titleRows(bill, `${bill.agency.code} ${bill.agency.name}`),
      headings.map((value, index) => ({ value, ...HEADING, align: index === 0 ? 'left' : 'right' })),
      ...rows,
      [
        { value: 'Total', ...TOTAL },
        { ...formula(sum('B'), '0'), ...TOTAL },
        ...[...KIND_COLUMNS, TOTAL_COLUMN].map((column) => ({ ...formula(sum(column), DOLLARS), ...TOTAL })),
      ],
    ],
  };
}

function lastLine(lines: readonly BillLine[]): number {
  return ABOVE + 1 + lines.length;
}

function codeSheet(bill: BillFile, { code, sheet, lines }: CodeSheet): WorkbookSheet {
  const headings = ['Serial', 'Item', 'Charge', 'No. of 48', 'Amount', 'Request'];
  const first = ABOVE + 2;
  return {
    sheet,
    columns: [18, 26, 13, 10, 12, 16].map((width) => ({ width })),
    stickyRowsCount: ABOVE + 1,
    orientation: 'landscape',
    data: [
      ...titleRows(bill, `Billing code ${code}`),
      headings.map((value, index) => ({
        value,
        ...HEADING,
        align: index === 3 || index === 4 ? 'right' : 'left',
        indent: index === 5 ? 1 : 0,
      })),
      ...lines.map(
        (line): Row => [
          text(line.serial),
          text(nameOnBill(line.item, bill.items)),
          CHARGES[line.kind],
          line.nth,
          { value: line.cents / 100, format: DOLLARS },
          text(line.request ?? ''),
        ],
      ),
      [
        { value: 'Total', ...TOTAL },
        ...[1, 2, 3].map(() => ({ value: '', ...TOTAL })),
        { ...formula(`SUM(E${first}:E${lastLine(lines)})`, DOLLARS), ...TOTAL },
        { value: '', ...TOTAL },
      ],
    ],
  };
}

/** What the sheet is about, whether it is final, and a blank row: `ABOVE` rows. */
function titleRows({ month, closedAt }: BillFile, about: string): Row[] {
  const state =
    closedAt === null ? 'Preview: the month is not closed, and this may change.' : 'Closed. This bill does not change.';
  return [[{ value: `Bill for ${month}`, fontWeight: 'bold', fontSize: 16 }], [text(about)], [state], []];
}

/** A text, even one that begins like a formula. */
function text(value: string): CellObject {
  return { value, type: String };
}

function formula(value: string, format: string): CellObject {
  return { value, type: 'Formula', format, align: 'right' };
}
