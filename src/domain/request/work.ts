import { type Commitment, startedCommitment } from '../commitment.ts';
import { type Device, missingFromRecord, putInService } from '../device.ts';
import type { Now } from '../months.ts';
import { isSamePerson, type Person, roleFor, type Who, who } from '../people.ts';
import type { Serial } from '../serials.ts';
import { WORK_STEPS, type WorkStep } from '../work-steps.ts';
import type { WorkedUnit } from './events.ts';
import { whyNotLeave } from './gate.ts';
import { alreadySo, happened, type Outcome, onlyOnce, type Problem, refused, refusedFor } from './outcome.ts';
import { nextStep, type Request, type Unit } from './state.ts';

/** Who has a unit and where. */
export interface Assignment {
  assignedUser: Who | null;
  location: string | null;
}

/** A work step on devices that are in the house already: every step but receiving. */
export interface Work {
  type: 'work';
  step: Exclude<WorkStep, 'receive'>;
  /** The devices to act on; null for every unit that waits for the step. */
  serials: Serial[] | null;
  /** Whether the person says that the leased-device label is on (Rule 25). */
  labelled: boolean;
  /** For units still to be named (Rule 9), unless `named` says better. */
  assignment: Assignment;
  named: ReadonlyMap<Serial, Assignment>;
}

/** Everything a work step may look at. */
export interface WorkContext {
  now: Now;
  actor: Person;
  /** The records of the request's devices. */
  devices: ReadonlyMap<Serial, Device>;
  /** Units that one commit may hold; the rest waits for the next. */
  atMost: number;
}

/** Longest texts kept, in characters. */
const LONGEST_NAME = 80;
const LONGEST_PLACE = 120;

/** One unit as a step leaves it, or what stands in the way. */
interface Done {
  unit: WorkedUnit;
  device: Device;
  commitment: Commitment | null;
}

/** Does a step to the chosen units (Rules 19, 24 to 28). A unit that has it behind it is passed over. */
export function decideWork(request: Request, command: Work, context: WorkContext): Outcome {
  const { step } = command;
  const rule = WORK_STEPS[step];
  const role = roleFor(context.actor, rule.permission, request.agency);
  if (role === undefined) return refused(`${rule.verb} is not yours to do: ${rule.permission.slice(5)} does it.`);
  const chosen = choose(request, command);
  if (chosen.problems.length > 0 && chosen.units.length === 0) return refusedFor(chosen.problems);
  if (chosen.units.length === 0) return alreadySo(`Nothing here waits for this: ${rule.done.toLowerCase()} already.`);
  if (request.status !== 'in work') return refused(`${request.id} is ${request.status}; no work can be done on it.`);
  const gate = step === 'image' ? undefined : whyNotLeave(request);
  if (gate !== undefined) return refused(gate);
  if (step === 'stage' && !command.labelled) {
    return refused('Put the leased-device label on first, then say so here.', 'label');
  }
  const strangers = strangersAmong(request, command);
  if (strangers.length > 0) return refusedFor(strangers);
  const done: Done[] = [];
  const problems: Problem[] = [...chosen.problems];
  for (const unit of chosen.units) {
    // Only what is done counts: bad ones in front keep no good ones out.
    if (done.length === context.atMost) break;
    const result = workOn(request, unit, command, context);
    if ('text' in result) problems.push(result);
    else done.push(result);
  }
  if (done.length === 0) return refusedFor(problems);
  const units = done.map(({ unit }) => unit);
  return happened([{ type: 'worked', at: context.now.at, by: who(context.actor), role, step, units }], {
    devices: done.map(({ device }) => device),
    commitments: done.flatMap(({ commitment }) => commitment ?? []),
    problems: onlyOnce(problems),
  });
}

/** The units a command means, and the serials that are none of them. */
function choose(request: Request, { step, serials }: Work): { units: Unit[]; problems: Problem[] } {
  const waiting = request.units.filter((unit) => nextStep(unit) === step);
  if (serials === null) return { units: waiting, problems: [] };
  const problems: Problem[] = [];
  const units: Unit[] = [];
  for (const serial of serials) {
    const unit = request.units.find((unit) => unit.serial === serial);
    if (unit === undefined || unit.cancelled) {
      problems.push({ field: 'serials', text: `${serial} is not a device of ${request.id}. Check the label.` });
    } else if (nextStep(unit) === step) {
      units.push(unit);
    } else if (!unit.plan.slice(0, unit.done).includes(step)) {
      const next = nextStep(unit);
      const wanted = next === undefined ? 'is finished' : `must be ${WORK_STEPS[next].done.toLowerCase()} first`;
      problems.push({ field: 'serials', text: `${serial} ${wanted}.` });
    }
  }
  return { units, problems };
}

