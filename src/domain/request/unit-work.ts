import { billedTo } from '../billing-codes.ts';
import { type Commitment, leftBilledTo, startedCommitment, unbegunCommitment } from '../commitment.ts';
import {
  backToStock,
  type Device,
  foundAgain,
  missingFromRecord,
  putInService,
  stopSupport,
  whyNoLabel,
} from '../device.ts';
import { problemsOfLength } from '../lengths.ts';
import type { Cents } from '../money.ts';
import { monthOf, type Now } from '../months.ts';
import { isSamePerson, type Person, type Who } from '../people.ts';
import { whyNotSufficient } from '../sanitization.ts';
import type { Serial } from '../serials.ts';
import { isSameName } from '../words.ts';
import { mayHoldData, WORK_STEPS, type WorkStep } from '../work-steps.ts';
import { approversOf } from './authority.ts';
import type { WorkedUnit } from './events.ts';
import { deployElsewhere } from './hand-over.ts';
import { markLost } from './lose.ts';
import type { Problem } from './outcome.ts';
import { isOrdered, type Request, type Unit } from './state.ts';
import { deploySwapped } from './swap.ts';
import { updateRecord } from './update.ts';

/** Who has a unit and where. */
export interface Assignment {
  assignedUser: Who | null;
  location: string | null;
}

/** A work step on devices that are in the house already: every step but procuring, receiving and sanitizing, which ask for more, and the desk's own. */
export interface Work {
  type: 'work';
  step: Exclude<WorkStep, 'procure' | 'receive' | 'sanitize' | 'hand over'>;
  /** The devices to act on; null for every unit that waits for the step. */
  serials: Serial[] | null;
  /** Whether the person says that the leased-device label is on (Rule 25). */
  labelled: boolean;
  /** For units still to be named (Rule 9), unless `named` says better; where it is put, for placing. */
  assignment: Assignment;
  named: ReadonlyMap<Serial, Assignment>;
}

/** Everything a work step may look at. */
export interface WorkContext {
  now: Now;
  actor: Person;
  /** The records of the request's devices. */
  devices: ReadonlyMap<Serial, Device>;
  commitments: ReadonlyMap<Serial, Commitment>;
  /** Units that one commit may hold; the rest waits for the next. */
  atMost: number;
}

/** One unit as a step leaves it. */
export interface Done {
  unit: WorkedUnit;
  device: Device;
  commitment: Commitment | null;
  /** Records of other devices that the step changes. */
  also?: { devices: Device[]; commitments: Commitment[] };
}

/** Does a step to one unit, or says what stands in the way. */
export function workOn(
  request: Request,
  unit: Unit,
  record: Device,
  command: Work,
  context: WorkContext,
): Done | Problem | Problem[] {
  const worked = { no: unit.no, serial: null, assignedUser: null, location: null };
  const status = WORK_STEPS[command.step].becomes ?? record.status;
  switch (command.step) {
    case 'image':
    case 're-image':
    case 'dispatch':
    case 'pick up':
      return { unit: worked, device: { ...record, status }, commitment: null };
    case 'collect':
      return { unit: worked, device: { ...foundAgain(record), status }, commitment: null };
    case 'stage':
      return stage(request, unit, record, command, context);
    case 'deploy':
      if (request.toAgency === null) return deploy(request, unit, record, context);
      return withUnit(worked, deployElsewhere(request, unit, record, request.toAgency, context));
    case 'place':
      return place(request, unit, record, command, context);
    case 'update':
      return withUnit(worked, updateRecord(unit, record, context));
    case 'mark lost':
      return withUnit(worked, markLost(request, unit, record, context));
    case 'bring back':
      return { unit: worked, device: backToStock(record), commitment: null };
  }
}

function withUnit(unit: WorkedUnit, done: Omit<Done, 'unit'> | Problem): Done | Problem {
  return 'text' in done ? done : { unit, ...done };
}

