import type { Request } from '../../domain/request/state.ts';
import { type Booking, bookOnce } from '../billing/book-charges.ts';
import { keys } from '../documents.ts';
import { DONE, type Ended, type OutboxHouse, pause, type Started } from './entry.ts';

/** Charges an adjustment that is agreed on, on the bill that is open (Rule 50). Named by its request, it is made once. */
export async function bookAdjustment(house: OutboxHouse, { now, entry }: Started, request: Request): Promise<Ended> {
  const isBooked = await bookOnce(house.store, request.agency, now.day, adjustmentOf(request));
  return isBooked ? DONE : { state: 'due', in: pause(entry.attempts) };
}

/** What a request adds to the open bill, once it is agreed on; nothing before, and of a request that adjusts none. */
export function adjustmentOf(request: Request): Booking[] {
  const { adjustment } = request.quote;
  const serial = request.units[0]?.serial ?? '';
  if (request.status !== 'closed' || adjustment === undefined) return [];
  const { billingCode, cents, item, charge, month } = adjustment;
  const body: Booking['body'] = {
    agency: request.agency,
    billingCode,
    serial,
    item,
    kind: 'adjustment',
    cents,
    request: request.id,
    reason: `About ${charge} in ${month}: ${request.justification}`,
  };
  return [{ key: keys.charge(request.agency, request.id, serial), body }];
}
