import { APPROVALS, agencyOfStep, whoMayDecide } from '../../domain/request/authority.ts';
import type { ApprovalStep, Request } from '../../domain/request/state.ts';
import { type Key, keys, type OutboxEntry } from '../documents.ts';
import type { Operation } from '../ports/store.ts';
import type { Nudge, Task, TaskOf } from '../task-schema.ts';
import { stateOf } from '../tasks.ts';
import { copiesOf } from './copies.ts';
import { DONE, type Ended, followUp, type OutboxHouse, type Started, sending } from './entry.ts';

/** Business days after which a waiting approver is reminded, and after which it goes to others (Rule 21). */
const REMINDED_AFTER = 2;
const PASSED_ON_AFTER = 5;

/** Business days that a reminder leaves, also one that was sent late, after the desk had stood still. */
const LEFT_BY_REMINDER = PASSED_ON_AFTER - REMINDED_AFTER;

/** Approvers asked at once; an agency with more of them asks the first. */
const MOST_ASKED = 90;

/** The same where a batch has others to tell as well. */
const MOST_PASSED_TO = 70;
const MOST_TOLD = 20;

type Waiting = Extract<Task, { do: 'remind' | 'pass on' }>;

/** Whether a request still waits for what somebody was asked for: the step of that submission. */
function stillWaits(request: Request, { step, revision }: { step: ApprovalStep; revision: number }): boolean {
  return request.status === 'awaiting approval' && request.step === step && request.revision === revision;
}

/** Everybody who may decide a step now, delegates included (Rule 21). */
async function decidersOf({ directory }: OutboxHouse, request: Request, step: ApprovalStep) {
  return whoMayDecide(request, step, await directory.deciders(APPROVALS[step], agencyOfStep(request, step)));
}

/**
 * The entry that asked for the approval a request waits for, or that sent somebody the card of it: the request’s last
 * commit is the one that made it wait.
 */
export function askedFor({ id, commits }: Request, person?: string): Key<'outbox'> {
  return keys.outbox(id, person === undefined ? `${commits}-ask` : `${commits}-ask-to-${person}`);
}

/** Everybody who may decide gets the card; who has decided or may not gets none. In some days they are reminded. */
export async function askForApproval(
  house: OutboxHouse,
  { key, entry, now }: Started,
  { step, revision }: TaskOf<'ask for approval'>,
  request: Request,
): Promise<Ended> {
  if (!stillWaits(request, { step, revision })) return DONE;
  const asked = (await decidersOf(house, request, step)).slice(0, MOST_ASKED).map(({ id }) => id);
  const task: Task = { do: 'remind', step, revision, asked, since: now.at };
  const dueAt = house.calendar.businessDaysAfter(now.at, REMINDED_AFTER);
  const also = asked.map((id) => card(entry, followUp(entry.request, key.id, `to-${id}`), id, request, now.at));
  const body: OutboxEntry = { ...entry, task, state: 'due', attempts: 0, to: null, dueAt };
  return { state: 'done', also: [...also, { do: 'create', key: followUp(entry.request, key.id, 'remind'), body }] };
}

/** Reminds everybody who may still decide (Rule 21). What was decided, returned or cancelled since reminds nobody. */
export async function remind(
  house: OutboxHouse,
  { key, entry, now }: Started,
  task: Extract<Waiting, { do: 'remind' }>,
  request: Request,
): Promise<Ended> {
  if (!stillWaits(request, task)) return DONE;
  const people = (await decidersOf(house, request, task.step)).slice(0, MOST_ASKED);
  const also = people.map(({ id }) => {
    return card(entry, followUp(entry.request, key.id, `to-${id}`), id, request, now.at, 'reminder');
  });
  const asked = [...new Set([...task.asked, ...people.map(({ id }) => id)])];
  const [dueAt = now.at] = [
    house.calendar.businessDaysAfter(task.since, PASSED_ON_AFTER),
    house.calendar.businessDaysAfter(now.at, LEFT_BY_REMINDER),
  ]
    .sort()
    .slice(-1);
  const next: Task = { ...task, do: 'pass on', asked };
  const body: OutboxEntry = { ...entry, task: next, state: 'due', attempts: 0, to: null, dueAt };
  return { state: 'done', also: [...also, { do: 'create', key: followUp(entry.request, key.id, 'pass-on'), body }] };
}

/**
 * Passes on what nobody has decided (Rule 21): to those who may decide it and were not asked yet or, where there are none,
 * once more to those who were. The requester and EUC are told who has it now. See docs/decisions/024.
 */
export async function passOn(
  house: OutboxHouse,
  { key, entry, now }: Started,
  task: Extract<Waiting, { do: 'pass on' }>,
  request: Request,
): Promise<Ended> {
  if (!stillWaits(request, task)) return DONE;
  const deciders = await decidersOf(house, request, task.step);
  const about = stateOf(request);
  const copies = (await copiesOf(house.store, request.id)).filter(({ body }) => body.about === about);
  const had = new Set([...task.asked, ...copies.map(({ body }) => body.person)]);
  const others = deciders.filter(({ id }) => !had.has(id));
  const passedTo = (others.length > 0 ? others : deciders).slice(0, MOST_PASSED_TO);
  const euc = await house.directory.peopleWho(APPROVALS.EUC, request.agency);
  const involved = new Set(deciders.map(({ id }) => id));
  const toTell = [request.requester.id, ...euc.slice(0, MOST_TOLD).map(({ id }) => id)];
  const told = [...new Set(toTell)].filter((id) => id !== null).filter((id) => !involved.has(id));
  const also = [
    ...passedTo.map(({ id }) => ({
      id,
      nudge: others.length > 0 ? ('passed on' as const) : ('second reminder' as const),
    })),
    ...told.map((id) => ({ id, nudge: 'told' as const })),
  ].map(({ id, nudge }) => card(entry, followUp(entry.request, key.id, `to-${id}`), id, request, now.at, nudge));
  return { state: 'done', also };
}

/** An entry that sends somebody the card of a request. */
function card(
  entry: OutboxEntry,
  key: ReturnType<typeof followUp>,
  to: string,
  request: Request,
  dueAt: string,
  nudge?: Nudge,
): Operation {
  const task = { to, about: stateOf(request), again: false, ...(nudge && { nudge }) };
  return { do: 'create', key, body: { ...entry, ...sending(task), dueAt } };
}
