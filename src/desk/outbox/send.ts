import { isSamePerson, type Person } from '../../domain/people.ts';
import type { Request } from '../../domain/request/state.ts';
import { later } from '../clock.ts';
import { messageName, whatItShows } from '../conversations.ts';
import { type Copy, keys, type OutboxEntry } from '../documents.ts';
import { DeliveryError } from '../ports/messenger.ts';
import type { Stored } from '../ports/store.ts';
import { approverView, requestView } from '../present.ts';
import type { TaskOf } from '../task-schema.ts';
import { stateOf } from '../tasks.ts';
import type { View } from '../views.ts';
import { asDecider, maySee } from '../who-sees.ts';
import { copiesOf } from './copies.ts';
import { DONE, type Ended, followUp, noteOutOfReach, type OutboxHouse, pause, type Started, sending } from './entry.ts';

type Send = TaskOf<'send'>;

/** How long after a message whose fate is unknown another one follows, in milliseconds, and how many may. */
const AGAIN_AFTER = 5 * 60_000;
const MOST_AGAIN = 3;

/**
 * Sends one person the card of a request. A message whose fate is unknown is not sent again as it is, since it may be
 * there; after a while, and if nothing shows that it arrived, one follows that makes sense either way.
 */
export async function send(house: OutboxHouse, started: Started, task: Send, request: Request): Promise<Ended> {
  if (stateOf(request) !== task.about) return DONE;
  const person = await house.directory.person(task.to);
  if (person === undefined) return DONE;
  if ((started.abandoned || task.again) && (await hasArrived(house, request, task))) return DONE;
  if (started.abandoned) return sendAgainLater(house, started, task);
  const view = await cardFor(house, request, await asDecider(house, request, person), task);
  if (view === undefined) return DONE;
  const conversation = await house.store.read(keys.conversation(task.to));
  if (conversation === undefined || !conversation.body.reachable) return unreached(task);
  const { reference } = conversation.body;
  try {
    const activity = await house.messenger.send(reference, view);
    const shown = whatItShows(view);
    if (shown !== undefined) {
      const body: Copy = { ...shown, about: whatFor(task), opened: null, person: task.to, reference, activity };
      await house.store.commit([{ do: 'put', key: keys.copy(messageName(reference, activity)), body }]);
    }
    return await afterSending(house, started, request);
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return afterFailure(house, started, task, conversation, error);
  }
}

/** What a request has for somebody: to decide, or news of what they asked for; undefined when there is nothing any more. */
async function cardFor(
  house: OutboxHouse,
  request: Request,
  person: Person,
  { again, nudge }: Send,
): Promise<View | undefined> {
  // Who asked for it may have gone to another agency since (Rule 57).
  if (!maySee(person, request)) return undefined;
  if (nudge === 'told') return toldView(house, request, person);
  if (isSamePerson(request.requester, person)) return requestView(house, request, person, { again });
  const view = await approverView(house, request, person, { again, nudge: nudge ?? null });
  return view.card === 'approval' ? view : undefined;
}

/** That nobody decides, and who has it now (Rule 21). */
async function toldView(house: OutboxHouse, request: Request, person: Person): Promise<View> {
  const view = await requestView(house, request, person);
  return { ...view, note: `Nobody has decided this for 5 business days. Now it is with ${view.next.join(', ')}.` };
}

/** A reminder of a card that waits for the person itself waits for nothing. */
function unreached({ nudge }: Send): Ended {
  return nudge === 'reminder' || nudge === 'second reminder' ? DONE : { state: 'waiting' };
}

/** The request may have moved on while its card was on the way; then the card follows. */
async function afterSending(house: OutboxHouse, { key, entry, now }: Started, sent: Request): Promise<Ended> {
  const current = await house.store.read(keys.request(sent.id));
  if (current === undefined || current.body.commits === sent.commits) return DONE;
  const body: OutboxEntry = {
    ...entry,
    task: { do: 'update cards' },
    state: 'due',
    attempts: 0,
    to: null,
    dueAt: now.at,
  };
  return { state: 'done', also: [{ do: 'put', key: followUp(entry.request, key.id, 'update'), body }] };
}

async function afterFailure(
  house: OutboxHouse,
  started: Started,
  task: Send,
  conversation: Stored<'conversation'>,
  error: DeliveryError,
): Promise<Ended> {
  const { entry, key } = started;
  house.log.warn({ entry: key.id, fault: error.fault, attempts: entry.attempts }, 'a message was not delivered');
  switch (error.fault) {
    case 'later':
      return { state: 'due', in: pause(entry.attempts, error.retryAfter) };
    case 'unreachable':
      await noteOutOfReach(house, conversation);
      return unreached(task);
    case 'refused':
      return DONE;
    case 'unknown':
      return sendAgainLater(house, started, task);
  }
}

/** Whether a message is known to stand in a person's chat, or they have looked at the request in this state themselves. */
async function hasArrived({ store }: OutboxHouse, request: Request, task: Send): Promise<boolean> {
  const theirs = (await copiesOf(store, request.id)).filter(({ body }) => body.person === task.to);
  return theirs.some(({ body }) => body.about === whatFor(task) || body.opened === whatFor(task));
}

/** What a message is known by: a reminder of a state is another one than what asked first. */
function whatFor({ about, nudge }: Send): string {
  return nudge === undefined ? about : `${about}, ${nudge}`;
}

async function sendAgainLater(house: OutboxHouse, { key, entry, now }: Started, task: Send): Promise<Ended> {
  const times = key.id.split('-again').length;
  if (times > MOST_AGAIN) {
    house.log.warn({ entry: key.id }, 'a message is given up; the person finds it under approvals or requests');
    return DONE;
  }
  const dueAt = later(now.at, AGAIN_AFTER);
  const body: OutboxEntry = { ...entry, ...sending({ ...task, again: true }), dueAt };
  return { state: 'done', also: [{ do: 'create', key: followUp(entry.request, key.id, 'again'), body }] };
}
