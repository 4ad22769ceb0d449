import type { BillWriter } from '../desk/ports/bill-writer.ts';
import { billCsv } from './bill-csv.ts';
import { billWorkbook } from './bill-workbook.ts';

/** Writes bills with write-excel-file, and CSV by itself. */
export const billWriter: BillWriter = { xlsx: billWorkbook, csv: async (bill) => billCsv(bill) };
