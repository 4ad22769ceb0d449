import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from '../../../src/desk/ports/store.ts';
import { openCosmosStore } from '../../../src/store/cosmos/open-cosmos-store.ts';
import { BotProgram } from '../../http/bot-program.ts';
import { FakeConnector } from '../../http/fake-connector.ts';
import { type Name, personOf } from '../../http/office.ts';
import { checkMessages, checkOrder, clicksOf } from '../../http/played-orders.ts';
import { CosmosDouble, KEY } from './double/cosmos-double.ts';
import { newDatabase } from './double/new-database.ts';

const FOLDER = mkdtempSync(path.join(tmpdir(), 'two-instances-'));
const PEOPLE = ['rita', 'max', 'nora', 'ed', 'eve'] as const;
/** What is to be done by now; reminders of days to come wait for them. */
const notDone = () =>
  [
    { field: 'state', oneOf: ['due', 'started'] },
    { field: 'dueAt', atMost: new Date(Date.now() + 600_000).toISOString() },
  ] as const;

let double: CosmosDouble;
let connector: FakeConnector;
let store: Store;
let instances: [BotProgram, BotProgram];

beforeAll(async () => {
  double = await CosmosDouble.start();
  writeFileSync(path.join(FOLDER, 'double.pem'), double.cert);
  connector = await FakeConnector.start();
  const access = await newDatabase(double);
  store = openCosmosStore(access, () => {});
  const settings = { COSMOS_KEY: KEY, NODE_EXTRA_CA_CERTS: path.join(FOLDER, 'double.pem') };
  // Both at once: both find the store empty and load the sample world.
  instances = await Promise.all([BotProgram.on(access.url, settings), BotProgram.on(access.url, settings)]);
  for (const name of PEOPLE) await personOf(name, connector, instances[0].endpoint).install();
}, 120_000);

afterEach(() => {
  double.fault = () => undefined;
});

afterAll(async () => {
  for (const instance of instances) await instance.stop('SIGKILL');
  await store.close();
  await connector.stop();
  await double.stop();
  rmSync(FOLDER, { recursive: true });
});

/** A click of somebody at one of the instances; what it answered, null when it died over it. */
async function click(instance: BotProgram, name: Name, verb: string, data: object): Promise<string | null> {
  const person = personOf(name, connector, instance.endpoint);
  return person.send(person.invocation(verb, { ...data })).then(
    (response) => response.text(),
    () => null,
  );
}

/** Waits until the outbox has nothing left to do, or what is left was left by a process that died. */
async function outboxIsEmpty(within: number): Promise<void> {
  const until = Date.now() + within;
  while ((await store.count({ type: 'outbox', where: notDone() })) > 0) {
    assert(Date.now() < until, 'the outbox is not done');
    await sleep(100);
  }
}

/** How often somebody was asked to decide about a request. */
function asked(name: Name, request: string): number {
  const { conversation } = personOf(name, connector, '');
  return connector
    .callsOf('POST')
    .filter((call) => decodeURIComponent(call.path).includes(conversation))
    .filter(({ activity }) => JSON.stringify(activity).includes('Waiting for your approval'))
    .filter(({ activity }) => JSON.stringify(activity).includes(request)).length;
}

test('every click lands on both at once: one winner each, and every message goes out once', async () => {
  for (const n of [0, 1, 2, 3]) {
    const request = `PARKS-R0000${n}`;
    for (const [name, verb, data] of clicksOf(request, n)) {
      // Half of the time the approvers are asked before they decide.
      if (verb === 'request.approve' && n % 2 === 0) await outboxIsEmpty(10_000);
      const answers = await Promise.all(instances.map((instance) => click(instance, name, verb, data)));
      for (const answer of answers) {
        assert(answer !== null && !answer.includes('to fix') && !answer.includes('Not found'), answer?.slice(0, 600));
        assert(!answer.includes('did not work'), answer.slice(0, 600));
      }
    }
    await outboxIsEmpty(10_000);
    await checkOrder(store, request, n);
    for (const name of ['max', 'nora', 'ed', 'eve'] as const) {
      const times = asked(name, request);
      if (n % 2 === 0) expect([name, request, times]).toEqual([name, request, 1]);
      else expect(times).toBeLessThanOrEqual(1);
    }
  }
}, 240_000);

