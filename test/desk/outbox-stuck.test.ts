import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { keys } from '../../src/desk/documents.ts';
import { DeliveryError } from '../../src/desk/ports/messenger.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import type { Device } from '../../src/domain/device.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';

const [RITA, MAX, ED, EVE] = ['01', '02', '06', '0d'] as const;

const MINUTE = 60_000;
const BOX = { item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2029-11-23' };

let folder: string;
let path: string;
let store: Store;
let desk: DeskOffice;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'device-desk-'));
  path = join(folder, 'desk.db');
  store = openSqliteStore(`file:${path}`);
  await loadSampleWorld(store);
  desk = new DeskOffice(store);
  for (const number of [RITA, MAX, ED, EVE]) await desk.desk.installed(desk.caller(number));
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function ordered(change: Record<string, unknown> = {}): Promise<string> {
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  as(await desk.act(RITA, 'order.submit', filledOrder(request, change)), 'request');
  return request;
}

/** Changes what is kept past the store, as a broken disk or a mistake might. */
function bend(id: string, field: string, value: string): void {
  const db = new Database(path);
  const { changes } = db
    .prepare('UPDATE documents SET body = json_set(body, ?, ?), etag = etag + 1 WHERE id = ?')
    .run(`$.${field}`, value, id);
  db.close();
  expect(changes).toBe(1);
}

describe('an outbox entry that cannot be read', () => {
  test('is named in the log, and everything else goes on', async () => {
    const broken = await ordered();
    bend(`outbox:${broken}:1-ask`, 'task.do', 'sing');
    const fine = await ordered();
    await desk.settle();
    expect(desk.sentTo(MAX).map(({ cameAs }) => cameAs)).toEqual([`approval ${fine} awaiting approval agency 1`]);
    expect(desk.logged).toEqual([
      [
        'an outbox entry cannot be read and is left; the rest goes on',
        expect.objectContaining({ entry: `outbox:${broken}:1-ask`, agency: 'PARKS', times: 1, err: expect.anything() }),
      ],
    ]);
    expect(String(desk.logged[0]?.[1].err)).not.toContain('sing');
  });

  test('is named again after longer and longer pauses, of five minutes at the most', async () => {
    const broken = await ordered();
    bend(`outbox:${broken}:1-ask`, 'task.do', 'sing');
    const told: number[] = [];
    for (let seconds = 0; seconds < 60 * 60; seconds += 2) {
      const before = desk.logged.length;
      await desk.settle(2000);
      if (desk.logged.length > before) told.push(seconds);
    }
    const pauses = told.slice(1).map((at, index) => at - (told[index] ?? 0));
    expect(pauses.slice(0, 6)).toEqual([2, 2, 4, 8, 16, 32]);
    expect(Math.max(...pauses)).toBe(300);
  });

  test('is passed over where it waits for somebody, who gets the rest when they come back', async () => {
    desk.chats.before = () => Promise.reject(new DeliveryError('unreachable', 'blocked'));
    const [broken, fine] = [await ordered(), await ordered()];
    await desk.settle();
    const max = desk.caller(MAX);
    bend(`outbox:${broken}:1-ask-to-${max.person}`, 'task.do', 'sing');
    desk.chats.before = () => {};
    await desk.desk.installed(max);
    await desk.outbox.sweep();
    await desk.settle();
    expect(desk.sentTo(MAX).map(({ cameAs }) => cameAs)).toEqual([`approval ${fine} awaiting approval agency 1`]);
    expect(desk.warnings).toContain('an outbox entry cannot be read and is left; the rest goes on');
  });

  test('is not in the way of others, were there more of them than a round looks at', async () => {
    const first = await ordered();
    const entry = await store.read(keys.outbox(first, '1-ask'));
    if (entry === undefined) throw new Error('nobody is asked');
    for (let no = 0; no < 120; no += 1) {
      await store.commit([{ do: 'create', key: keys.outbox(first, `x${no}`), body: entry.body }]);
      bend(`outbox:${first}:x${no}`, 'task.do', 'sing');
    }
    desk.clock.at += 1000;
    const fine = await ordered();
    await desk.settle();
    expect(desk.sentTo(MAX).map(({ cameAs }) => cameAs)).toContain(`approval ${fine} awaiting approval agency 1`);
  });
});

describe('Rule 15: a request for a replaced device that cannot be opened', () => {
  const REPLACING = { additional: '', quantity1: '1', replaces: '5CG0000001 5CG0000002', becomes: 'decommission' };
  const ONE_MOVES = {
    becomes_5CG0000002: 'redistribute',
    nextUser_5CG0000002: 'Nora Nash',
    nextLocation_5CG0000002: 'Desk 1',
  };

  async function deployed(): Promise<string> {
    const request = await ordered({ ...REPLACING, ...ONE_MOVES });
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
    await desk.act(EVE, 'work.receive', { ...BOX, request, serials: '8KLM2X3' });
    for (const step of ['image', 'stage', 'dispatch', 'deploy']) {
      await desk.act(EVE, 'work.do', { request, step, label: 'true' });
    }
    return request;
  }

  async function put(serial: string, change: Partial<Device>): Promise<void> {
    const device = await store.read(keys.device('PARKS', serial));
    if (device === undefined) throw new Error(`${serial} is missing`);
    await store.commit([{ do: 'put', key: device.key, body: { ...device.body, ...change } }]);
  }

  test('keeps no other from being opened, is named in the log, and opens once it can', async () => {
    const request = await deployed();
    await put('5CG0000001', { status: 'retired' });
    await desk.settle();
    for (let minutes = 0; minutes < 60; minutes += 1) await desk.settle(MINUTE);
    const order = as(await desk.say(RITA, request), 'request').request;
    expect([order.status, order.children.map(({ serials }) => serials)]).toEqual(['in work', [['5CG0000002']]]);
    const told = desk.logged.filter(([text]) => text.startsWith('a request for replaced devices cannot be opened'));
    expect(told.at(-1)?.[1]).toMatchObject({ requestId: request, serials: ['5CG0000001'] });
    const tries = told.map(([, { attempts }]) => Number(attempts));
    // An hour of tries: soon at first, and then every five minutes.
    expect(tries.length).toBeGreaterThan(12);
    expect(tries.length).toBeLessThan(25);
    await put('5CG0000001', { status: 'in service' });
    await desk.settle(5 * MINUTE);
    expect(as(await desk.say(RITA, request), 'request').request).toMatchObject({
      status: 'closed',
      children: [{ serials: ['5CG0000002'] }, { serials: ['5CG0000001'] }],
    });
  });

  test('the same where its record cannot even be read', async () => {
    const request = await deployed();
    bend('device:5CG0000001', 'status', 'melted');
    await desk.settle();
    for (let minutes = 0; minutes < 6; minutes += 1) await desk.settle(MINUTE);
    const order = as(await desk.say(RITA, request), 'request').request;
    expect(order.children.map(({ serials }) => serials)).toEqual([['5CG0000002']]);
    const told = desk.logged.find(([, fields]) => 'serials' in fields);
    expect(told?.[1]).toMatchObject({ requestId: request, serials: ['5CG0000001'], err: expect.anything() });
  });

  test('the end of the order stands in a line of its own, and not with the last that was opened', async () => {
    const request = await deployed();
    for (let rounds = 0; rounds < 4; rounds += 1) await desk.settle(1000);
    const { rows } = as(await desk.act(RITA, 'history.open', { request }), 'history');
    expect(rows.slice(0, 4).map(({ what }) => what)).toEqual([
      'Closed',
      `Opened ${request}02`,
      `Opened ${request}01`,
      'Deployed 1',
    ]);
  });
});
