import type { Commitment } from '../commitment.ts';
import { type Device, stopSupport } from '../device.ts';
import { monthOf, type Now } from '../months.ts';
import type { Who } from '../people.ts';
import type { Serial } from '../serials.ts';
import { stillToOpen } from './ending.ts';
import type { RequestEvent } from './events.ts';
import type { Problem } from './outcome.ts';
import { type Draft, nextStep, type Request, type Unit } from './state.ts';

/**
 * Marks a device lost (Rule 55): support stops on this day, the commitment goes on. What has never served is paid from now
 * on (Rule 42). What is known of its data ends here: it is out of our hands.
 */
export function markLost(
  { id }: Pick<Request, 'id'>,
  { lost }: Unit,
  record: Device,
  { now, commitments }: { now: Now; commitments: ReadonlyMap<Serial, Commitment> },
): { device: Device; commitment: Commitment | null } | Problem {
  const { serial, origin, support, transfer } = record;
  if (lost === undefined) return { field: null, text: `Nothing says what happened to ${serial}.` };
  const { what, since } = lost;
  const before = commitments.get(serial);
  const isNew = origin === 'line of service' && support.length === 0 && transfer === null && before === undefined;
  const device: Device = {
    ...stopSupport(record, now.day),
    status: 'lost',
    openRequest: null,
    sanitized: null,
    lost: { what, since, on: now.day, request: id, isNew },
  };
  const begins = before !== undefined && before.firstMonth === null;
  return { device, commitment: begins ? { ...before, firstMonth: monthOf(now.day) } : null };
}

/** The requests that a draft takes lost devices out of. */
export function takesFrom({ units }: Pick<Draft, 'units'>): string[] {
  return [...new Set(units.flatMap(({ lost }) => lost?.takenFrom ?? []))];
}

/**
 * What happens to a request that lost devices are taken out of, so that it need not wait for them: their units end, and of
 * devices it replaces the report is the request that takes care of them (Rule 15).
 */
export function takenOut(request: Request, draft: Draft, by: Who, now: Now): RequestEvent[] {
  const lost = draft.units.filter((unit) => unit.lost?.takenFrom === request.id).flatMap(({ serial }) => serial ?? []);
  const ending = request.units.filter((unit) => {
    // What is cancelled and to be brought back is not waited for any more.
    return lost.includes(unit.serial ?? '') && nextStep(unit) !== undefined;
  });
  const replaced = stillToOpen(request).flatMap(({ serial }) => (lost.includes(serial) ? serial : []));
  const events: RequestEvent[] = [];
  const reason = `Reported lost in ${draft.id}.`;
  const { at } = now;
  if (ending.length > 0) events.push({ type: 'units cancelled', at, by, units: ending.map(({ no }) => no), reason });
  if (replaced.length > 0) {
    events.push({
      type: 'children opened',
      at,
      children: [{ request: draft.id, kind: draft.kind, serials: replaced }],
    });
  }
  const isOver = (unit: Unit) => ending.includes(unit) || (unit.cancelled && nextStep(unit) === undefined);
  if (request.units.every(isOver)) events.push({ type: 'cancelled', at, by, reason });
  return events;
}
