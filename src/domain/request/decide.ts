import { backToStock, type Device } from '../device.ts';
import { problemsOfLength } from '../lengths.ts';
import type { Now } from '../months.ts';
import { isSamePerson, may, type Permission, type Person, who } from '../people.ts';
import { isBlank } from '../words.ts';
import { WORK_STEPS } from '../work-steps.ts';
import { agencyOfStep, type Decide, decideApproval, whoMayDecide } from './approve.ts';
import type { RequestEvent } from './events.ts';
import { evolve } from './events.ts';
import { takenOut } from './lose.ts';
import { alreadySo, happened, type Outcome, type Problem, refused, refusedFor } from './outcome.ts';
import { decideReceive, type Receive, type ReceiveContext } from './receive.ts';
import { decideSanitize, type Sanitize } from './sanitize.ts';
import {
  type ApprovalStep,
  type Draft,
  isFinished,
  isOpen,
  isOrdered,
  isWorkedOff,
  type Request,
  stillToOpen,
  type Unit,
} from './state.ts';
import type { Work } from './unit-work.ts';
import { isUpdateOnly } from './update.ts';
import { decideWork } from './work.ts';

/** Sends a filled-in form in, for the first time or after it was returned. */
export interface Submit {
  type: 'submit';
  draft: Draft;
  /** Records of the devices that the draft names, which stand in no other open request. */
  claimed: Device[];
  /** Everyone who may give an approval of the route, to see that somebody can. */
  approvers: Person[];
  /** What it takes to make it, where that is not `make a request`. */
  permission?: Permission;
  /** The open requests that it takes devices out of (Rule 55). */
  takenFrom?: readonly Request[];
}

/** Ends what is not deployed yet. */
export interface Cancel {
  type: 'cancel';
  reason: string;
  /** The numbers of the units to end; null for all that can be. */
  units: readonly number[] | null;
}

/** What somebody wants to happen to a request. */
export type Command = Submit | Decide | Cancel | Receive | Sanitize | Work;
/** What a decision may look at besides the request. */
export type CommandContext = ReceiveContext;

/**
 * The lifecycle, once for every kind of request: what a command makes happen, given the request as it is, who asks and
 * when. Doing a thing twice is doing it once: a repeated command makes no events and says what is so already.
 */
export function decide(request: Request | undefined, command: Command, context: CommandContext): Outcome {
  if (command.type === 'submit')
    return doneAtOnce(request, submit(request, command, context.actor, context.now), context);
  if (request === undefined) return refused('There is no such request.');
  return closing(request, decideOpen(request, command, context), context.now);
}

function decideOpen(request: Request, command: Exclude<Command, Submit>, context: CommandContext): Outcome {
  switch (command.type) {
    case 'approve':
    case 'return':
    case 'reject':
      return decideApproval(request, command, context.actor, context.now);
    case 'cancel':
      return cancel(request, command, context);
    case 'receive':
      return decideReceive(request, command, context);
    case 'sanitize':
      return decideSanitize(request, command, context);
    case 'work':
      return decideWork(request, command, context);
  }
}

/**
 * Why nothing is to be submitted: somebody else's request, or one that was submitted before; undefined when a draft may
 * be. A form carries the id of its request, so a second submit ends here.
 */
export function whyNotSubmit(
  request: Request | undefined,
  id: string,
  agency: string,
  actor: Person,
  permission: Permission = 'make a request',
): Outcome | undefined {
  if (!may(actor, permission, agency)) return refused(`You cannot make requests for ${agency}.`);
  if (request === undefined) return undefined;
  if (!isSamePerson(request.requester, actor)) return refused(`${id} was made by someone else.`);
  return request.status === 'returned' ? undefined : alreadySo(`${id} was submitted already. Nothing was changed.`);
}

