import { backToStock, type Device } from '../device.ts';
import { problemsOfReason } from '../named-devices.ts';
import { isSamePerson, may, type Person, type Role, roleFor, who } from '../people.ts';
import { WORK_STEPS } from '../work-steps.ts';
import { endingOf } from './ending.ts';
import type { RequestEvent } from './events.ts';
import { alreadySo, happened, type Outcome, type Problem, refused, refusedFor } from './outcome.ts';
import { isFinished, isOpen, isOrdered, type Request, type Unit } from './state.ts';
import { isSwap, whyNotApart } from './swap.ts';
import type { WorkContext } from './unit-work.ts';
import { isUpdateOnly } from './update.ts';

/** Ends what is not deployed yet. */
export interface Cancel {
  type: 'cancel';
  /** Everybody who sees the request reads it. */
  reason: string;
  /** The numbers of the units to end; null for all that can be. */
  units: readonly number[] | null;
}

/**
 * Ends what can still be ended: units on order that are not deployed (Rule 20), and devices that nothing was done to. What
 * has left its shelf is brought back first, and the request stays open until it is.
 */
export function decideCancel(request: Request, command: Cancel, context: WorkContext): Outcome {
  const { actor, now, devices, atMost } = context;
  const ending = endingOf(request);
  if (ending !== null) return alreadySo(`${ending.by.name} has cancelled this already.`);
  if (!isOpen(request)) return refused(`${request.id} is ${request.status}; there is nothing to cancel.`);
  const why = whyNotCancel(request, actor);
  if (why !== undefined) return refused(why);
  const meant = unitsToCancel(request, command.units);
  if (!Array.isArray(meant)) return meant;
  const unsaid = problemsOfCancelling(command.reason);
  if (unsaid.length > 0) return refusedFor(unsaid);
  // Before the work nothing of it may be left, or an order would be approved of which a part is gone.
  const units = request.status === 'in work' ? meant.slice(0, atMost) : meant;
  const out = units.filter(isOut);
  const event: RequestEvent = {
    type: 'units cancelled',
    at: now.at,
    by: who(actor),
    role: roleToCancel(request, actor),
    units: numbersOf(units),
    reason: command.reason.trim(),
    ...(out.length > 0 && { bringBack: numbersOf(out) }),
  };
  // What is out stays as it is on record, and its history tells of it (Rule 27).
  const records = units.flatMap((unit) => {
    const record = devices.get(unit.serial ?? '');
    return record === undefined ? [] : [isOut(unit) ? record : letGo(record, unit)];
  });
  return happened([event], { devices: records });
}

/** What is wrong with the reason for a cancellation; everybody who sees the request reads it. */
export function problemsOfCancelling(reason: string): Problem[] {
  return problemsOfReason(reason, 'why it is cancelled');
}

function numbersOf(units: readonly Unit[]): number[] {
  return units.map(({ no }) => no);
}

/** The role in which a person cancels a request. */
export function roleToCancel({ agency }: Pick<Request, 'agency'>, person: Person): Role | null {
  return roleFor(person, 'cancel a request', agency) ?? roleFor(person, 'make a request', agency) ?? null;
}

/** The units that a cancellation means and can have, or what it comes to instead. Where one cannot be, none is. */
function unitsToCancel(request: Request, named: Cancel['units']): Unit[] | Outcome {
  const apart = whyNotApart(request);
  if (apart !== undefined) return refusedFor([apart]);
  const all = request.units.filter(canBeCancelled);
  const meansAll = named === null || (isSwap(request) && all.every(({ no }) => named.includes(no)));
  if (meansAll) {
    const taken = request.units.filter((unit) => !unit.cancelled && !isFinished(unit) && wasTaken(unit));
    if (all.length === 0 && taken.length > 0) return refusedFor(taken.map((unit) => whyNotEnd(unit, request.quote)));
    const none = 'It is under way or done with every device, so nothing can be cancelled.';
    return all.length > 0 ? all : refused(`${none} ${HOW_TO_UNDO}`);
  }
  if (!canBeParted(request)) {
    if (isSwap(request)) return refused(BOTH_OR_NONE, 'which');
    const only = 'This waits for its approval, so only all of it can be cancelled.';
    return refused(`${only} To ask for less, have it returned for changes.`, 'which');
  }
  const open = request.units.filter(({ no, cancelled }) => named.includes(no) && !cancelled);
  const stuck = open.filter((unit) => !canBeCancelled(unit));
  const problems = stuck.map((unit) => whyNotEnd(unit, request.quote));
  if (problems.length > 0) return refusedFor(problems);
  return open.length > 0 ? open : alreadySo('These were cancelled already. Nothing was changed.');
}