function workOn(request: Request, unit: Unit, command: Work, context: WorkContext): Done | Problem {
  const serial = unit.serial ?? '';
  const record = context.devices.get(serial);
  if (record === undefined) return { field: null, text: `The record of ${serial} is missing. Call the service desk.` };
  const assignment = assignmentOf(unit, command);
  const worked = { no: unit.no, serial: null, ...assignment };
  const device: Device = {
    ...record,
    status: WORK_STEPS[command.step].becomes,
    assignedUser: assignment.assignedUser ?? unit.assignedUser,
    location: assignment.location ?? unit.location,
    labelled: record.labelled || command.step === 'stage',
  };
  switch (command.step) {
    case 'image':
    case 'dispatch':
      return { unit: worked, device, commitment: null };
    case 'stage':
      return whyNotFor(request, device) ?? { unit: worked, device, commitment: null };
    case 'deploy':
      return deploy(request, unit, device, worked, context);
  }
}

/** Serials that are named somebody for and are not of the request: misread ones, so that a device would go to the wrong person. */
function strangersAmong({ id, units }: Request, { step, named }: Work): Problem[] {
  if (step !== 'stage') return [];
  const own = new Set(units.map(({ serial }) => serial));
  const strangers = [...named.keys()].filter((serial) => !own.has(serial));
  return strangers.map((serial) => ({
    field: 'assignments',
    text: `${serial.slice(0, 30)} is not a device of ${id}. Check the label.`,
  }));
}

/** What a command says about a unit that still has no user or place; nothing where the order has named them. */
function assignmentOf(unit: Unit, { step, named, assignment }: Work): Assignment {
  if (step !== 'stage') return { assignedUser: null, location: null };
  const given = named.get(unit.serial ?? '') ?? assignment;
  return {
    assignedUser: unit.assignedUser === null ? given.assignedUser : null,
    location: unit.location === null ? given.location : null,
  };
}

/** Rule 9: named by staging. Rule 16: an order approved by the person it turns out to be for is not approved. */
function whyNotFor(request: Request, device: Device): Problem | undefined {
  const { assignedUser, location, serial } = device;
  if (assignedUser === null) {
    return { field: 'assignedUser', text: 'Say who gets the devices that are still to be named.' };
  }
  if (location === null) return { field: 'location', text: 'Say where the devices go that are still to be named.' };
  if (assignedUser.name.length > LONGEST_NAME) {
    return { field: 'assignedUser', text: `A name has ${LONGEST_NAME} characters at most.` };
  }
  if (location.length > LONGEST_PLACE) {
    return { field: 'location', text: `A location has ${LONGEST_PLACE} characters at most.` };
  }
  if (request.approvals.some(({ by }) => isSamePerson(assignedUser, { id: by.id ?? '', name: by.name }))) {
    return {
      field: 'assignedUser',
      text: `${serial} cannot go to ${assignedUser.name}, who approved this order. Name someone else, or have it ordered anew.`,
    };
  }
  return undefined;
}

/** Rules 26, 28 and 46: the record is complete, support starts, and so do the 48 months. */
function deploy(
  request: Request,
  unit: Unit,
  device: Device,
  worked: WorkedUnit,
  context: WorkContext,
): Done | Problem {
  const missing = missingFromRecord(device);
  if (missing.length > 0) {
    return { field: null, text: `${device.serial} cannot go in service: no ${missing.join(', no ')} on record.` };
  }
  const line = request.quote.lines.find(({ item }) => item === unit.item);
  if (line === undefined) return { field: null, text: `${unit.item} is not part of ${request.id}.` };
  return {
    unit: worked,
    device: { ...putInService(device, context.now.day), openRequest: null },
    commitment: startedCommitment(device, request.id, line.rateCents, context.now.day),
  };
}
