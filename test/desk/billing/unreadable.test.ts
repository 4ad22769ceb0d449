import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Store } from '../../../src/desk/ports/store.ts';
import { loadSampleWorld } from '../../../src/store/sample-world.ts';
import { openSqliteStore } from '../../../src/store/sqlite/sqlite-store.ts';
import { as, DeskOffice } from '../desk-office.ts';

const [MAX, BILL, EVE] = ['02', '0b', '0d'] as const;

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
  for (const number of [MAX, BILL, EVE]) await desk.desk.installed(desk.caller(number));
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

/** Changes what is kept past the store, as a broken disk or a mistake might. */
function bend(id: string, field: string, value: unknown): void {
  const db = new Database(path);
  const { changes } = db
    .prepare('UPDATE documents SET body = json_set(body, ?, ?), etag = etag + 1 WHERE id = ?')
    .run(`$.${field}`, value, id);
  db.close();
  expect(changes).toBe(1);
}

/** What is kept there. */
function kept(id: string, field: string): unknown {
  const db = new Database(path);
  const value = db.prepare('SELECT json_extract(body, ?) FROM documents WHERE id = ?').pluck().get(`$.${field}`, id);
  db.close();
  return value;
}

async function answerTo(text: string) {
  return as(await desk.say(BILL, text), 'month');
}

describe('Rule 50: what cannot be read, when a month is closed', () => {
  test('an outbox entry that would book something holds the month, and is named', async () => {
    const line = { agency: 'PARKS', month: '2026-10', serial: '7BLUE03', charge: 'hardware', cents: 3292 };
    const form = as(await desk.act(EVE, 'adjustment.open', { ...line, billingCode: 'PARKS-200' }), 'adjustment form');
    const { request } = form;
    await desk.act(MAX, 'adjustment.submit', { request, ...form.inputs, reason: 'It is broken.' });
    await desk.act(BILL, 'request.approve', { request, step: 'billing', revision: 1 });
    await desk.act(EVE, 'request.approve', { request, step: 'EUC', revision: 1 });
    bend(`outbox:${request}:3-book`, 'attempts', -1);
    expect((await answerTo('bill close 2026-10')).problem).toBe(
      `2026-10 waits for what is still to be booked: outbox:${request}:3-book, which cannot be read. Ask an administrator.`,
    );
  });

  test('a device with a mistake in what no bill looks at is billed all the same', async () => {
    bend('device:7BLUE01', 'location', 7);
    await answerTo('bill close 2026-10');
    for (let rounds = 0; rounds < 5; rounds += 1) await desk.settle(60_000);
    expect(await answerTo('bill 2026-10')).toMatchObject({ state: 'closed', problem: null });
  });

  test.each([
    ['a device', 'device:7BLUE01', 'status', 'exploded'],
    ['a commitment', 'commitment:7BLUE01', 'rateCents', 'much'],
  ])(
    '%s has the closing fail, with a sentence that names it; mended, the month is closed',
    async (_, id, field, value) => {
      const before = kept(id, field);
      bend(id, field, value);
      await answerTo('bill close 2026-10');
      for (let rounds = 0; rounds < 5; rounds += 1) await desk.settle(60_000);
      expect(await answerTo('bill 2026-10')).toMatchObject({
        state: 'failed',
        problem: expect.stringMatching(
          new RegExp(
            `^A record of PARKS cannot be read: \\w+ ${id}: .* at ${field}. Once it is mended, close the month again.$`,
          ),
        ),
        canClose: true,
      });
      bend(id, field, before);
      await answerTo('bill close 2026-10');
      for (let rounds = 0; rounds < 5; rounds += 1) await desk.settle(60_000);
      expect(await answerTo('bill 2026-10')).toMatchObject({ state: 'closed', problem: null });
    },
  );
});
