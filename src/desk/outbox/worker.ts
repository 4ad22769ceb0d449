import type { Now } from '../../domain/months.ts';
import { later } from '../clock.ts';
import { readAll } from '../directory.ts';
import { type Key, keys, type OutboxEntry } from '../documents.ts';
import { isLostRace } from '../perform.ts';
import { LARGEST_BATCH, type Page, type Store, type Stored } from '../ports/store.ts';
import { type BrokenEntries, brokenEntries } from './broken-entries.ts';
import type { Ended, OutboxHouse } from './entry.ts';
import { planNotices } from './notices.ts';
import { runTask } from './tasks.ts';

/** Entries looked at in one go, and worked on side by side. */
const A_ROUND = 50;
const SIDE_BY_SIDE = 8;

/** How long a started entry is left alone before it is taken for one whose worker has died, in milliseconds. */
const ABANDONED_AFTER = 30_000;

/** Does everything that follows from commits, at least once, each effect idempotent. */
export interface Outbox {
  /** Works on what is due now, until nothing is; gives the number of entries worked on. */
  run(): Promise<number>;
  /** Makes what waits for a person due. */
  release(person: string): Promise<void>;
  /** Makes due what waits for people who can be reached after all: what a process that died left undone. And what the calendar asks for, and what was done long ago is removed. */
  sweep(): Promise<void>;
}

/** The outbox over a store; several of them may work on one. */
export function createOutbox(house: OutboxHouse): Outbox {
  const broken = brokenEntries(house.log, house.clock);

  async function run(): Promise<number> {
    let worked = 0;
    for (;;) {
      const entries = await dueNow(house.store, house.clock.now(), broken);
      const results = await sideBySide(entries, (stored) => workOff(house, stored, broken));
      const mine = results.filter(Boolean).length;
      worked += mine;
      if (mine === 0) return worked;
    }
  }

  let seenTo: string | null = null;
  async function sweepAll(): Promise<void> {
    seenTo = await planNotices(house, seenTo);
    await sweep(house, broken);
    await house.store.removeOutlived(house.clock.now().at);
  }

  return { run, release: (person) => release(house, person, broken), sweep: sweepAll };
}

/** Makes due what waits for a person, the oldest first; in few writes, for somebody's turn waits for it. */
async function release({ store }: Pick<OutboxHouse, 'store'>, person: string, broken: BrokenEntries): Promise<void> {
  const where = [{ field: 'state', is: 'waiting' } as const, { field: 'to', is: person } as const];
  const waiting = await readAll(store, { type: 'outbox', where, orderBy: { field: 'dueAt' }, broken });
  const due = waiting.map(
    ({ key, body, etag }) => ({ do: 'replace', key, body: { ...body, state: 'due' }, etag }) as const,
  );
  for (const agency of new Set(due.map(({ key }) => key.pk))) {
    const theirs = due.filter(({ key }) => key.pk === agency);
    for (let from = 0; from < theirs.length; from += LARGEST_BATCH) {
      const batch = theirs.slice(from, from + LARGEST_BATCH);
      if (await quietly(() => store.commit(batch))) continue;
      for (const operation of batch) await quietly(() => store.commit([operation]));
    }
  }
}

async function sweep(house: OutboxHouse, broken: BrokenEntries): Promise<void> {
  const where = [{ field: 'state', is: 'waiting' } as const];
  const waiting = await readAll(house.store, { type: 'outbox', where, orderBy: { field: 'dueAt' }, broken });
  for (const person of new Set(waiting.flatMap(({ body }) => body.to ?? []))) {
    const conversation = await house.store.read(keys.conversation(person));
    if (conversation?.body.reachable) await release(house, person, broken);
  }
}

/** The oldest that are due; those that cannot be read stand in nobody's way, however many they are. */
async function dueNow(store: Store, now: Now, broken: BrokenEntries): Promise<Stored<'outbox'>[]> {
  const where = [{ field: 'state', oneOf: ['due', 'started'] } as const, { field: 'dueAt', atMost: now.at } as const];
  const query = { type: 'outbox', where, orderBy: { field: 'dueAt' }, limit: A_ROUND, broken } as const;
  let page: Page<'outbox'> = await store.query(query);
  while (page.items.length === 0 && page.next !== null) page = await store.query({ ...query, after: page.next });
  return page.items;
}

/** Starts an entry, does it and writes how it ended; false when somebody else has it. */
async function workOff(
  house: OutboxHouse,
  { key, body, etag }: Stored<'outbox'>,
  broken: BrokenEntries,
): Promise<boolean> {
  const now = house.clock.now();
  const dueAt = later(now.at, ABANDONED_AFTER);
  const entry: OutboxEntry = { ...body, state: 'started', attempts: body.attempts + 1, dueAt };
  try {
    if (!(await quietly(() => house.store.commit([{ do: 'replace', key, body: entry, etag }])))) return false;
    const ended = await runTask(house, { key, entry, abandoned: body.state === 'started', now });
    await end(house, { key, entry, ended, now, broken });
  } catch (error) {
    house.log.warn({ err: error, entry: key.id, task: entry.task.do }, 'an outbox entry is tried again later');
  }
  return true;
}

/** An attempt that is over, and how it went. */
interface Attempt {
  key: Key<'outbox'>;
  entry: OutboxEntry;
  ended: Ended;
  now: Now;
  broken: BrokenEntries;
}

async function end(house: OutboxHouse, { key, entry, ended, now, broken }: Attempt): Promise<void> {
  const mine = await house.store.read(key);
  if (mine === undefined || mine.body.attempts !== entry.attempts) return;
  const body: OutboxEntry = { ...entry, state: ended.state, dueAt: later(now.at, ended.in ?? 0) };
  await quietly(() => house.store.commit([{ do: 'replace', key, body, etag: mine.etag }, ...(ended.also ?? [])]));
  if (ended.state !== 'waiting' || entry.to === null) return;
  // They may have come in the moment between the look for them and this write.
  const conversation = await house.store.read(keys.conversation(entry.to));
  if (conversation?.body.reachable) await release(house, entry.to, broken);
}

/** Writes; false when somebody else was first, which is as good. */
async function quietly(write: () => Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    if (isLostRace(error)) return false;
    throw error;
  }
}

async function sideBySide<T>(entries: readonly T[], work: (entry: T) => Promise<boolean>): Promise<boolean[]> {
  const results: boolean[] = [];
  const queue = [...entries];
  const workers = Array.from({ length: Math.min(SIDE_BY_SIDE, queue.length) }, async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) results.push(await work(next));
  });
  await Promise.all(workers);
  return results;
}