const BOTH_OR_NONE = 'The new device and the old one go together. Cancel all of it, or nothing.';

/** Whether some devices of a request can be cancelled and others go on: not before the work, nor those of a swap. */
export function canBeParted(request: Request): boolean {
  return request.status === 'in work' && !isSwap(request);
}

/** What is left to who wants a request undone that is too far for it. */
const HOW_TO_UNDO = 'Have it finished; then the agency can ask for a move or a decommission to undo it.';

/** Whether a unit of an open request can still be cancelled; one that takes no work is never too far for it. */
export function canBeCancelled(unit: Unit): boolean {
  if (unit.cancelled || (isFinished(unit) && unit.plan.length > 0)) return false;
  // Nothing would go on with a device that was taken out of another request.
  return !wasTaken(unit) && (isOrdered(unit) || unit.done === 0);
}

function wasTaken({ lost }: Unit): boolean {
  return lost !== undefined && lost.takenFrom !== null;
}

/** Whether a new device is ready to leave or has left, so that ending its unit does not bring it back to stock. */
export function isOut(unit: Unit): boolean {
  return isOrdered(unit) && unit.plan.slice(0, unit.done).includes('stage');
}

/** Why a unit cannot be cancelled any more, and what can be done instead. */
function whyNotEnd(unit: Unit, { purchase }: Request['quote']): Problem {
  const name = unit.serial ?? unit.name;
  if (wasTaken(unit) && !isFinished(unit)) {
    const text = `${name} was taken out of ${unit.lost?.takenFrom} for this. Have it marked lost; found brings it back.`;
    return { field: 'which', text };
  }
  const last = unit.plan[unit.done - 1];
  const done = last === undefined ? 'under way' : WORK_STEPS[last].done.toLowerCase();
  const stays = purchase === undefined ? 'stays for its 48 months' : 'is the agency’s own';
  const text = isOrdered(unit)
    ? `${name} is ${done} and ${stays}. To give it back, the agency asks for a decommission.`
    : `${name} is ${done} already. Have it finished; then the agency can ask for a move to undo it.`;
  return { field: 'which', text };
}

/** A device that came for the request goes to stock; one that was there before stays as it is. */
function letGo(device: Device, unit: Unit): Device {
  return isOrdered(unit) ? backToStock(device) : { ...device, openRequest: null };
}

/** Why a person may not cancel a request, in a sentence; undefined when they may. */
export function whyNotCancel(request: Request, person: Person): string | undefined {
  if (!isOpen(request)) return `${request.id} is ${request.status}.`;
  if (isEucsToCancel(request)) {
    return may(person, 'cancel an approved request', request.agency)
      ? undefined
      : 'EUC has approved this, so only an EUC approver can cancel it. Call the service desk.';
  }
  // What only they can do, they can turn down.
  if (isUpdateOnly(request) && may(person, WORK_STEPS.update.permission, request.agency)) return undefined;
  // Who has gone to another agency since asks for nothing here any more.
  const isTheirs = isSamePerson(request.requester, person) && may(person, 'see records', request.agency);
  if (isTheirs || may(person, 'cancel a request', request.agency)) return undefined;
  return 'Only the requester, an approver of the agency or EUC can cancel this.';
}

/** Whether only EUC can cancel a request by now (Rule 20). */
export function isEucsToCancel({ status, route, parent }: Pick<Request, 'status' | 'route' | 'parent'>): boolean {
  // What an order has opened was approved with the order, so it is not the requester's alone to undo.
  return status === 'in work' && (route.includes('EUC') || parent !== null);
}
