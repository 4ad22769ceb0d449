import { setTimeout as sleep } from 'node:timers/promises';
import { sum } from '../domain/money.ts';
import type { Now } from '../domain/months.ts';
import { type Person, type Role, who } from '../domain/people.ts';
import { type Command, type CommandContext, decide } from '../domain/request/decide.ts';
import type { RequestEvent } from '../domain/request/events.ts';
import { type Outcome, onlyOnce, type Problem } from '../domain/request/outcome.ts';
import { isOpen, type Request } from '../domain/request/state.ts';
import type { Serial } from '../domain/serials.ts';
import { commitOutcome, type Loaded } from './commit.ts';
import { keys } from './documents.ts';
import type { House } from './house.ts';
import { type Stored, StoreError } from './ports/store.ts';
import { tasksAfter } from './tasks.ts';

/** A command, with what it must know and the records it may change. */
export interface Prepared {
  command: Command;
  devices: ReadonlyMap<Serial, Stored<'device'>>;
  commitments?: ReadonlyMap<Serial, Stored<'commitment'>>;
  /** Other requests that it changes, by id. */
  others?: ReadonlyMap<string, Stored<'request'>>;
  /** The role that the journal notes. */
  role: Role | null;
  atMost?: number;
  held?: ReadonlyMap<Serial, string>;
  /** Done after the decision and before the commit; what it throws as `stale` has everything decided again. */
  beforeCommit?: (outcome: Outcome) => Promise<void>;
}

/** What came of a command, and the request as it is now. */
export interface Performed {
  request: Request | undefined;
  outcome: Outcome;
}

/** Reads what a command needs, given the request as it is; or says at once that nothing comes of it. */
export type Prepare = (request: Request | undefined, now: Now) => Promise<Prepared | Outcome>;

/** Lost races after which a click gives up; each is somebody else's success. */
const MOST_TRIES = 12;

/** A request by its id; or as it was read a moment ago, which is not read again then. */
type Named = string | Stored<'request'>;

/**
 * Reads, decides and commits, and does all of it again when somebody else was first. `prepare` is called with the
 * request as read, each time anew.
 */
export async function perform(house: House, named: Named, actor: Person, prepare: Prepare): Promise<Performed> {
  const [id, known] = typeof named === 'string' ? [named] : [named.body.id, named];
  for (let tries = 1; ; tries += 1) {
    const now = house.clock.now();
    const stored = tries === 1 && known !== undefined ? known : await house.store.read(keys.request(id));
    const prepared = await prepare(stored?.body, now);
    if ('events' in prepared) return { request: stored?.body, outcome: prepared };
    const outcome = decide(stored?.body, prepared.command, contextOf(prepared, actor, now));
    if (outcome.events.length === 0) return { request: stored?.body, outcome };
    try {
      await prepared.beforeCommit?.(outcome);
      const { devices, commitments = NONE, others = new Map() } = prepared;
      const loaded: Loaded = { request: stored, devices, commitments, others };
      const by = who(actor);
      const request = await commitOutcome(house.store, id, loaded, outcome, {
        by,
        role: prepared.role,
        now,
        tasksAfter: (before, after, certificates) => tasksAfter(before, after, actor.id, certificates),
      });
      house.wake();
      house.log.info(
        { requestId: id, commit: request.commits, by: actor.id, what: prepared.command.type },
        'committed',
      );
      return { request, outcome };
    } catch (error) {
      if (!isLostRace(error) || tries === MOST_TRIES) throw error;
      await sleep(Math.random() * 5 * tries);
    }
  }
}

/**
 * Performs a command on many units, some at a time, until nothing of it is left to do. What was done stays done when a
 * later part fails; repeating the command continues.
 */
export async function performAll(
  house: House,
  known: Stored<'request'>,
  actor: Person,
  atMost: number,
  prepare: Prepare,
): Promise<Performed> {
  const events: RequestEvent[] = [];
  const problems: Problem[] = [];
  for (let named: Named = known; ; named = known.body.id) {
    const { request, outcome } = await perform(house, named, actor, prepare);
    events.push(...outcome.events);
    problems.push(...outcome.problems);
    if (unitsIn(outcome.events) === atMost && request !== undefined && isOpen(request)) continue;
    // What the last part found done already, the parts before it have done.
    const already = events.length === 0 ? outcome.already : null;
    return { request, outcome: { ...outcome, events, problems: onlyOnce(problems), already } };
  }
}

/** How many units events have moved on. */
export function unitsIn(events: readonly RequestEvent[]): number {
  return sum(events.map((event) => ('units' in event ? event.units.length : 0)));
}

/** Whether a write failed because somebody else was first. */
export function isLostRace(error: unknown): boolean {
  return error instanceof StoreError && ['exists', 'stale', 'missing'].includes(error.fault);
}

const NONE: ReadonlyMap<Serial, Stored<'commitment'>> = new Map();

/** Records without their etags. */
export function bodies<B>(stored: ReadonlyMap<Serial, { body: B }>): Map<Serial, B> {
  return new Map([...stored].map(([serial, { body }]) => [serial, body]));
}

function contextOf(prepared: Prepared, actor: Person, now: Now): CommandContext {
  return {
    now,
    actor,
    devices: bodies(prepared.devices),
    commitments: bodies(prepared.commitments ?? NONE),
    held: prepared.held ?? new Map(),
    atMost: prepared.atMost ?? 90,
  };
}
