import { type Delegation, isInForce, isToCome } from '../../domain/delegation.ts';
import { authorityOn } from '../../domain/request/authority.ts';
import type { Request } from '../../domain/request/state.ts';
import { delegationsOf } from '../delegations.ts';
import { keys, type OutboxEntry } from '../documents.ts';
import { isLostRace } from '../perform.ts';
import type { TaskOf } from '../task-schema.ts';
import { stateOf } from '../tasks.ts';
import { waitingForDecision } from '../waiting.ts';
import { copiesOf } from './copies.ts';
import { DONE, type Ended, type OutboxHouse, type Started, sending } from './entry.ts';
import { askedFor } from './remind.ts';
import { tell } from './tell.ts';

/** Cards a delegate is sent at once; the rest they find under `approvals`. */
const MOST_SENT = 30;

/** Milliseconds to wait for approvers who are being asked. */
const WAIT = 1000;

/** On its first day: the delegate gets the card of everything that waits already and is theirs to decide now (Rule 21). */
export async function beginDelegation(
  house: OutboxHouse,
  { key, now }: Started,
  task: TaskOf<'begin delegation'>,
): Promise<Ended> {
  const found = await delegationFor(house, key.pk, task, (delegation) => isInForce(delegation, now.day));
  const person = found && (await house.directory.person(task.delegate));
  if (person === undefined) return DONE;
  const delegate = await house.directory.standingIn(person);
  const waiting = (await waitingForDecision(house.store, delegate)).filter((request) => {
    const authority = request.status === 'awaiting approval' && authorityOn(request, request.step, delegate);
    return authority && 'for' in authority && authority.for?.id === task.approver;
  });
  let isAsking = false;
  for (const request of waiting.slice(0, MOST_SENT)) {
    if (await isBeingAsked(house, request)) isAsking = true;
    else await sendCard(house, request, delegate.id, now.at);
  }
  return isAsking ? { state: 'due', in: WAIT } : DONE;
}

/** Whether those who decide are being found out just now; the delegate may be among them, and is asked once. */
async function isBeingAsked({ store }: OutboxHouse, request: Request): Promise<boolean> {
  const ask = await store.read(askedFor(request));
  return ask !== undefined && ask.body.state !== 'done';
}

/** Once for each request and its state, however often a delegation is made and ended. */
async function sendCard({ store }: OutboxHouse, request: Request, to: string, dueAt: string): Promise<void> {
  if ((await store.read(askedFor(request, to))) !== undefined) return;
  const about = stateOf(request);
  const theirs = (await copiesOf(store, request.id)).filter(({ body }) => body.person === to);
  if (theirs.some(({ body }) => body.about === about || body.opened === about)) return;
  const body: OutboxEntry = { request: request.id, ...sending({ to, about, again: false }), dueAt };
  const key = keys.outbox(request.id, `delegated-${about.replaceAll(' ', '-')}-to-${to}`);
  try {
    await store.commit([{ do: 'create', key, body }]);
  } catch (error) {
    if (!isLostRace(error)) throw error;
  }
}

/** Tells a delegate from when until when they decide for whom. Who has ended it by then tells nothing. */
export async function tellDelegate(
  house: OutboxHouse,
  started: Started,
  task: TaskOf<'tell delegate'>,
): Promise<Ended> {
  const isThere = (delegation: Delegation) => isToCome(delegation, started.now.day);
  const asked = { approver: task.approver, delegate: task.to, from: task.from };
  const delegation = await delegationFor(house, started.key.pk, asked, isThere);
  if (delegation === undefined) return DONE;
  return tell(house, started, task.to, async () => {
    const person = await house.directory.person(task.to);
    const isThere = person?.agency === started.key.pk && person.roles.length > 0;
    return isThere ? { card: 'delegated', delegation, now: started.now } : undefined;
  });
}

async function delegationFor(
  { store }: OutboxHouse,
  agency: string,
  { approver, delegate, from }: { approver: string; delegate: string; from: string },
  isMeant: (delegation: Delegation) => boolean,
): Promise<Delegation | undefined> {
  const list = await delegationsOf(store, agency);
  return list.find((other) => {
    return other.approver.id === approver && other.delegate.id === delegate && other.from === from && isMeant(other);
  });
}
