import type { BillLine } from '../../domain/billing/charges.ts';
import type { Month } from '../../domain/months.ts';

/** What a bill's file is made from. */
export interface BillFile {
  agency: { code: string; name: string };
  month: Month;
  /** UTC; null for a preview, which the file says it is. */
  closedAt: string | null;
  lines: readonly BillLine[];
  /** Names of catalog items by code. */
  items: ReadonlyMap<string, string>;
}

/** Writes a bill as a file for a spreadsheet: an Excel workbook, or CSV (Rule 49). */
export type BillWriter = Readonly<Record<'xlsx' | 'csv', (bill: BillFile) => Promise<Uint8Array>>>;
