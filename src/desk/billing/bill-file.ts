import type { Billing } from '../../domain/billing/charges.ts';
import { lastDayOf, type Month } from '../../domain/months.ts';
import type { Directory } from '../directory.ts';
import type { Bill } from '../ledger.ts';
import type { BillFile } from '../ports/bill-writer.ts';
import type { Store } from '../ports/store.ts';
import { allLines } from './lines.ts';

/** A bill whose file is wanted: the stored one, or none while it is a preview. */
interface Wanted extends Pick<BillFile, 'agency' | 'month' | 'closedAt'> {
  billing: Billing;
  bill: Bill | undefined;
}

/** What a bill's file is made from, every line of it read. */
export async function readBillFile(
  { store, directory }: { store: Store; directory: Directory },
  { agency, month, closedAt, ...wanted }: Wanted,
): Promise<BillFile> {
  const [lines, items] = await Promise.all([allLines(store, agency.code, wanted), itemNames({ directory }, month)]);
  return { agency, month, closedAt, lines, items };
}

/** The file's name without its ending: "bill-PARKS-2026-10", with "preview" where it is one. */
export function billFileName({ agency, month, closedAt }: Pick<BillFile, 'agency' | 'month' | 'closedAt'>): string {
  return `bill-${agency.code}-${month}${closedAt === null ? '-preview' : ''}`;
}

/** What the items of a month's catalog are called. */
export async function itemNames({ directory }: { directory: Directory }, month: Month): Promise<Map<string, string>> {
  const catalog = await directory.catalogIfAny(lastDayOf(month));
  return new Map(catalog?.items.map(({ code, name }) => [code, name]));
}
