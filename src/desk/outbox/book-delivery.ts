import type { Request, Unit } from '../../domain/request/state.ts';
import { type Booking, bookOnce } from '../billing/book-charges.ts';
import { keys } from '../documents.ts';
import type { TaskOf } from '../task-schema.ts';
import { DONE, type Ended, type OutboxHouse, pause, type Started } from './entry.ts';

/**
 * Charges handling and delivery of purchased devices that one commit has deployed, each once (Rule 48), on the bill that is
 * open. They are named by request, serial and kind and written in one batch: all are there, or none.
 */
export async function bookDelivery(
  house: OutboxHouse,
  { now, entry }: Started,
  { serials }: TaskOf<'book delivery'>,
  request: Request,
): Promise<Ended> {
  const isBooked = await bookOnce(house.store, request.agency, now.day, deliveryOf(request, serials));
  return isBooked ? DONE : { state: 'due', in: pause(entry.attempts) };
}

/** What is charged once for some devices of a purchase that are deployed (Rule 48). */
export function deliveryOf(request: Request, serials: readonly string[]): Booking[] {
  const delivered = request.units.filter(({ serial, cancelled }) => {
    return serial !== null && !cancelled && serials.includes(serial);
  });
  return delivered
    .flatMap((unit) => chargesOf(request, unit))
    .map((body): Booking => ({ key: keys.charge(body.agency, `${body.request}:${body.kind}`, body.serial), body }));
}

/** What a delivered unit is charged once, at the rates it was submitted with (Rule 3). */
function chargesOf({ id, agency, billingCode, quote }: Request, { serial, item }: Unit): Booking['body'][] {
  if (quote.purchase === undefined || serial === null) return [];
  const { handlingCents, deliveryCents } = quote.purchase;
  const common = { agency, billingCode, serial, item, request: id };
  const all: Booking['body'][] = [
    { ...common, kind: 'handling', cents: handlingCents, reason: 'Warehouse handling of a purchased device.' },
    { ...common, kind: 'delivery', cents: deliveryCents, reason: 'Delivery of a purchased device.' },
  ];
  return all.filter(({ cents }) => cents > 0);
}
