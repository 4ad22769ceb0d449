import type { Charge } from '../../domain/billing/charges.ts';
import { monthOf } from '../../domain/months.ts';
import type { Request, Unit } from '../../domain/request/state.ts';
import { keys, type Task } from '../documents.ts';
import { isLostRace } from '../perform.ts';
import type { Operation } from '../ports/store.ts';
import { DONE, type Ended, type OutboxHouse, type Started } from './entry.ts';

/**
 * Charges handling and delivery of purchased devices that one commit has deployed, each once (Rule 48), in the month it is
 * now, which is open. They are named by request, serial and kind and written in one batch: all are there, or none.
 */
export async function bookDelivery(
  house: OutboxHouse,
  { now }: Started,
  { serials }: Extract<Task, { do: 'book delivery' }>,
  request: Request,
): Promise<Ended> {
  const month = monthOf(now.day);
  const delivered = request.units.filter(({ serial, cancelled }) => {
    return serial !== null && !cancelled && serials.includes(serial);
  });
  const operations = delivered
    .flatMap((unit) => chargesOf(request, unit, month))
    .map((body): Operation => {
      return { do: 'create', key: keys.charge(body.agency, `${body.request}:${body.kind}`, body.serial), body };
    });
  if (operations.length === 0) return DONE;
  try {
    await house.store.commit(operations);
  } catch (error) {
    if (!isLostRace(error)) throw error;
  }
  return DONE;
}

/** What a delivered unit is charged once, at the rates it was submitted with (Rule 3). */
function chargesOf({ id, agency, billingCode, quote }: Request, { serial, item }: Unit, month: string): Charge[] {
  if (quote.purchase === undefined || serial === null) return [];
  const { handlingCents, deliveryCents } = quote.purchase;
  const common = { agency, month, billingCode, serial, item, request: id };
  const all: Charge[] = [
    { ...common, kind: 'handling', cents: handlingCents, reason: 'Warehouse handling of a purchased device.' },
    { ...common, kind: 'delivery', cents: deliveryCents, reason: 'Delivery of a purchased device.' },
  ];
  return all.filter(({ cents }) => cents > 0);
}