/** What a device lacks that is staged: in its own line, where it has one, and else in the fields for all of them. */
function whatIsOpen({ serial }: Device, { assignedUser, location }: Assignment, hasLine: boolean): Problem[] {
  if (hasLine) {
    const what = assignedUser === null ? 'who gets it' : 'where it goes';
    return [{ field: 'assignments', text: `The line of ${serial} does not say ${what}. Write: serial, name, place.` }];
  }
  const who = { field: 'assignedUser', text: 'Say who gets the devices that are still to be named.' };
  const where = { field: 'location', text: 'Say where the devices go that are still to be named.' };
  return [...(assignedUser === null ? [who] : []), ...(location === null ? [where] : [])];
}

/** Rules 9 and 25: who and where are named by now, and the label is on. What goes to reserve is for nobody. */
function stage(
  request: Request,
  unit: Unit,
  record: Device,
  { named, assignment }: Work,
  { now }: WorkContext,
): Done | Problem | Problem[] {
  if (unit.becomes !== null) return stageForReserve(unit, record, named.get(record.serial));
  const own = lineOf(unit, named.get(record.serial));
  const otherwise = own && whyOtherwise(unit, own);
  if (otherwise !== undefined) return { field: 'assignments', text: `${record.serial} ${otherwise}` };
  const given = own ?? assignment;
  const assignedUser = unit.assignedUser ?? given.assignedUser;
  const location = unit.location ?? given.location;
  if (assignedUser === null || location === null) {
    return whatIsOpen(record, { assignedUser, location }, own !== undefined);
  }
  const [tooLong] = [
    ...problemsOfLength('assignedUser', assignedUser.name, 'name'),
    ...problemsOfLength('location', location, 'place'),
  ];
  if (tooLong !== undefined) return tooLong;
  if (approversOf(request).some((approver) => isSamePerson(assignedUser, approver))) {
    return {
      field: own?.assignedUser ? 'assignments' : 'assignedUser',
      text: `${record.serial} cannot go to ${assignedUser.name}, who approved this request. Name someone else, or have it asked for anew.`,
    };
  }
  const labelled = whyNoLabel(record) === null;
  const staged: Device = { ...record, status: 'staged', assignedUser, location, labelled };
  // Who has it at another agency is that agency's to know (Rule 57); here it is off support by now (Rule 41).
  const device =
    request.toAgency === null ? staged : { ...stopSupport(staged, now.day), assignedUser: null, location: null };
  return { unit: { no: unit.no, serial: null, assignedUser, location }, device, commitment: null };
}

/** What a line names: of a device whose user is known, the only words beside its serial are its place. */
function lineOf({ assignedUser, location }: Unit, line: Assignment | undefined): Assignment | undefined {
  const words = line?.assignedUser?.name;
  const isPlace = assignedUser !== null && location === null && line?.location === null && words !== undefined;
  return isPlace && !isSameName(words, assignedUser.name) ? { assignedUser: null, location: words } : line;
}

/** What the request says otherwise than a line, and what to leave out of that; undefined where they agree. */
function whyOtherwise({ assignedUser, location }: Unit, line: Assignment): string | undefined {
  if (line.assignedUser !== null && assignedUser !== null && !isSameName(line.assignedUser.name, assignedUser.name)) {
    return `is for ${assignedUser.name} already. ${location === null ? 'Leave the name out.' : 'Take its line out.'}`;
  }
  if (line.location === null || location === null || isSameName(line.location, location)) return undefined;
  return `goes to ${location} already. Leave the place out.`;
}

/** Nobody is assigned, and where it is kept is said when it is placed, if not in the order or here. */
function stageForReserve(unit: Unit, record: Device, given: Assignment | undefined): Done | Problem {
  if (given !== undefined && given.assignedUser !== null) {
    const text = `${record.serial} is for disaster reserve, so nobody is assigned. Take its line out.`;
    return { field: 'assignments', text };
  }
  const location = unit.location ?? given?.location ?? null;
  const [tooLong] = problemsOfLength('location', location ?? '', 'place');
  if (tooLong !== undefined) return tooLong;
  const device: Device = { ...record, status: 'staged', assignedUser: null, location, labelled: true };
  return { unit: { no: unit.no, serial: null, assignedUser: null, location }, device, commitment: null };
}

