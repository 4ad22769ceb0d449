import { may, type Person, type Role, type StandIn } from '../domain/people.ts';
import { type Request, termsOf, type Unit } from '../domain/request/state.ts';
import type { House } from './house.ts';

/**
 * Whether a person may see a request (Rule 57): their own agency's, and one that brings devices of another agency to
 * theirs, from their agency's turn on. Nothing else of that agency comes with it.
 */
export function maySee(person: Person, request: Request): boolean {
  if (seesRequestsOf(person, request.agency)) return true;
  return concerns(person, request) && wasGivenAway(request);
}

/** A person with those they stand in for, where that makes a difference to what a request is to them. */
export async function asDecider(
  { directory }: Pick<House, 'directory'>,
  request: Request,
  person: Person,
): Promise<Person> {
  const isAllTheSame = request.status !== 'awaiting approval' && maySee(person, request);
  return isAllTheSame ? person : directory.standingIn(person);
}

/** Whether a person sees the requests of an agency: by themselves, or because they decide for somebody who does. */
function seesRequestsOf(person: Person, agency: string): boolean {
  const { standsInFor = [] } = person;
  return may(person, 'see records', agency) || standsInFor.some((other) => !other.over && sees(other, agency));
}

function sees({ person }: StandIn, agency: string): boolean {
  return may(person, 'see records', agency);
}

/** For whom a person saw a request until that delegation was over; undefined when they never did. */
export function wasSeenFor({ standsInFor = [] }: Person, { agency }: Request): Person | undefined {
  return standsInFor.find((other) => other.over && sees(other, agency))?.person;
}

/** Whether a request is of a person's agency, or brings devices to it; which it need not have been told yet. */
export function concerns(person: Person, { agency, toAgency }: Pick<Request, 'agency' | 'toAgency'>): boolean {
  return seesRequestsOf(person, agency) || (toAgency !== null && seesRequestsOf(person, toAgency));
}

/** Whether a person may see the bills of all agencies. */
export function maySeeMonths(person: Person): boolean {
  return may(person, 'close a month', person.agency);
}

/** Whether the giving agency has approved what was submitted last: before, it is a matter of its own. */
function wasGivenAway({ route, approvals }: Request): boolean {
  return !route.includes('agency') || approvals.some(({ step }) => step === 'agency');
}

/**
 * A request between two agencies as one of them sees it: with its own figures, and without what is the other's alone (Rule
 * 57): who has the devices there, who pays for them, and what that one owes. EUC sees all of it.
 */
export function asSeenBy(person: Person, request: Request): Request {
  const { agency, toAgency, toQuote, quote, approvals } = request;
  if (toAgency === null) return request;
  const gives = seesRequestsOf(person, agency);
  if (gives && seesRequestsOf(person, toAgency)) return request;
  const owes = termsOf(request)?.takesOver === gives ? NOTHING_OWED : {};
  if (!gives) return asTold(person, { ...request, quote: toQuote ?? quote, units: withoutCounts(request, owes) });
  const terms = termsOf(request);
  const staged = request.work.stage !== undefined;
  // Who has them there is that agency's to know, whether its approver named them or staging did.
  const hidden = {
    ...(staged || terms?.assignedUser ? { assignedUser: null } : {}),
    ...(staged || terms?.location ? { location: null } : {}),
  };
  return {
    ...request,
    approvals: approvals.map((decision) => ({
      ...decision,
      terms: decision.terms && { ...decision.terms, billingCode: '', assignedUser: null, location: null },
    })),
    units: request.units.map((unit) => ({ ...unit, ...owes, ...hidden })),
  };
}

/** The units for the receiving agency: what each changes is told of the one that gives it. */
function withoutCounts({ units }: Request, owes: Partial<Unit>): Unit[] {
  return units.map(({ counts: _, ...unit }) => ({ ...unit, ...owes }));
}

/**
 * A request without the reasons that are not for a person: what the giving agency's own people say of cancelling or
 * returning it, and how it was returned while it went to another agency.
 */
export function asTold(person: Person, whole: Request): Request {
  if (whole.toAgency === null || may(person, 'see records', whole.agency)) return whole;
  const { lastReturn, ...rest } = whole;
  const isTheirs = lastReturn !== undefined && lastReturn.step !== 'agency' && lastReturn.toAgency === whole.toAgency;
  const request: Request = isTheirs ? whole : rest;
  const cancellations = request.cancellations.map((cancellation) => {
    return isToldToAll(cancellation.role) ? cancellation : { ...cancellation, reason: null };
  });
  if (request.status !== 'cancelled') return { ...request, cancellations };
  return { ...request, cancellations, reason: cancellations.at(-1)?.reason ?? null };
}

/** Whether the reason of a cancellation is for both agencies of a move: what EUC has said, and no agency among its own. */
export function isToldToAll(role: Role | null | undefined): boolean {
  return role === 'EUC approver';
}

/** The other agency pays what is left of the commitment (Rule 36). */
const NOTHING_OWED = { monthsOwed: 0, owedCents: 0 };
