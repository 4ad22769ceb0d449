import type { BillFile } from '../desk/ports/bill-writer.ts';
import type { BillLine, ChargeKind } from '../domain/billing/charges.ts';

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
