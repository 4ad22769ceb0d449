import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { BotProgram } from './bot-program.ts';
import { FakeConnector } from './fake-connector.ts';
import { type Name, personOf } from './office.ts';
import { checkMessages, checkOrder, clicksOf } from './played-orders.ts';

/** How often the program is killed, and within how many milliseconds of a click. */
const KILLS = 60;
const WITHIN = 45;

test(`killed ${KILLS} times in the middle of clicks, the program loses nothing it has acknowledged and does nothing twice`, async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'desk-kill-'));
  const storeUrl = `file:${path.join(folder, 'desk.db')}`;
  const connector = await FakeConnector.start();
  const bot = await BotProgram.on(storeUrl);
  let kills = 0;
  let restarted: Promise<void> = Promise.resolve();

  /** Repeats a click until it is answered, as a person does; the program may die at any moment of it. */
  async function click(name: Name, verb: string, data: Record<string, unknown>): Promise<string> {
    const person = personOf(name, connector, bot.endpoint);
    for (;;) {
      await restarted;
      const answer = person.send(person.invocation(verb, data)).then((response) => response.text());
      const delay = Math.random() * WITHIN;
      const killed = kills < KILLS ? sleep(delay).then(kill) : undefined;
      const text = await answer.catch(() => null);
      await killed;
      if (text !== null) return text;
    }
  }

  async function kill(): Promise<void> {
    kills += 1;
    await bot.stop('SIGKILL');
    restarted = bot.start();
    await restarted;
  }

  const orders: string[] = [];
  try {
    for (const name of ['rita', 'max', 'nora', 'ed', 'eve'] as const)
      await personOf(name, connector, bot.endpoint).install();
    while (kills < KILLS) {
      const request = `PARKS-K${String(orders.length).padStart(5, '0')}`;
      for (const [name, verb, data] of clicksOf(request, orders.length)) {
        const answer = await click(name, verb, data);
        assert(!answer.includes('to fix') && !answer.includes('Not found'), answer.slice(0, 600));
      }
      orders.push(request);
    }
    // What the outbox had not begun when the program died last is done at once.
    await sleep(3000);
    await bot.stop('SIGTERM');
    const store = openSqliteStore(storeUrl);
    for (const [n, request] of orders.entries()) await checkOrder(store, request, n);
    await checkMessages(store, connector, orders);
    await store.close();
  } finally {
    await bot.stop('SIGKILL');
    await connector.stop();
    rmSync(folder, { recursive: true, force: true });
  }
  expect(kills).toBe(KILLS);
}, 600_000);
