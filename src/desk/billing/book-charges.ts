import type { Charge } from '../../domain/billing/charges.ts';
import { EMPTY_TALLY } from '../../domain/billing/tally.ts';
import { addMonths, type Day, type Month, monthOf } from '../../domain/months.ts';
import { type Key, keys } from '../documents.ts';
import type { Bill } from '../ledger.ts';
import { isLostRace } from '../perform.ts';
import type { Operation, Store } from '../ports/store.ts';
import { BEGINNING } from './records.ts';

/** Something to be charged once, in whichever month is open; named so that it is made once. */
export interface Booking {
  key: Key<'charge'>;
  body: Omit<Charge, 'month'>;
}

/** Lost races after which it is left for later. */
const MOST_TRIES = 12;

/**
 * Charges some things once, all of them or none, at one agency: on the bill of the month it is, or of the next one that
 * nobody has begun to count (Rule 50). The same batch writes the header of that bill, as counting it does: so what is
 * booked is counted, or booked for the month after. False when others were always first; then do it again.
 */
export async function bookOnce(store: Store, agency: string, day: Day, bookings: readonly Booking[]): Promise<boolean> {
  const [first] = bookings;
  if (first === undefined) return true;
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if ((await store.read(first.key)) !== undefined) return true;
    const { month, header } = await openBill(store, agency, monthOf(day));
    const charges = bookings.map(({ key, body }): Operation => ({ do: 'create', key, body: { ...body, month } }));
    try {
      await store.commit([header, ...charges]);
      return true;
    } catch (error) {
      if (!isLostRace(error)) throw error;
    }
  }
  return false;
}

/** The first month from one on whose bill nobody has begun to count, and the write that fails once somebody has. */
async function openBill(store: Store, agency: string, from: Month): Promise<{ month: Month; header: Operation }> {
  for (let month = from; ; month = addMonths(month, 1)) {
    const key = keys.bill(agency, month);
    const [stored, closing] = await Promise.all([store.read(key), store.read(keys.closing(month))]);
    if (closing?.body.state === 'closed' || (stored !== undefined && stored.body.round > 0)) continue;
    if (stored === undefined) return { month, header: { do: 'create', key, body: uncounted(agency, month) } };
    return { month, header: { do: 'replace', key, body: stored.body, etag: stored.etag } };
  }
}

/** The header of a bill that nobody has begun to count. */
function uncounted(agency: string, month: Month): Bill {
  const none = { devices: 0, commitments: 0 };
  const rates = { supportCents: 0, supportCentsBefore: null };
  return {
    agency,
    month,
    round: 0,
    place: BEGINNING,
    atStart: none,
    seen: none,
    chunks: 0,
    ...rates,
    tally: EMPTY_TALLY,
  };
}
