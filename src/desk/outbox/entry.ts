import type { Now } from '../../domain/months.ts';
import type { Person } from '../../domain/people.ts';
import type { Directory } from '../directory.ts';
import { type Key, keys, type OutboxEntry } from '../documents.ts';
import type { LatelySeen } from '../lately-seen.ts';
import { isLostRace } from '../perform.ts';
import type { Calendar } from '../ports/calendar.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Messenger } from '../ports/messenger.ts';
import type { Operation, Store, Stored } from '../ports/store.ts';
import type { TaskOf } from '../task-schema.ts';

/** What the outbox works with. */
export interface OutboxHouse {
  store: Store;
  directory: Directory;
  latelySeen: LatelySeen;
  messenger: Messenger;
  clock: Clock;
  calendar: Calendar;
  log: Log;
}

/** An entry that this worker has started, and how its earlier attempt ended, if it had one. */
export interface Started {
  key: Key<'outbox'>;
  entry: OutboxEntry;
  /** True when an earlier attempt was begun and nobody knows how it ended. */
  abandoned: boolean;
  now: Now;
}

/** How an attempt ended, and what else to write in the same batch. */
export interface Ended {
  state: OutboxEntry['state'];
  /** For `due`: milliseconds from now. */
  in?: number;
  also?: Operation[];
}

/** The key of an entry that follows from another one. */
export function followUp(request: string, id: string, name: string): Key<'outbox'> {
  return keys.outbox(request, `${id.slice(`outbox:${request}:`.length)}-${name}`);
}

/** People told at once: a batch holds a hundred documents. */
const MOST_TOLD = 90;

/** An entry for each of some people, that follows from another one and tells them something now. */
export function tellEach(
  { key, entry, now }: Started,
  people: readonly Person[],
  taskFor: (to: string) => OutboxEntry['task'],
): Operation[] {
  return people.slice(0, MOST_TOLD).map(({ id: to }): Operation => {
    const body: OutboxEntry = { ...entry, task: taskFor(to), state: 'due', dueAt: now.at, attempts: 0, to };
    return { do: 'create', key: followUp(entry.request, key.id, `to-${to}`), body };
  });
}

type Send = TaskOf<'send'>;

/** A fresh entry that sends somebody the card of a request. */
export function sending(task: Omit<Send, 'do'>): Pick<OutboxEntry, 'task' | 'state' | 'attempts' | 'to'> {
  return { task: { do: 'send', ...task }, state: 'due', attempts: 0, to: task.to };
}

/** Nothing is left to do. */
export const DONE: Ended = { state: 'done' };

/** A person cannot be written to until they are seen again. Without this, what waits for them would be due at once. */
export async function noteOutOfReach(
  { store, latelySeen }: OutboxHouse,
  { key, body, etag }: Stored<'conversation'>,
): Promise<void> {
  try {
    await store.commit([{ do: 'replace', key, body: { ...body, reachable: false }, etag }]);
  } catch (error) {
    if (!isLostRace(error)) throw error;
  } finally {
    latelySeen.forget(body.person);
  }
}

/** Shortest and longest pause between two tries, in milliseconds. */
const SHORTEST_PAUSE = 1000;
const LONGEST_PAUSE = 5 * 60_000;

/**
 * How long to wait after so many attempts, in milliseconds: 1, 2, 4 … seconds, up to five minutes; or as long as Teams
 * has asked for, but never so short that one try chases the other.
 */
export function pause(attempts: number, asked?: number): number {
  return Math.max(asked ?? Math.min(SHORTEST_PAUSE * 2 ** (attempts - 1), LONGEST_PAUSE), SHORTEST_PAUSE);
}
