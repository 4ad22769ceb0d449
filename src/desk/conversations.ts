import { createHash } from 'node:crypto';
import type { Caller } from './desk.ts';
import { type Conversation, keys } from './documents.ts';
import { isLostRace } from './perform.ts';
import type { Reference } from './ports/messenger.ts';
import type { Store } from './ports/store.ts';
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

/** Conversations over the store. */
export function createConversations(store: Store): Conversations {
  /** Read anew each time: whether a person can be reached is found out by the outbox, of any process. */
  async function seen(caller: Caller): Promise<boolean> {
    if (!caller.personal) return false;
    return change(store, caller, (before) => {
      if (before?.reachable && isSame(before.reference, caller.reference)) return undefined;
      return {
        person: caller.person,
        reference: caller.reference,
        welcomed: before?.welcomed ?? false,
        reachable: true,
      };
    });
  }

  async function welcome(caller: Caller): Promise<boolean> {
    return change(store, caller, (before) => {
      if (before?.welcomed) return undefined;
      return { person: caller.person, reference: caller.reference, welcomed: true, reachable: true };
    });
  }

  return { seen, welcome, shown: (caller, view, activity) => noteShown(store, caller, view, activity) };
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

async function noteShown(store: Store, { person, reference }: Caller, view: View, activity: string): Promise<void> {
  const key = keys.copy(messageName(reference, activity));
  const shown = whatItShows(view);
  const before = await store.read(key);
  if (shown === undefined && (before === undefined || before.body.request === null)) return;
  const about = before?.body.request === shown?.request ? (before?.body.about ?? null) : null;
  const body = {
    person,
    reference,
    activity,
    about,
    ...(shown ?? ({ request: null, view: 'request', shows: 0 } as const)),
  };
  await store.commit([{ do: 'put', key, body }]);
}

/** What a card shows of which request, as of which commit; undefined for cards that are about none. */
export function whatItShows(view: View): { request: string; view: 'approval' | 'request'; shows: number } | undefined {
  switch (view.card) {
    case 'approval':
    case 'decided':
      return { request: view.request.id, view: 'approval', shows: view.request.commits };
    case 'request':
      return { request: view.request.id, view: 'request', shows: view.request.commits };
    default:
      return undefined;
  }
}

function isSame(a: Reference, b: Reference): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
