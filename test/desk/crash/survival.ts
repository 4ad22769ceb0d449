import assert from 'node:assert/strict';
import { readAll } from '../../../src/desk/directory.ts';
import type { DocumentType } from '../../../src/desk/documents.ts';
import { DeliveryError } from '../../../src/desk/ports/messenger.ts';
import type { Store } from '../../../src/desk/ports/store.ts';
import { evolve } from '../../../src/domain/request/events.ts';
import type { Request } from '../../../src/domain/request/state.ts';
import { loadSampleWorld } from '../../../src/store/sample-world.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { Crash, type Fault, faultyStore, storeFault } from '../../store/faulty-store.ts';
import { Chats, DeskOffice } from '../desk-office.ts';

/** One click of somebody: repeated until it is answered, as a person does. */
export type Click = [who: string, verb: string, data: Record<string, unknown>];

export const [RITA, MAX, NORA, MIA, ED, EVE] = ['01', '02', '03', '05', '06', '0d'] as const;
export const request = 'PARKS-CRASH1';
export const agency = { request, step: 'agency', revision: 1 };
export const euc = { request, step: 'EUC', revision: 1 };
export const box = { request, item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2029-11-23' };

/** The office on a store that may die, and what it is like after that: the same store and chats, a new process. */
class Stage {
  readonly chats = new Chats();
  office: DeskOffice;
  private readonly store: Store;
  crashes = 0;

  constructor(store: Store, faulty: Store) {
    this.store = store;
    this.office = new DeskOffice(faulty, this.chats);
  }

  restart(): void {
    this.crashes += 1;
    this.chats.before = this.chats.after = () => {};
    this.office = new DeskOffice(this.store, this.chats, this.office.clock.at + 31_000);
  }

  /** Does something until it is answered: after a crash on the new process, after a fault once more. */
  async persist<T>(what: (office: DeskOffice) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await what(this.office);
      } catch (error) {
        if (tries > 3) throw error;
        if (error instanceof Crash) this.restart();
      }
    }
  }

  /** `pause`: milliseconds after each click, for what the next one needs. */
  async play(clicks: readonly Click[], pause = 0): Promise<void> {
    for (const number of [RITA, MAX, NORA, MIA, ED, EVE])
      await this.persist((office) => office.desk.installed(office.caller(number)));
    for (const [who, verb, data] of clicks) {
      const view = await this.persist((office) => office.act(who, verb, data));
      assert(view.card !== 'notice', `${verb} was answered with ${JSON.stringify(view)}`);
      await this.persist((office) => office.settle(pause));
      // What failed just now is taken up again after a while.
      if (pause > 0) await this.persist((office) => office.settle(pause));
    }
    for (const pause of [31_000, 31_000, 301_000, 31_000, 301_000])
      await this.persist((office) => office.settle(pause));
  }
}

async function sampleStore(): Promise<Store> {
  const store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  return store;
}

async function all<T extends DocumentType>(store: Store, type: T, field: string) {
  return (await readAll(store, { type, where: [], orderBy: { field } })).map(({ body }) => body);
}

/** What is on record, without the times, which a crash may shift. */
async function recordsOf(store: Store): Promise<unknown> {
  const { body } = (await store.read({ type: 'request', pk: 'PARKS', id: `request:${request}` })) ?? {
    body: undefined,
  };
  const devices = await all(store, 'device', 'serial');
  const commitments = await all(store, 'commitment', 'serial');
  const claims = await all(store, 'claim', 'serial');
  const records = {
    request: body,
    devices,
    commitments,
    claims: claims.map(({ serial, agency, request }) => [serial, agency, request]),
    inventories: await all(store, 'inventory', 'agency'),
    pages: await all(store, 'inventoryPage', 'no'),
  };
  const timeless = (key: string, value: unknown) =>
    ['at', 'submittedAt', 'startedAt', 'commits'].includes(key) ? undefined : value;
  return JSON.parse(JSON.stringify(records, timeless));
}

async function checkHouse(store: Store, chats: Chats, records: unknown): Promise<void> {
  assert.deepEqual(await recordsOf(store), records);
  const where = [{ field: 'request', is: request }];
  const journal = await readAll(store, { type: 'journal', pk: 'PARKS', where, orderBy: { field: 'commit' } });
  let replayed: Request | undefined;
  for (const { body } of journal) replayed = evolve(replayed, body.events);
  const stored = await store.read({ type: 'request', pk: 'PARKS', id: `request:${request}` });
  assert.deepEqual(replayed, stored?.body);
  // Reminders of an inventory, and its end, are for days to come.
  const isForLater = ['ask for inventory', 'end inventory'];
  const entries = await all(store, 'outbox', 'dueAt');
  const open = entries.filter(({ state, task }) => state !== 'done' && !isForLater.includes(task.do));
  assert.deepEqual(open, [], 'the outbox is not empty');
  // A message whose id died with the process cannot be kept up to date; its buttons say so when they are pressed.
  const known = new Set((await all(store, 'copy', 'activity')).map(({ activity }) => activity));
  for (const [person, messages] of chats.chats) {
    const first = messages.map(({ cameAs }) => cameAs).filter((cameAs) => !cameAs.endsWith('again'));
    assert.equal(new Set(first).size, first.length, `${person} got a message twice: ${first.join(', ')}`);
    for (const { view, activity } of messages) {
      if (!known.has(activity)) continue;
      if ('request' in view && typeof view.request === 'object') assert.equal(view.request.status, stored?.body.status);
    }
  }
}

