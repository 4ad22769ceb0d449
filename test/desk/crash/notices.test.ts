import assert from 'node:assert/strict';
import { readAll } from '../../../src/desk/directory.ts';
import type { OutboxEntry } from '../../../src/desk/documents.ts';
import type { Store } from '../../../src/desk/ports/store.ts';
import { Crash, type Fault, faultyStore } from '../../store/faulty-store.ts';
import { Chats, DeskOffice } from '../desk-office.ts';
import { engine } from '../stores.ts';
import { mortal } from './survival.ts';

const [MAX, NORA] = ['02', '03'] as const;

/** The months in which two devices of PARKS are 42, 45 and 48 months old, and the days of them on which the desk runs. */
const MONTHS = ['2027-12', '2028-03', '2028-06'] as const;
const DAYS = MONTHS.map((month) => Date.parse(`${month}-01T15:00:00.000Z`));

/** What an approver was told, by month; without what says that it is a repetition, or that alone. */
function told(chats: Chats, number: string, again = false): string[] {
  return chats
    .of(`00000000-0000-4000-8000-0000000000${number}`)
    .flatMap(({ view }) => (view.card === 'refresh' && (view.again === true) === again ? view.month : []));
}

/** A desk that runs on those days; when it dies, another one is started on the same store. */
class Calendar {
  readonly chats = new Chats();
  readonly store: Store;
  /** The month in which a process died. */
  died: string | null = null;
  #working: Store;

  constructor(store: Store, working: Store = store) {
    this.store = store;
    this.#working = working;
  }

  async day(at: number): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      assert(tries < 3, 'a desk that is started anew goes on');
      try {
        return await this.#run(at + tries * 31_000);
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        this.died = MONTHS[DAYS.indexOf(at)] ?? null;
        this.#working = this.store;
        this.chats.before = this.chats.after = () => {};
      }
    }
  }

  async #run(at: number): Promise<void> {
    const desk = new DeskOffice(this.#working, this.chats, at);
    for (const number of [MAX, NORA]) await desk.desk.installed(desk.caller(number));
    for (const pause of [0, 31_000, 31_000]) {
      await desk.outbox.sweep();
      await desk.settle(pause);
    }
  }
}

async function play(store: Store, working: Store, prepare: (calendar: Calendar) => void = () => {}): Promise<Calendar> {
  const calendar = new Calendar(store, working);
  prepare(calendar);
  for (const day of DAYS) await calendar.day(day);
  return calendar;
}

/** Every month, once; what was under way as the process died may come again and then says so. */
async function check({ store, chats, died }: Calendar): Promise<void> {
  for (const number of [MAX, NORA]) {
    const [months, again] = [told(chats, number), told(chats, number, true)];
    assert.deepEqual([...new Set([...months, ...again])].sort(), MONTHS, `${number} was not told`);
    assert.deepEqual(months, [...new Set(months)], `${number} was told twice`);
    assert.deepEqual(again, again.length === 0 ? [] : [died], `${number} was told again`);
  }
  const outbox = await readAll(store, { type: 'outbox', where: [], orderBy: { field: 'dueAt' } });
  // The reminder of the next fiscal year waits for it.
  const isNow = ({ task }: OutboxEntry) => task.do !== 'remind of inventory';
  const open = outbox.filter(({ body }) => isNow(body) && (body.state === 'due' || body.state === 'started'));
  assert.deepEqual(open, [], 'the outbox is not empty');
}

describe('Rule 54: notices of months 42, 45 and 48', () => {
  test('come once each', async () => {
    const store = await engine.open();
    const calendar = await play(store, store);
    await check(calendar);
    expect(told(calendar.chats, MAX)).toEqual(MONTHS);
    await store.close();
  });

  test.each(['before', 'after'] as const)(
    'come once each though the desk dies %s any call of the store',
    async (when) => {
      let points = 0;
      for (let at = 1; ; at += engine.oneOf) {
        const store = await engine.open();
        const fault: Fault = { at, when, error: () => new Crash() };
        const working = faultyStore(store, fault);
        const calendar = await play(store, working);
        await check(calendar);
        await store.close();
        // A call that was refused, as one that is made for a second time, cannot fail after it took effect.
        if (working.calls.length < at) break;
        points += 1;
      }
      expect(points).toBeGreaterThan(100 / engine.oneOf);
    },
    300_000,
  );

  test.each(['before', 'after'] as const)(
    'come once each though the desk dies %s any of their deliveries',
    async (when) => {
      for (let at = 1; ; at += 1) {
        const store = await engine.open();
        let crashed: Crash | undefined;
        const working = mortal(store, () => crashed);
        let deliveries = 0;
        const calendar = await play(store, working, ({ chats }) => {
          chats[when] = () => {
            deliveries += 1;
            if (deliveries < at) return;
            crashed = new Crash();
            throw crashed;
          };
        });
        await check(calendar);
        await store.close();
        if (calendar.died === null) break;
        assert(at < 10, 'there are six deliveries');
      }
    },
    300_000,
  );
});
