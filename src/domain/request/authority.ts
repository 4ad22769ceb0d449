import {
  isSamePerson,
  may,
  type Permission,
  type Person,
  type Role,
  roleFor,
  type StandIn,
  type Who,
} from '../people.ts';
import type { Replaced } from './quote.ts';
import type { ApprovalStep, Decision, Request, Unit } from './state.ts';

/** What it takes to decide each step. */
export const APPROVALS: Readonly<Record<ApprovalStep, Permission>> = {
  agency: 'approve for the agency',
  'receiving agency': 'approve for the agency',
  billing: 'approve as billing',
  EUC: 'approve for EUC',
};

/** Whose approvers decide a step of a request: those of the agency that asks, or that the devices go to (Rule 22). */
export function agencyOfStep({ agency, toAgency }: Pick<Request, 'agency' | 'toAgency'>, step: ApprovalStep): string {
  return step === 'receiving agency' ? (toAgency ?? agency) : agency;
}

/** What may be looked at to say who decides. */
export type Deciding = Pick<Request, 'agency' | 'toAgency' | 'requester' | 'units' | 'quote'> & {
  approvals: readonly Pick<Decision, 'by' | 'for'>[];
};

/** In which role somebody decides, and for whom; null for themselves. */
export interface Authority {
  role: Role;
  for: Person | null;
}

/** Whether a person approves anything of their own, so that it can be delegated (Rule 21). */
export function mayApprove(person: Person): boolean {
  return Object.values(APPROVALS).some((permission) => may(person, permission, person.agency));
}

/** Whether a person is an approver of a step, so that nobody of their agency could give them more of it (Rule 21). */
export function decidesByThemselves(person: Person, step: ApprovalStep): boolean {
  return may(person, APPROVALS[step], person.agency);
}

/**
 * By what right a person decides a step of a request, or in a sentence why they may not. Two approvals, two people, neither
 * of them the requester or someone the devices are for (Rule 16); and the same for those who have delegated to them, so that
 * nobody has a request of their own decided by who stands in for them (Rule 21).
 */
export function authorityOn(request: Deciding, step: ApprovalStep, person: Person): Authority | { why: string } {
  const agency = agencyOfStep(request, step);
  const permission = APPROVALS[step];
  const part = partOf(request, person);
  const theirs = delegatedBy(request, person);
  const role = roleFor(person, permission, agency);
  if (role !== undefined) {
    if (part !== undefined) return { why: YOUR_PART[part] };
    return theirs === undefined ? { role, for: null } : { why: delegatedPart(theirs, 'you') };
  }
  const away = (person.standsInFor ?? []).filter((other) => isTheirs(other, person, permission, agency));
  const inForce = away.filter(({ over }) => !over).map((other) => other.person);
  if (inForce.length > 0 && part !== undefined) return { why: YOUR_PART[part] };
  if (theirs !== undefined && inForce.some(({ id }) => id !== theirs.person.id)) {
    return { why: delegatedPart(theirs, 'you') };
  }
  let why = whyNobodys(away, whoApproves(step, agency));
  for (const other of inForce) {
    const part = partOf(request, other);
    const owner = delegatedBy(request, other);
    const given = roleFor(other, permission, agency);
    if (part !== undefined) why = theirPart(other, part);
    else if (owner !== undefined) why = delegatedPart(owner, other.name);
    else if (given !== undefined) return { role: given, for: other };
  }
  return { why };
}

/** Who has asked for a request or gets something of it, and how that keeps those from deciding it whom they delegated to. */
export interface DelegatedBy {
  person: Person;
  part: 'asked' | 'gets';
}

/** An approver who has delegated to a person these days, and has asked for a request or gets something of it (Rule 21). */
export function delegatedBy(request: Deciding, { agency, standsInFor = [] }: Person): DelegatedBy | undefined {
  for (const { person, over } of standsInFor) {
    const part = over || person.agency !== agency || !mayApprove(person) ? undefined : partOf(request, person);
    if (part === 'asked' || part === 'gets') return { person, part };
  }
  return undefined;
}