function submit(request: Request | undefined, command: Submit, actor: Person, now: Now): Outcome {
  const { draft, claimed, approvers, takenFrom = [] } = command;
  const before = whyNotSubmit(request, draft.id, draft.agency, actor, command.permission);
  if (before !== undefined) return before;
  if (request !== undefined && request.kind !== draft.kind) return refused(`${draft.id} is another kind of request.`);
  const deciders = whyNobody(draft, actor, approvers);
  if (deciders !== undefined) return refused(deciders);
  const same = takenFrom.find(({ kind }) => kind === draft.kind);
  if (same !== undefined) return refused(`${same.id} is about one of these already. Go on there.`, 'serials');
  const free = claimed.filter(({ openRequest }) => openRequest !== draft.id);
  const devices = free.map((device): Device => ({ ...device, openRequest: draft.id }));
  const by = who(actor);
  const others = takenFrom.map((request) => {
    const { events } = closing(request, happened(takenOut(request, draft, by, now)), now);
    return { request: request.id, events };
  });
  return happened([{ type: 'submitted', at: now.at, by, draft }], { devices, others });
}

/**
 * A correction that is submitted by who makes corrections anyway is made with it (Rule 6): one commit, and nothing is left
 * to do.
 */
function doneAtOnce(before: Request | undefined, submitted: Outcome, context: CommandContext): Outcome {
  if (submitted.events.length === 0) return submitted;
  const request = evolve(before, submitted.events);
  const isIt = request.status === 'in work' && request.units.length === 1 && isUpdateOnly(request);
  if (!isIt || !may(context.actor, WORK_STEPS.update.permission, request.agency)) return submitted;
  const devices = new Map(submitted.devices.map((device) => [device.serial, device]));
  const worked = decideWork(request, UPDATE_ALL, { ...context, devices });
  if (worked.events.length === 0) return worked;
  const { events } = closing(request, worked, context.now);
  return { ...worked, events: [...submitted.events, ...events] };
}

const UPDATE_ALL: Work = {
  type: 'work',
  step: 'update',
  serials: null,
  labelled: false,
  assignment: { assignedUser: null, location: null },
  named: new Map(),
};

/** Rule 16: a request that nobody may approve, or one person alone, would wait for ever. */
function whyNobody(draft: Draft, actor: Person, approvers: Person[]): string | undefined {
  const { agency, toAgency, units, quote } = draft;
  const request = { agency, toAgency, requester: who(actor), units, quote, approvals: [] };
  const may = draft.route.map((step): [ApprovalStep, Person[]] => [step, whoMayDecide(request, step, approvers)]);
  const missing = may.find(([, people]) => people.length === 0);
  if (missing === undefined) {
    const deciders = new Set(may.flatMap(([, people]) => people.map(({ id }) => id)));
    return deciders.size >= may.length
      ? undefined
      : 'Nobody could approve this: it takes two people, and there is one.';
  }
  const [step] = missing;
  const whose = step === 'EUC' ? 'EUC' : agencyOfStep(draft, step);
  return `Nobody at ${whose} could approve this: it takes an approver who neither asked for it nor gets a device.`;
}

/** Ends what can still be ended: units on order that are not deployed (Rule 20), and devices that nothing was done to. */
function cancel(request: Request, command: Cancel, { actor, now, devices, atMost }: CommandContext): Outcome {
  if (request.status === 'cancelled') return alreadySo(`${request.by.name} has cancelled this already.`);
  if (!isOpen(request)) return refused(`${request.id} is ${request.status}; there is nothing to cancel.`);
  const why = whyNotCancel(request, actor);
  if (why !== undefined) return refused(why);
  const [tooLong] = problemsOfLength('reason', command.reason, 'reason');
  if (tooLong !== undefined) return refusedFor([tooLong]);
  const meant = unitsToCancel(request, command.units);
  if (!Array.isArray(meant)) return meant;
  // Before the work nothing of it may be left, or an order would be approved of which a part is gone.
  const units = request.status === 'in work' ? meant.slice(0, atMost) : meant;
  const records = units.flatMap(({ serial }) => devices.get(serial ?? '') ?? []);
  const by = who(actor);
  const reason = isBlank(command.reason) ? null : command.reason.trim();
  const events: RequestEvent[] = [
    { type: 'units cancelled', at: now.at, by, units: units.map(({ no }) => no), reason },
  ];
  if (units.length === request.units.filter(({ cancelled }) => !cancelled).length) {
    events.push({ type: 'cancelled', at: now.at, by, reason });
  }
  return happened(events, { devices: records.map((device) => letGo(device, request)) });
}

