import { z } from 'zod';
import { addDays } from './business-days.ts';
import { type Day, daySchema, type Now } from './months.ts';
import { type Person, personSchema } from './people.ts';
import { mayApprove } from './request/authority.ts';
import type { Problem } from './request/outcome.ts';

const namedSchema = personSchema.pick({ id: true, name: true });

/** Approvals that somebody gives for an approver who is away, from one day until another, both included (Rule 21). */
export const delegationSchema = z.strictObject({
  approver: namedSchema,
  delegate: namedSchema,
  from: daySchema,
  until: daySchema,
  /** When it was ended early, UTC; null while it was not. */
  endedAt: z.iso.datetime().nullable(),
});
export type Delegation = z.infer<typeof delegationSchema>;

/** Something that happened to the delegations of an agency; replaying them gives the list. */
export const delegationChangeSchema = z.strictObject({
  type: z.enum(['delegated', 'ended']),
  delegation: delegationSchema,
});
export type DelegationChange = z.infer<typeof delegationChangeSchema>;

/** What comes of delegating or ending: a change; problems; or neither, where it was so already. */
export interface Delegated {
  change: DelegationChange | null;
  problems: Problem[];
  already: string | null;
}

/** Longest delegation, and how far ahead one may begin, in days. */
const LONGEST = 366;

/** Delegations that an approver may have planned at once. */
const MOST_PLANNED = 12;

/** For how many days a delegation that is over is kept in the list, for its cards to say so. */
const KEPT_FOR = 90;

/** Whether a delegation gives anything on a day. */
export function isInForce({ from, until, endedAt }: Delegation, day: Day): boolean {
  return endedAt === null && from <= day && day <= until;
}

/** Whether a delegation gives something on a day, or will. */
export function isToCome({ until, endedAt }: Delegation, day: Day): boolean {
  return endedAt === null && day <= until;
}

/** What somebody filled in to delegate: days as typed, the delegate as the directory knows them. */
export interface Delegating {
  delegate: Person | undefined;
  from: string;
  until: string;
}

/**
 * Delegates what an approver may approve to somebody of their agency (Rule 21). Only what is theirs: who merely decides for
 * somebody else has nothing to pass on. Delegating the same twice is delegating it once.
 */
export function delegate(list: readonly Delegation[], asked: Delegating, actor: Person, now: Now): Delegated {
  if (!mayApprove(actor)) return refused([{ field: null, text: whyNothingToDelegate(actor) }]);
  const { delegate, from, until } = asked;
  const problems = [...problemsOfDelegate(delegate, actor), ...problemsOfDays(from, until, now.day)];
  if (delegate === undefined || problems.length > 0) return refused(problems);
  const mine = list.filter((other) => other.approver.id === actor.id && isToCome(other, now.day));
  const same = mine.find((other) => other.delegate.id === delegate.id && other.from === from && other.until === until);
  if (same !== undefined) return soAlready(`You have delegated this to ${delegate.name} already. Nothing was changed.`);
  const other = mine.find((other) => other.from <= until && from <= other.until);
  if (other !== undefined) {
    const text = `You have delegated to ${other.delegate.name} for some of these days already.`;
    return refused([{ field: 'from', text: `${text} End that first, or choose other days.` }]);
  }
  if (mine.length >= MOST_PLANNED) {
    return refused([{ field: null, text: `You have ${MOST_PLANNED} delegations already. End one of them first.` }]);
  }
  const { id, name } = delegate;
  const approver = { id: actor.id, name: actor.name };
  return happened({ type: 'delegated', delegation: { approver, delegate: { id, name }, from, until, endedAt: null } });
}

/** Ends what an approver has delegated, at once and for good. Ending it twice is ending it once. */
export function endDelegation(
  list: readonly Delegation[],
  { delegate, from }: { delegate: string; from: Day },
  actor: Person,
  now: Now,
): Delegated {
  const found = list.find((other) => {
    return (
      other.approver.id === actor.id &&
      other.delegate.id === delegate &&
      other.from === from &&
      isToCome(other, now.day)
    );
  });
  if (found === undefined) return soAlready('That delegation is over already. Nothing was changed.');
  return happened({ type: 'ended', delegation: { ...found, endedAt: now.at } });
}

/** The list after a change. What was over long ago is left out; the record of changes has it all. */
export function delegationsAfter(
  list: readonly Delegation[],
  { delegation }: DelegationChange,
  day: Day,
): Delegation[] {
  const others = list.filter((other) => !isSame(other, delegation) && lastDayOf(other) >= addDays(day, -KEPT_FOR));
  return [...others, delegation].sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
}

/** Whether both are the same one, be it ended or not. */
function isSame(one: Delegation, other: Delegation): boolean {
  return (
    one.approver.id === other.approver.id &&
    one.delegate.id === other.delegate.id &&
    one.from === other.from &&
    one.endedAt === null
  );
}

function lastDayOf({ until, endedAt }: Delegation): Day {
  const ended = endedAt?.slice(0, 10) ?? until;
  return ended < until ? ended : until;
}

/** Why a person has nothing to delegate. */
export function whyNothingToDelegate({ standsInFor = [] }: Person): string {
  return standsInFor.some(({ over }) => !over)
    ? 'What was delegated to you is not yours to pass on. Ask who delegated it to you.'
    : 'Only approvers delegate, and there is nothing that you approve.';
}

function problemsOfDelegate(delegate: Person | undefined, actor: Person): Problem[] {
  const field = 'delegate';
  if (delegate === undefined) return [{ field, text: 'Choose who decides for you.' }];
  if (delegate.id === actor.id) return [{ field, text: 'Choose somebody else than yourself.' }];
  if (delegate.agency !== actor.agency || delegate.roles.length === 0) {
    return [{ field, text: `Choose somebody of ${actor.agency} who is in the directory.` }];
  }
  return [];
}

function problemsOfDays(from: string, until: string, today: Day): Problem[] {
  const problems: Problem[] = [];
  const isFrom = daySchema.safeParse(from).success;
  const isUntil = daySchema.safeParse(until).success;
  if (!isFrom) problems.push({ field: 'from', text: 'Choose the first day.' });
  else if (from < today) problems.push({ field: 'from', text: 'Choose today or a later day.' });
  else if (from > addDays(today, LONGEST)) problems.push({ field: 'from', text: 'Choose a day within a year.' });
  if (!isUntil) problems.push({ field: 'until', text: 'Choose the last day.' });
  else if (isFrom && until < from) problems.push({ field: 'until', text: 'Choose the first day or a later one.' });
  else if (isFrom && until > addDays(from, LONGEST)) {
    problems.push({ field: 'until', text: 'Choose a day within a year of the first one.' });
  }
  return problems;
}

function refused(problems: Problem[]): Delegated {
  return { change: null, problems, already: null };
}

function soAlready(already: string): Delegated {
  return { change: null, problems: [], already };
}

function happened(change: DelegationChange): Delegated {
  return { change, problems: [], already: null };
}
