import { monthOf } from '../../domain/months.ts';
import { may } from '../../domain/people.ts';
import { dueOf, reachingNotice } from '../billing/due.ts';
import { keys, noticesOf, type OutboxEntry } from '../documents.ts';
import { isLostRace } from '../perform.ts';
import type { TaskOf } from '../task-schema.ts';
import type { RefreshView } from '../views/forecast.ts';
import { DONE, type Ended, type OutboxHouse, type Started, tellEach } from './entry.ts';
import { planInventory } from './property.ts';
import { tell } from './tell.ts';

/**
 * Sees to it that every agency is told this month of the devices that reach month 42, 45 or 48 (Rule 54): one entry an
 * agency and month, named by both, so that it is there once however often this is called and by whom. Gives the month that
 * is seen to; for `before`, what an earlier call gave, nothing is done.
 */
export async function planNotices(house: OutboxHouse, before: string | null): Promise<string> {
  const { store, directory, clock } = house;
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
    await planInventory(house, agency, month);
  }
  return month;
}

/** A message for each approver of an agency, where there is something to tell. */
export async function lookAhead(
  { store, directory }: OutboxHouse,
  started: Started,
  { month }: TaskOf<'look ahead'>,
): Promise<Ended> {
  const agency = started.key.pk;
  if ((await reachingNotice(store, agency, month)).length === 0) return DONE;
  const people = await directory.peopleWho('approve for the agency', agency);
  const also = tellEach(started, people, (to) => ({ do: 'send notice', to, month }));
  return { state: 'done', also };
}

/** Tells an approver which devices are to be replaced, with the button that orders their successors. */
export async function sendNotice(
  house: OutboxHouse,
  started: Started,
  { to, month }: TaskOf<'send notice'>,
): Promise<Ended> {
  return tell(house, started, to, () => noticeFor(house, started.key.pk, to, month));
}

/** Undefined for who is no approver there any more, and where nothing is in service that is due. */
async function noticeFor(
  { store, directory, clock }: OutboxHouse,
  code: string,
  to: string,
  month: string,
): Promise<RefreshView | undefined> {
  const [person, agency] = await Promise.all([directory.person(to), directory.agency(code)]);
  if (person === undefined || agency === undefined || !may(person, 'approve for the agency', code)) return undefined;
  const due = await dueOf(store, code, await reachingNotice(store, code, month), person);
  return due.total === 0 ? undefined : { card: 'refresh', agency, month, due, now: clock.now() };
}
