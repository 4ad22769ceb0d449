import type { Charge } from '../../domain/billing/charges.ts';
import type { Request } from '../../domain/request/state.ts';
import { bookOnce } from '../billing/book-charges.ts';
import { keys } from '../documents.ts';
import { DONE, type Ended, type OutboxHouse, pause, type Started } from './entry.ts';

/** Charges an adjustment that is agreed on, on the bill that is open (Rule 50). Named by its request, it is made once. */
export async function bookAdjustment(house: OutboxHouse, { now, entry }: Started, request: Request): Promise<Ended> {
  const { adjustment } = request.quote;
  const serial = request.units[0]?.serial ?? '';
  if (request.status !== 'closed' || adjustment === undefined) return DONE;
  const { billingCode, cents, item, charge, month } = adjustment;
  const body: Omit<Charge, 'month'> = {
    agency: request.agency,
    billingCode,
    serial,
    item,
    kind: 'adjustment',
    cents,
    request: request.id,
    reason: `About ${charge} in ${month}: ${request.justification}`,
  };
  const key = keys.charge(request.agency, request.id, serial);
  const isBooked = await bookOnce(house.store, request.agency, now.day, [{ key, body }]);
  return isBooked ? DONE : { state: 'due', in: pause(entry.attempts) };
}
