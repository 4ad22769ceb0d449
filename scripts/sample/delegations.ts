import { changeDelegations } from '../../src/desk/handlers/delegate.ts';
import type { House } from '../../src/desk/house.ts';
import { addDays } from '../../src/domain/business-days.ts';
import { delegate } from '../../src/domain/delegation.ts';
import type { Day } from '../../src/domain/months.ts';
import type { Agency, Person } from '../../src/domain/people.ts';
import { later, moment } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { Scene } from './lives.ts';
import { type State, someone } from './state.ts';

const DAY = 86_400_000;

/** Approvals that an approver has given away, from one day until another, and when they did (Rule 21). */
export interface Away {
  approver: Person;
  delegate: Person;
  from: Day;
  until: Day;
  /** Milliseconds. */
  at: number;
}

/**
 * The absences of an agency's approvers from a moment on: every few months one, somebody who is away when it all ends, and
 * one who will be. A requester decides for them, or another approver.
 */
export function absencesOf(state: State, agency: Agency, begin: number, until: number, chance: Chance): Away[] {
  const absences: Away[] = [];
  const add = (at: number, days: number) => absences.push(absence(state, agency, at, days, chance));
  for (let at = begin; at < until - 40 * DAY; at += chance.whole(60, 150) * DAY) {
    add(later(at, [0, 48], chance), chance.whole(2, 14));
  }
  const last = chance.weighted([
    ['away', 50],
    ['to come', 25],
    ['nobody', 25],
  ] as const);
  if (last === 'away') add(later(until - 12 * DAY, [0, 48], chance), 21);
  if (last === 'to come') add(later(until - 5 * DAY, [0, 24], chance), 0);
  return absences;
}

/** Away from the next day on for some days; for none: from a week after it all ends. */
function absence(state: State, { code }: Agency, at: number, days: number, chance: Chance): Away {
  const approver = someone(state, 'agency approver', code, chance);
  const role = chance.is(0.7) ? 'requester' : 'agency approver';
  const delegate = someone(state, role, code, chance, [approver.name]);
  const { day } = moment(at);
  const from = addDays(day, days === 0 ? 12 : 1);
  return { approver, delegate, from, until: addDays(from, days === 0 ? 9 : days), at };
}

/** Who decides for an approver on a day: the delegate, with the right to; undefined while the approver is there. */
export function standingIn({ absences }: Scene, { id }: Person, day: Day): Person | undefined {
  const away = absences.find(({ approver, from, until }) => approver.id === id && from <= day && day <= until);
  return away && { ...away.delegate, standsInFor: [{ person: away.approver, over: false }] };
}

/** Delegates as those who are away have, one after the other; what of it is still to be told, the outbox tells. */
export async function writeDelegations(
  house: Pick<House, 'store' | 'directory' | 'calendar'>,
  absences: readonly Away[],
): Promise<void> {
  for (const { approver, at, ...asked } of absences) {
    const books = { ...house, clock: { now: () => moment(at) }, wake: () => {} };
    const { problems } = await changeDelegations(books, approver, (list, now) => delegate(list, asked, approver, now));
    if (problems.length > 0) throw new Error(problems.map(({ text }) => text).join(' '));
  }
}
