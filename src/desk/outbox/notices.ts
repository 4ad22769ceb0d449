import { monthOf } from '../../domain/months.ts';
import { may } from '../../domain/people.ts';
import { dueOf, reachingNotice } from '../billing/due.ts';
import { keys, type OutboxEntry, type Task } from '../documents.ts';
import { isLostRace } from '../perform.ts';
import { DeliveryError } from '../ports/messenger.ts';
import type { Operation } from '../ports/store.ts';
import type { RefreshView } from '../views/forecast.ts';
import { DONE, type Ended, followUp, noteOutOfReach, type OutboxHouse, pause, type Started } from './entry.ts';

/** Approvers told at once: a batch holds a hundred documents. */
const MOST_TOLD = 90;

/** Stands where a task's request does, for what an agency is told by the calendar. */
function noticesOf(agency: string): string {
  return `${agency}-NOTICES`;
}

/**
 * Sees to it that every agency is told this month of the devices that reach month 42, 45 or 48 (Rule 54): one entry an
 * agency and month, named by both, so that it is there once however often this is called and by whom. Gives the month that
 * is seen to; for `before`, what an earlier call gave, nothing is done.
 */
export async function planNotices({ store, directory, clock }: OutboxHouse, before: string | null): Promise<string> {
  const now = clock.now();
  const month = monthOf(now.day);
  if (month === before) return month;
  for (const agency of await directory.agencyCodes()) {
    const request = noticesOf(agency);
    const body: OutboxEntry = {
      request,
      task: { do: 'look ahead', month },
      state: 'due',
      dueAt: now.at,
      attempts: 0,
      to: null,
    };
    try {
      await store.commit([{ do: 'create', key: keys.outbox(request, month), body }]);
    } catch (error) {
      if (!isLostRace(error)) throw error;
    }
  }
  return month;
}

/** A message for each approver of an agency, where there is something to tell. */
export async function lookAhead(
  { store, directory }: OutboxHouse,
  { key, entry, now }: Started,
  { month }: Extract<Task, { do: 'look ahead' }>,
): Promise<Ended> {
  const agency = key.pk;
  if ((await reachingNotice(store, agency, month)).length === 0) return DONE;
  const people = await directory.peopleWho('approve for the agency', agency);
  const also = people.slice(0, MOST_TOLD).map(({ id: to }): Operation => {
    const task: Task = { do: 'send notice', to, month };
    const body: OutboxEntry = { ...entry, task, state: 'due', dueAt: now.at, attempts: 0, to };
    return { do: 'create', key: followUp(entry.request, key.id, `to-${to}`), body };
  });
  return { state: 'done', also };
}

/**
 * Tells an approver which devices are to be replaced, with the button that orders their successors. What a process left
 * undone that died is sent again and says so. A message that Teams did not answer for is not: the next notice and
 * `forecast` say the same.
 */
export async function sendNotice(
  house: OutboxHouse,
  { key, entry, abandoned }: Started,
  { to, month }: Extract<Task, { do: 'send notice' }>,
): Promise<Ended> {
  const view = await noticeFor(house, key.pk, to, month, abandoned);
  if (view === undefined) return DONE;
  const conversation = await house.store.read(keys.conversation(to));
  if (conversation === undefined || !conversation.body.reachable) return { state: 'waiting' };
  try {
    await house.messenger.send(conversation.body.reference, view);
    return DONE;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    house.log.warn({ entry: key.id, fault: error.fault }, 'a notice was not delivered');
    if (error.fault === 'later') return { state: 'due', in: pause(entry.attempts, error.retryAfter) };
    if (error.fault !== 'unreachable') return DONE;
    await noteOutOfReach(house, conversation);
    return { state: 'waiting' };
  }
}

/** Undefined for who is no approver there any more, and where nothing is in service that is due. */
async function noticeFor(
  { store, directory, clock }: OutboxHouse,
  code: string,
  to: string,
  month: string,
  again: boolean,
): Promise<RefreshView | undefined> {
  const [person, agency] = await Promise.all([directory.person(to), directory.agency(code)]);
  if (person === undefined || agency === undefined || !may(person, 'approve for the agency', code)) return undefined;
  const due = await dueOf(store, code, await reachingNotice(store, code, month), person);
  return due.total === 0 ? undefined : { card: 'refresh', agency, month, due, again, now: clock.now() };
}
