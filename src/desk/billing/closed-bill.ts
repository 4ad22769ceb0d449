import type { Month } from '../../domain/months.ts';
import { keys } from '../documents.ts';
import type { Bill } from '../ledger.ts';
import type { Store } from '../ports/store.ts';

/** The bill as it was fixed, if the month is closed (Rule 50). */
export async function closedBill(
  store: Store,
  agency: string,
  month: Month,
): Promise<{ bill: Bill; closedAt: string } | undefined> {
  const closing = (await store.read(keys.closing(month)))?.body;
  if (closing?.state !== 'closed' || closing.closedAt === null) return undefined;
  const bill = (await store.read(keys.bill(agency, month)))?.body;
  return bill && { bill, closedAt: closing.closedAt };
}