function delegatedPart({ person: { name }, part }: DelegatedBy, to: string): string {
  const what = part === 'asked' ? `${name} asked for this and has` : `This is for ${name}, who has`;
  return `${what} delegated to ${to}. Someone else must decide it, or ${name} ends that delegation.`;
}

/** Whether who delegated may decide the step themselves, and both are of one agency still. */
function isTheirs({ person: away }: StandIn, person: Person, permission: Permission, agency: string): boolean {
  return away.agency === person.agency && may(away, permission, agency);
}

function whyNobodys([over]: readonly StandIn[], whoDecides: string): string {
  const only = `Only ${whoDecides} can decide this.`;
  return over === undefined ? only : `You no longer decide for ${over.person.name}: that delegation is over. ${only}`;
}

/** What somebody has to do with a request that keeps them from deciding it. */
type Part = 'asked' | 'gets' | 'approved' | 'approved by another';

const YOUR_PART: Readonly<Record<Part, string>> = {
  asked: 'You asked for this yourself, so someone else must decide it.',
  gets: 'This is for you, so someone else must decide it.',
  approved: 'You gave the first approval; the second must come from someone else.',
  'approved by another': 'The first approval was given for you; the second must come from someone else.',
};

function theirPart({ name }: Person, part: Part): string {
  switch (part) {
    case 'asked':
      return `${name} asked for this, so you cannot decide it for them.`;
    case 'gets':
      return `This is for ${name}, so you cannot decide it for them.`;
    case 'approved':
    case 'approved by another':
      return `The first approval is ${name}’s; the second must come from someone else.`;
  }
}

/** Who has approved, and for whom it was, have both had their part in it (Rule 16). */
function partOf(request: Deciding, person: Person): Part | undefined {
  if (isSamePerson(request.requester, person)) return 'asked';
  if (request.units.some((unit) => isFor(unit, person)) || request.quote.replaced.some((old) => isNext(old, person))) {
    return 'gets';
  }
  if (request.approvals.some(({ by }) => isSamePerson(by, person))) return 'approved';
  const theirs = request.approvals.some(({ for: away }) => away !== undefined && isSamePerson(away, person));
  return theirs ? 'approved by another' : undefined;
}

/** Everybody who has a part in the approvals that a request has: who gave them, and for whom they did (Rules 16 and 21). */
export function approversOf({ approvals }: Pick<Request, 'approvals'>): Who[] {
  return approvals.flatMap(({ by, for: away }) => (away === undefined ? [by] : [by, away]));
}

/** Why a person may not decide a step of a request, in a sentence; undefined when they may. */
export function whyNotDecide(request: Deciding, step: ApprovalStep, person: Person): string | undefined {
  const authority = authorityOn(request, step, person);
  return 'why' in authority ? authority.why : undefined;
}

function whoApproves(step: ApprovalStep, agency: string): string {
  switch (step) {
    case 'agency':
    case 'receiving agency':
      return `an approver of ${agency}`;
    case 'billing':
      return 'billing staff';
    case 'EUC':
      return 'an EUC approver';
  }
}

/** Whether a unit goes to a person. A device that is given back comes from its user and goes to nobody. */
function isFor({ assignedUser, becomes }: Unit, person: Person): boolean {
  return becomes === null && assignedUser !== null && isSamePerson(assignedUser, person);
}

/** Whether a replaced device goes to a person next. */
function isNext({ next }: Replaced, person: Person): boolean {
  return next !== null && isSamePerson({ id: null, name: next.assignedUser }, person);
}

/** Those of some people who may decide a step of a request. */
export function whoMayDecide(request: Deciding, step: ApprovalStep, people: readonly Person[]): Person[] {
  return people.filter((person) => whyNotDecide(request, step, person) === undefined);
}
