import type { Device } from '../device.ts';
import type { Now } from '../months.ts';
import { isSamePerson, may, type Permission, type Person, who } from '../people.ts';
import { WORK_STEPS } from '../work-steps.ts';
import { type Decide, decideApproval } from './approve.ts';
import { type Cancel, decideCancel } from './cancel.ts';
import { endingOf, isWorkedOff, stillToOpen } from './ending.ts';
import { evolve } from './events.ts';
import { takenOut } from './lose.ts';
import { alreadySo, happened, type Outcome, refused } from './outcome.ts';
import { decideProcure, type Procure } from './procure.ts';
import { decideReceive, type Receive, type ReceiveContext } from './receive.ts';
import { decideSanitize, type Sanitize } from './sanitize.ts';
import { type Draft, isOpen, type Request } from './state.ts';
import { decideTag, type Tag } from './tag.ts';
import type { Work } from './unit-work.ts';
import { isUpdateOnly } from './update.ts';
import { whyNobody } from './who-could-approve.ts';
import { decideWork } from './work.ts';

/** Sends a filled-in form in, for the first time or after it was returned. */
export interface Submit {
  type: 'submit';
  draft: Draft;
  /** Records of the devices that the draft names, which stand in no other open request. */
  claimed: Device[];
  /** Everyone who may give an approval of the route, with those they stand in for, to see that somebody can. */
  approvers: Person[];
  /** What it takes to make it, where that is not `make a request`. */
  permission?: Permission;
  /** The open requests that it takes devices out of (Rule 55). */
  takenFrom?: readonly Request[];
}

/** What somebody wants to happen to a request. */
export type Command = Submit | Decide | Cancel | Procure | Receive | Sanitize | Work | Tag;
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
      return decideCancel(request, command, context);
    case 'procure':
      return decideProcure(request, command, context);
    case 'tag':
      return decideTag(request, command, context);
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

/**
 * Adds the end where an outcome leaves nothing to do: cancelled where all units are, closed otherwise. With replaced
 * devices the close waits for their requests (Rule 15).
 */
export function closing(request: Request, outcome: Outcome, now: Now): Outcome {
  if (outcome.events.length === 0) return outcome;
  const after = evolve(request, outcome.events);
  if (!isOpen(after) || !isWorkedOff(after)) return outcome;
  const ending = endingOf(after);
  if (ending !== null) {
    const { by, at, reason } = ending;
    return { ...outcome, events: [...outcome.events, { type: 'cancelled', at, by, reason }] };
  }
  if (after.status !== 'in work' || stillToOpen(after).length > 0) return outcome;
  return { ...outcome, events: [...outcome.events, { type: 'closed', at: now.at }] };
}