test('two approvers decide at the same moment at two instances: one decides, the other reads who did', async () => {
  const request = 'PARKS-R00004';
  const [[, submit, form] = ['', '', {}]] = clicksOf(request, 4);
  await click(instances[0], 'rita', submit, form);
  await outboxIsEmpty(10_000);
  const approve = { request, step: 'agency', revision: 1 };
  const answers = await Promise.all([
    click(instances[0], 'max', 'request.approve', approve),
    click(instances[1], 'nora', 'request.approve', approve),
  ]);
  expect(answers.filter((answer) => answer?.includes('has already approved this'))).toHaveLength(1);
  const stored = await store.read({ type: 'request', pk: 'PARKS', id: `request:${request}` });
  expect(stored?.body).toMatchObject({ step: 'EUC', commits: 2, approvals: [{ step: 'agency' }] });
}, 60_000);

test('throttled for a minute, it says so, loses nothing, and recovers by itself', async () => {
  const request = 'PARKS-R00005';
  const [first, ...others] = clicksOf(request, 5);
  assert(first !== undefined);
  await click(instances[0], ...first);
  double.fault = () => ({ when: 'before', gives: { status: 429, retryAfter: 400 } });
  const throttled = await Promise.all(
    instances.map((instance) => click(instance, 'max', 'request.approve', { request, step: 'agency', revision: 1 })),
  );
  for (const answer of throttled) expect(answer).toMatch(/Busy just now/);
  const ready = () => Promise.all(instances.map(({ port }) => fetch(`http://127.0.0.1:${port}/readyz`)));
  expect((await ready()).map(({ status }) => status)).toEqual([503, 503]);
  await sleep(55_000);
  double.fault = () => undefined;
  expect((await ready()).map(({ status }) => status)).toEqual([200, 200]);
  await outboxIsEmpty(20_000);
  expect([asked('max', request), asked('nora', request)]).toEqual([1, 1]);
  for (const [name, verb, data] of others) await click(instances[0], name, verb, data);
  await checkOrder(store, request, 5);
}, 180_000);

test('killed in turn in the middle of clicks, one goes on for the other, and nothing is lost or done twice', async () => {
  const orders: string[] = [];
  let [kills, turn] = [0, 0];
  let restarted: Promise<void> = Promise.resolve();

  /** Repeats a click at the other instance until one has answered it. */
  async function persist(name: Name, verb: string, data: object): Promise<string> {
    for (;;) {
      turn += 1;
      const instance = instances[turn % 2 === 0 ? 0 : 1];
      const answer = click(instance, name, verb, data);
      if (kills < 12 && turn % 2 === 0) {
        kills += 1;
        await restarted;
        await sleep(Math.random() * 60);
        await instance.stop('SIGKILL');
        restarted = instance.start();
      }
      const text = await answer;
      if (text !== null) return text;
    }
  }

  for (const n of [6, 7, 8]) {
    const request = `PARKS-K0000${n}`;
    for (const [name, verb, data] of clicksOf(request, n)) {
      const answer = await persist(name, verb, data);
      assert(!answer.includes('to fix') && !answer.includes('Not found'), answer.slice(0, 600));
    }
    orders.push(request);
  }
  await restarted;
  expect(kills).toBeGreaterThan(8);
  // Half a minute until the other takes over what was begun; what may have been sent is looked at again after minutes.
  await sleep(31_000);
  const started = await store.count({ type: 'outbox', where: [{ field: 'state', is: 'started' }] });
  expect(started).toBe(0);
  for (const [n, request] of orders.entries()) await checkOrder(store, request, n + 6);
  await checkMessages(store, connector, orders);
}, 600_000);