/** Rule 42: what never served and is given up for good is paid all the same, from the month it goes on. */
function begunByEnding({ becomes }: Unit, commitment: Commitment | undefined, now: Now): Commitment | null {
  const isKept = becomes === 'spare' || becomes === 'disaster reserve';
  if (isKept || commitment === undefined || commitment.firstMonth !== null) return null;
  return { ...commitment, firstMonth: monthOf(now.day) };
}

/** Rules 26, 28, 35 and 46: the record is complete, support is on, and the 48 months run from the first deployment. */
function deploy(request: Request, unit: Unit, record: Device, context: WorkContext): Done | Problem {
  const billingCode = request.billingCode === '' ? record.billingCode : request.billingCode;
  const device: Device = {
    ...billedTo(record, billingCode, monthOf(context.now.day)),
    assignedUser: unit.assignedUser ?? record.assignedUser,
    location: unit.location ?? record.location,
    openRequest: null,
  };
  const missing = missingFromRecord(device);
  if (missing.length > 0) {
    return { field: null, text: `${device.serial} cannot go in service: no ${missing.join(', no ')} on record.` };
  }
  const served = putInService(device, context.now.day);
  const worked = { no: unit.no, serial: null, assignedUser: null, location: null };
  if (unit.replaces !== undefined) return withUnit(worked, deploySwapped(request, unit.replaces, served, context));
  return { unit: worked, device: served, commitment: commitmentOf(request, unit, device, context) };
}

/** The commitment as a deployment leaves it: begun, or begun long ago and billed where the device is now. */
function commitmentOf(
  request: Request,
  unit: Unit,
  device: Device,
  { commitments, now }: WorkContext,
): Commitment | null {
  const before = commitments.get(device.serial);
  if (before !== undefined) {
    const month = monthOf(now.day);
    return leftBilledTo({ ...before, firstMonth: before.firstMonth ?? month }, device.billingCode, month);
  }
  const rateCents = rateOf(request, unit);
  return rateCents === undefined ? null : startedCommitment(device, request.id, rateCents, now.day);
}

/** The locked rate of a unit that was ordered (Rule 3); what is purchased has none (Rule 48). */
function rateOf({ quote }: Request, unit: Unit): Cents | undefined {
  const line = quote.lines.find(({ item }) => item === unit.item);
  return line?.purchase === undefined ? line?.rateCents : undefined;
}

/**
 * Rules 39 to 42: the device ends where the request says, if its data were removed well enough for that. One that was
 * ordered for reserve has a commitment from now on, whose 48 months have not begun (Rule 47).
 */
function place(
  request: Request,
  unit: Unit,
  record: Device,
  { named, assignment }: Work,
  { now, commitments }: WorkContext,
): Done | Problem {
  const { serial } = record;
  if (unit.becomes === null) return { field: null, text: `Nothing says what becomes of ${serial}.` };
  const needed = !isOrdered(unit) && mayHoldData(record);
  if (needed && record.sanitized === null) return { field: null, text: `${serial} has no sanitization certificate.` };
  const why = record.sanitized === null ? undefined : whyNotSufficient(record.sanitized.method, unit.becomes);
  if (why !== undefined) return { field: null, text: `${serial}: ${why}` };
  const known = isOrdered(unit) ? unit.location : null;
  const location = named.get(serial)?.location ?? known ?? assignment.location;
  const kept = unit.becomes === 'spare' || unit.becomes === 'disaster reserve';
  if (kept && location === null) return { field: 'location', text: `Say where ${serial} is kept.` };
  const [tooLong] = problemsOfLength('location', location ?? '', 'place');
  if (tooLong !== undefined) return tooLong;
  const device: Device = {
    ...stopSupport(record, now.day),
    status: unit.becomes,
    assignedUser: null,
    location,
    openRequest: null,
  };
  const rateCents = isOrdered(unit) && !commitments.has(serial) ? rateOf(request, unit) : undefined;
  const commitment =
    rateCents === undefined
      ? begunByEnding(unit, commitments.get(serial), now)
      : unbegunCommitment(device, request.id, rateCents);
  return { unit: { no: unit.no, serial: null, assignedUser: null, location }, device, commitment };
}