/** The units that a cancellation means and can have, or what it comes to instead. Where one cannot be, none is. */
function unitsToCancel(request: Request, named: Cancel['units']): Unit[] | Outcome {
  if (named === null) {
    const all = request.units.filter(canBeCancelled);
    const taken = request.units.filter((unit) => !unit.cancelled && !isFinished(unit) && wasTaken(unit));
    if (all.length === 0 && taken.length > 0) return refusedFor(taken.map(whyNotEnd));
    const none = 'It is under way or done with every device, so nothing can be cancelled.';
    return all.length > 0 ? all : refused(`${none} To undo it, ask for a move or a decommission.`);
  }
  if (request.status !== 'in work') {
    const only = 'This waits for its approval, so only all of it can be cancelled.';
    return refused(`${only} To ask for less, have it returned for changes.`, 'which');
  }
  const open = request.units.filter(({ no, cancelled }) => named.includes(no) && !cancelled);
  const problems = open.filter((unit) => !canBeCancelled(unit)).map(whyNotEnd);
  if (problems.length > 0) return refusedFor(problems);
  return open.length > 0 ? open : alreadySo('These were cancelled already. Nothing was changed.');
}

/** Whether a unit can still be cancelled. */
export function canBeCancelled(unit: Unit): boolean {
  // Nothing would go on with a device that was taken out of another request.
  if (unit.cancelled || isFinished(unit) || wasTaken(unit)) return false;
  return isOrdered(unit) || unit.done === 0;
}

function wasTaken({ lost }: Unit): boolean {
  return lost !== undefined && lost.takenFrom !== null;
}

/** Why a unit cannot be cancelled any more, and what can be done instead. */
function whyNotEnd(unit: Unit): Problem {
  const name = unit.serial ?? unit.name;
  if (wasTaken(unit) && !isFinished(unit)) {
    const text = `${name} was taken out of ${unit.lost?.takenFrom} for this. Have it marked lost; found brings it back.`;
    return { field: 'which', text };
  }
  const last = unit.plan[unit.done - 1];
  const done = last === undefined ? 'under way' : WORK_STEPS[last].done.toLowerCase();
  const text = isOrdered(unit)
    ? `${name} is ${done} and stays for its 48 months. To give it back, ask for a decommission.`
    : `${name} is ${done} already. Have it finished, then ask for a move of its own to undo it.`;
  return { field: 'which', text };
}

/** A device that came for the request goes to stock; one that was there before stays as it is. */
function letGo(device: Device, request: Request): Device {
  return device.orderedBy === request.id ? backToStock(device) : { ...device, openRequest: null };
}

/** Why a person may not cancel a request, in a sentence; undefined when they may. */
export function whyNotCancel(request: Request, person: Person): string | undefined {
  if (!isOpen(request)) return `${request.id} is ${request.status}.`;
  // What an order has opened was approved with the order, so it is not the requester's alone to undo.
  if (request.status === 'in work' && (request.route.includes('EUC') || request.parent !== null)) {
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

/** Adds the close where an outcome leaves nothing to do. With replaced devices it waits for their requests (Rule 15). */
export function closing(request: Request, outcome: Outcome, now: Now): Outcome {
  if (outcome.events.length === 0) return outcome;
  const after = evolve(request, outcome.events);
  if (after.status !== 'in work' || !isWorkedOff(after) || stillToOpen(after).length > 0) return outcome;
  return { ...outcome, events: [...outcome.events, { type: 'closed', at: now.at }] };
}
