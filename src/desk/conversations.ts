import { createHash } from 'node:crypto';
import type { Request } from '../domain/request/state.ts';
import type { Caller } from './desk.ts';
import { type Conversation, type Copy, keys, monthName, monthOfName, type OutboxEntry } from './documents.ts';
import type { House } from './house.ts';
import { isLostRace } from './perform.ts';
import type { Reference } from './ports/messenger.ts';
import type { Store } from './ports/store.ts';
import type { Task } from './task-schema.ts';
import { stateOf } from './tasks.ts';
import type { View } from './views.ts';

/** Where people can be written to, and which message shows what. */
export interface Conversations {
  /** Notes where a person is; true when they can be reached again or anew, so that what waits for them may go out. */
  seen(caller: Caller): Promise<boolean>;
  /** True once for a person: the first time their installation is noted. */
  welcome(caller: Caller): Promise<boolean>;
  /** Notes what a message shows, so that it can be kept up to date. */
  shown(caller: Caller, view: View, activity: string): Promise<void>;
}

/** What conversations work with. */
type ChatHouse = Pick<House, 'store' | 'clock' | 'wake' | 'latelySeen'>;

/** Conversations over the store. */
export function createConversations(house: ChatHouse): Conversations {
  const { store, latelySeen } = house;

  async function seen(caller: Caller): Promise<boolean> {
    if (!caller.personal) return false;
    const isNews = await change(store, caller, (before) => {
      if (before?.reachable && isSame(before.reference, caller.reference)) return undefined;
      return {
        person: caller.person,
        reference: caller.reference,
        welcomed: before?.welcomed ?? false,
        reachable: true,
      };
    });
    latelySeen.see(caller.person, caller.reference);
    return isNews;
  }

  async function welcome(caller: Caller): Promise<boolean> {
    return change(store, caller, (before) => {
      if (before?.welcomed) return undefined;
      return { person: caller.person, reference: caller.reference, welcomed: true, reachable: true };
    });
  }

  return { seen, welcome, shown: (caller, view, activity) => noteShown(house, caller, view, activity) };
}

/** Writes a changed conversation; false when there is nothing to change. Starts again after a lost race. */
async function change(
  store: Store,
  { person }: Caller,
  next: (before: Conversation | undefined) => Conversation | undefined,
): Promise<boolean> {
  const key = keys.conversation(person);
  for (;;) {
    const before = await store.read(key);
    const body = next(before?.body);
    if (body === undefined) return false;
    try {
      await store.commit([
        before === undefined ? { do: 'create', key, body } : { do: 'replace', key, body, etag: before.etag },
      ]);
      return true;
    } catch (error) {
      if (!isLostRace(error)) throw error;
    }
  }
}

/** A message's name: short, and made of letters that every store takes. */
export function messageName(reference: Reference, activity: string): string {
  return createHash('sha256')
    .update(JSON.stringify([reference, activity]))
    .digest('base64url')
    .slice(0, 27);
}

async function noteShown(house: ChatHouse, { person, reference }: Caller, view: View, activity: string): Promise<void> {
  const { store } = house;
  const name = messageName(reference, activity);
  const shown = whatItShows(view);
  const before = await store.read(keys.copy(name));
  if (shown === undefined && (before === undefined || before.body.request === null)) return;
  const about = before?.body.request === shown?.request ? (before?.body.about ?? null) : null;
  const body = { person, reference, activity, about, ...(shown ?? NOTHING) };
  await store.commit([{ do: 'put', key: keys.copy(name), body }]);
  if (shown !== undefined) await catchUp(house, shown, name);
}

const NOTHING = { request: null, view: 'request', shows: 0, opened: null } as const;

/** What has moved on while its card was on the way was brought up to date where it was known to stand: not here. */
async function catchUp({ store, clock, wake }: ChatHouse, shown: Shown, message: string): Promise<void> {
  const behind = await taskIfBehind(store, shown);
  if (behind === undefined) return;
  const { request } = shown;
  const body: OutboxEntry = { request, task: behind.task, state: 'due', dueAt: clock.now().at, attempts: 0, to: null };
  await store.commit([{ do: 'put', key: keys.outbox(request, `${behind.commits}-shown-${message}`), body }]);
  wake();
}

/** What brings a card up to date that shows less than there is by now. */
async function taskIfBehind(store: Store, shown: Shown): Promise<{ task: Task; commits: number } | undefined> {
  if (shown.view === 'month') {
    const closing = (await store.read(keys.closing(monthOfName(shown.request))))?.body;
    if (closing === undefined || closing.commits <= shown.shows) return undefined;
    const { month, by, role, commits } = closing;
    return { task: { do: 'close month', month, by, role }, commits };
  }
  const current = (await store.read(keys.request(shown.request)))?.body;
  if (current === undefined || current.commits <= shown.shows) return undefined;
  return { task: { do: 'update cards' }, commits: current.commits };
}

/** What a message shows of which request, as of which commit and in which state. */
interface Shown {
  request: string;
  view: Copy['view'];
  shows: number;
  opened: string;
}

/** What somebody who looks at a view sees of a request; undefined for views that are about none. */
export function whatItShows(view: View): Shown | undefined {
  switch (view.card) {
    case 'approval':
    case 'decided':
      return shownOf(view.request, 'approval');
    case 'request':
      return shownOf(view.request, 'request');
    case 'month':
      return { request: monthName(view.month), view: 'month', shows: view.commits, opened: view.state };
    default:
      return undefined;
  }
}

function shownOf(request: Request, view: Copy['view']): Shown {
  return { request: request.id, view, shows: request.commits, opened: stateOf(request) };
}

function isSame(a: Reference, b: Reference): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
