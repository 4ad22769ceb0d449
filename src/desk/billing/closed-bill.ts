import type { Month } from '../../domain/months.ts';
import { keys } from '../documents.ts';
import type { Bill } from '../ledger.ts';
import type { Store } from '../ports/store.ts';

/**
 * The bill as it was fixed, if the month is closed (Rule 50); `bill` is undefined where an agency joined too late for one.
 */
export async function closedBill(
  store: Store,
  agency: string,
  month: Month,
): Promise<{ bill: Bill | undefined; closedAt: string } | undefined> {
  const closing = (await store.read(keys.closing(month)))?.body;
  if (closing?.state !== 'closed' || closing.closedAt === null) return undefined;
  const isBilled = closing.bills.some((bill) => bill.agency === agency);
  const bill = isBilled ? (await store.read(keys.bill(agency, month)))?.body : undefined;
  return { bill, closedAt: closing.closedAt };
}

/** Why an agency has no bill for a closed month, in a sentence. */
export function joinedTooLate(agency: string, month: Month): string {
  return `${month} was closed before ${agency} joined, so it has no bill for it.`;
}
