import type { BillLine, ChargeKind } from '../domain/billing/charges.ts';
import type { Month } from '../domain/months.ts';

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

/** What charges are called in files. */
export const CHARGES: Readonly<Record<ChargeKind, string>> = {
  support: 'Support',
  hardware: 'Hardware',
  handling: 'Handling',
  adjustment: 'Adjustment',
};

/** What the name of an item is; its code where the catalog does not know it, nothing for what is in no catalog. */
export function itemName({ item }: BillLine, items: BillFile['items']): string {
  return item === null ? '' : (items.get(item) ?? item);
}

/** The file's name without its ending: "bill-PARKS-2026-10", with "preview" where it is one. */
export function billFileName({ agency, month, closedAt }: Pick<BillFile, 'agency' | 'month' | 'closedAt'>): string {
  return `bill-${agency.code}-${month}${closedAt === null ? '-preview' : ''}`;
}