/** Who must have heard of what, once everything has settled: a message lost is a message that follows. */
function heard(chats: Chats): string[] {
  const told = [...chats.chats].flatMap(([person, messages]) =>
    messages.map(({ cameAs }) => `${person} ${cameAs.replace(/ again$/, '')}`),
  );
  return [...new Set(told)].sort();
}

/** A store that is gone once its process is. */
function mortal(store: Store, crash: () => Crash | undefined): Store {
  async function alive<R>(call: () => Promise<R>): Promise<R> {
    const dead = crash();
    if (dead !== undefined) throw dead;
    return call();
  }
  return {
    read: (key) => alive(() => store.read(key)),
    query: (query) => alive(() => store.query(query)),
    count: (query) => alive(() => store.count(query)),
    commit: (operations) => alive(() => store.commit(operations)),
    check: () => store.check(),
    close: () => store.close(),
  };
}

/**
 * A message about a state that has passed before it could be sent is not sent; the next state has its own. One that asks
 * for an inventory may be there, so it is not sent again; the reminder is.
 */
function wasOvertaken(told: string): boolean {
  return !/ (closed|rejected|cancelled)/.test(told) || told.endsWith('inventory list');
}

/** The tests of a story: whatever dies or fails in it, nothing acknowledged is lost and nothing happens twice. */
export function survives(clicks: readonly Click[], { atLeast = 100, pause = 0 } = {}): void {
  async function run(fault?: Fault): Promise<{ failed: boolean; calls: number; store: Store; chats: Chats }> {
    const store = await sampleStore();
    const faulty = faultyStore(store, fault);
    const stage = new Stage(store, faulty);
    await stage.play(clicks, pause);
    return { failed: faulty.hasFailed(), calls: faulty.calls.length, store, chats: stage.chats };
  }

  test.each(['before', 'after'] as const)(
    'dies %s each call of the store, and nothing is lost or done twice',
    async (when) => {
      const clean = await run();
      const known = await recordsOf(clean.store);
      let points = 0;
      for (let at = 1; at <= clean.calls; at += 1) {
        const { failed, store, chats } = await run({ at, when, error: () => new Crash() });
        assert(failed, `point ${at} was not reached`);
        await checkHouse(store, chats, known);
        await store.close();
        points += 1;
      }
      expect(points).toBeGreaterThan(atLeast);
    },
    300_000,
  );

  test.each([
    ['a write whose outcome is unknown, and which happened', 'after', 'unknown outcome'],
    ['a write whose outcome is unknown, and which did not happen', 'before', 'unknown outcome'],
    ['a throttled call', 'before', 'throttled'],
    ['an unavailable store', 'before', 'unavailable'],
  ] as const)(
    'goes on after %s',
    async (_what, when, fault) => {
      const clean = await run();
      const known = await recordsOf(clean.store);
      const only = fault === 'unknown outcome' ? (['commit'] as const) : undefined;
      for (let at = 1; ; at += 1) {
        const { failed, store, chats } = await run({ at, when, error: storeFault(fault), ...(only && { only }) });
        await checkHouse(store, chats, known);
        await store.close();
        if (!failed) break;
      }
    },
    300_000,
  );

  test.each(['before', 'after'] as const)(
    'dies %s each delivery',
    async (when) => {
      const clean = await run();
      const known = await recordsOf(clean.store);
      const expected = heard(clean.chats);
      for (let at = 1; ; at += 1) {
        const store = await sampleStore();
        let crashed: Crash | undefined;
        const dead = mortal(store, () => crashed);
        const stage = new Stage(store, dead);
        let deliveries = 0;
        stage.chats[when] = () => {
          deliveries += 1;
          if (deliveries < at) return;
          crashed = new Crash();
          throw crashed;
        };
        await stage.play(clicks, pause);
        await checkHouse(store, stage.chats, known);
        for (const told of expected)
          assert(heard(stage.chats).includes(told) || wasOvertaken(told), `nobody told ${told}`);
        await store.close();
        if (stage.crashes === 0) break;
        expect(at).toBeLessThan(200);
      }
    },
    300_000,
  );

  test.each(['later', 'unknown'] as const)(
    'a delivery that fails as “%s” is made up for',
    async (fault) => {
      for (let at = 1; ; at += 1) {
        const store = await sampleStore();
        const stage = new Stage(store, store);
        let deliveries = 0;
        stage.chats.before = () => {
          deliveries += 1;
          if (deliveries === at) throw new DeliveryError(fault, 'as told');
        };
        await stage.play(clicks, pause);
        await checkHouse(store, stage.chats, await recordsOf(store));
        await store.close();
        if (deliveries < at) break;
      }
    },
    300_000,
  );
}
