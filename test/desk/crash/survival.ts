import assert from 'node:assert/strict';
import { readAll } from '../../../src/desk/directory.ts';
import { agencyOfRequest, keys } from '../../../src/desk/documents.ts';
import { DeliveryError } from '../../../src/desk/ports/messenger.ts';
import type { Store } from '../../../src/desk/ports/store.ts';
import { evolve } from '../../../src/domain/request/events.ts';
import type { Request } from '../../../src/domain/request/state.ts';
import { Crash, type Fault, faultyStore, storeFault } from '../../store/faulty-store.ts';
import { Chats, DeskOffice } from '../desk-office.ts';
import { engine } from '../stores.ts';
import { all, recordsOf } from './records.ts';

/** One click of somebody: repeated until it is answered, as a person does; and how long nobody does anything then, in ms. */
export type Click = [who: string, verb: string, data: Record<string, unknown>, pause?: number];

export const [RITA, MAX, NORA, RAVI, MIA, ED, BILL, EVE] = ['01', '02', '03', '04', '05', '06', '0b', '0d'] as const;

/** Those who have the bot; Vera validates. */
const INSTALLED = [RITA, MAX, NORA, MIA, ED, '09', BILL, EVE];

/** The id of one of them. */
export function person(number: string): string {
  return `00000000-0000-4000-8000-0000000000${number}`;
}

export const request = 'PARKS-CRASH1';
export const agency = { request, step: 'agency', revision: 1 };
export const euc = { request, step: 'EUC', revision: 1 };
export const box = { request, item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2029-11-23' };

/** The office on a store that may die, and what it is like after that: the same store and chats, a new process. */
class Stage {
  readonly chats = new Chats();
  office: DeskOffice;
  readonly store: Store;
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

  /** `pauseAfterEach`: milliseconds after each click, for what the next one needs. */
  async play(clicks: readonly Click[], pauseAfterEach = 0): Promise<void> {
    for (const number of clicks.some(([who]) => who === RAVI) ? [RAVI, ...INSTALLED] : INSTALLED)
      await this.persist((office) => office.desk.installed(office.caller(number)));
    for (const [who, verb, data, pause = 0] of clicks) {
      const view = await this.persist((office) => office.act(who, verb, data));
      assert(view.card !== 'notice', `${verb} was answered with ${JSON.stringify(view)}`);
      await this.persist((office) => office.settle());
      if (pauseAfterEach > 0) await this.persist((office) => office.settle(pauseAfterEach));
      this.office.clock.at += pause;
      await this.persist((office) => office.settle());
    }
    for (const pause of [31_000, 31_000, 301_000, 31_000, 301_000])
      await this.persist((office) => office.settle(pause));
  }
}

async function checkHouse({ store, chats, office }: Stage, records: unknown, request: string): Promise<void> {
  assert.deepEqual(await recordsOf(store, request), records);
  const where = [{ field: 'request', is: request }];
  const pk = agencyOfRequest(request);
  const journal = await readAll(store, { type: 'journal', pk, where, orderBy: { field: 'commit' } });
  let replayed: Request | undefined;
  for (const { body } of journal) replayed = evolve(replayed, body.events);
  const stored = await store.read(keys.request(request));
  assert.deepEqual(replayed, stored?.body);
  const open = (await all(store, 'outbox', 'dueAt')).filter(({ state }) => state !== 'done');
  // Reminders of later days wait for them.
  const overdue = open.filter(({ state, dueAt }) => state !== 'due' || Date.parse(dueAt) <= office.clock.at);
  assert.deepEqual(overdue, [], 'the outbox is not empty');
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
export function mortal(store: Store, crash: () => Crash | undefined): Store {
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
    removeOutlived: (at) => alive(() => store.removeOutlived(at)),
    check: () => store.check(),
    close: () => store.close(),
  };
}

/** A message about a state that has passed before it could be sent is not sent; the next state has its own. */
function wasOvertaken(told: string): boolean {
  return !/ (closed|rejected|cancelled|inventory list)/.test(told);
}

const WRITES = ['commit'] as const;
const READS = ['read', 'query', 'count'] as const;

/** There are far fewer deliveries than calls of the store. */
function deliveriesApart(): number {
  return Math.ceil(engine.oneOf / 10);
}

/** The tests of a story, which writes `atLeast` so many times: whatever dies or fails in it, nothing acknowledged is lost and nothing happens twice. */
export function survives(clicks: readonly Click[], { id = request, atLeast = 30, pause = 0 } = {}): void {
  async function run(fault?: Fault): Promise<{ failed: boolean; stage: Stage }> {
    const store = await engine.open();
    const faulty = faultyStore(store, fault);
    const stage = new Stage(store, faulty);
    await stage.play(clicks, pause);
    return { failed: faulty.hasFailed(), stage };
  }

  /** What is on record and who has heard of it when nothing breaks. */
  let clean: Promise<{ known: unknown; expected: string[] }> | undefined;
  function undisturbed() {
    clean ??= run().then(async ({ stage }) => {
      const known = await recordsOf(stage.store, id);
      await stage.store.close();
      return { known, expected: heard(stage.chats) };
    });
    return clean;
  }

  test.each([
    ['before each write', 'before', WRITES, 1 / 4],
    ['after each write', 'after', WRITES, 1 / 4],
    // A new process finds what the write before has left, so of what only reads some will do.
    ['before some of what it reads', 'before', READS, 6],
  ] as const)(
    'dies %s, and nothing is lost or done twice',
    async (_what, when, only, share) => {
      const oneOf = Math.ceil(share * engine.oneOf);
      const { known } = await undisturbed();
      for (let at = 1, points = 0; ; at += oneOf, points += 1) {
        const { failed, stage } = await run({ at, when, error: () => new Crash(), only });
        await checkHouse(stage, known, id);
        await stage.store.close();
        if (failed) continue;
        expect(points).toBeGreaterThan(atLeast / oneOf);
        break;
      }
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
      const { known } = await undisturbed();
      const only = fault === 'unknown outcome' ? WRITES : undefined;
      // Nothing happened then, and whatever the call was, it is made again: some of them will do, others for each fault.
      const first = fault === 'unavailable' ? 3 : 1;
      for (let at = first; ; at += only === undefined ? 4 * engine.oneOf : Math.ceil(engine.oneOf / 4)) {
        const { failed, stage } = await run({ at, when, error: storeFault(fault), ...(only && { only }) });
        await checkHouse(stage, known, id);
        await stage.store.close();
        if (!failed) break;
      }
    },
    300_000,
  );

  test.each(['before', 'after'] as const)(
    'dies %s each delivery',
    async (when) => {
      const { known, expected } = await undisturbed();
      for (let at = 1; ; at += deliveriesApart()) {
        const store = await engine.open();
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
        await checkHouse(stage, known, id);
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
      for (let at = 1; ; at += deliveriesApart()) {
        const store = await engine.open();
        const stage = new Stage(store, store);
        let deliveries = 0;
        stage.chats.before = () => {
          deliveries += 1;
          if (deliveries === at) throw new DeliveryError(fault, 'as told');
        };
        await stage.play(clicks, pause);
        await checkHouse(stage, await recordsOf(store, id), id);
        await store.close();
        if (deliveries < at) break;
      }
    },
    300_000,
  );
}
