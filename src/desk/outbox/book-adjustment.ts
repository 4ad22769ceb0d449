import type { Charge } from '../../domain/billing/charges.ts';
import { monthOf } from '../../domain/months.ts';
import type { Request } from '../../domain/request/state.ts';
import { keys } from '../documents.ts';
import { isLostRace } from '../perform.ts';
import { DONE, type Ended, type OutboxHouse, type Started } from './entry.ts';

/**
 * Charges an adjustment that is agreed on, in the month it is now: a month can be closed only when it is over, so this one
 * is open (Rule 50). The charge is named by its request, so it is made once.
 */
export async function bookAdjustment(house: OutboxHouse, { now }: Started, request: Request): Promise<Ended> {
  const { adjustment } = request.quote;
  const serial = request.units[0]?.serial ?? '';
  if (request.status !== 'closed' || adjustment === undefined) return DONE;
  const { billingCode, cents, item, charge, month } = adjustment;
  const body: Charge = {
    agency: request.agency,
    month: monthOf(now.day),
    billingCode,
    serial,
    item,
    kind: 'adjustment',
    cents,
    request: request.id,
    reason: `About ${charge} in ${month}: ${request.justification}`,
  };
  try {
    await house.store.commit([{ do: 'create', key: keys.charge(request.agency, request.id, serial), body }]);
  } catch (error) {
    if (!isLostRace(error)) throw error;
  }
  return DONE;
}
