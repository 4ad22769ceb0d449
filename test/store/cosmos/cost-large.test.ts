import assert from 'node:assert/strict';
import { keys } from '../../../src/desk/documents.ts';
import { IN_AN_ACCOUNT } from '../../../src/desk/house.ts';
import type { Store } from '../../../src/desk/ports/store.ts';
import { openCosmosStore } from '../../../src/store/cosmos/open-cosmos-store.ts';
import type { MeteredCall } from '../../../src/store/meter.ts';
import { loadSampleWorld } from '../../../src/store/sample-world.ts';
import { DeskOffice, filledOrder } from '../../desk/desk-office.ts';
import { commitment } from '../../domain/office.ts';
import { chargeOf, documentedCosts, summary } from './documented-costs.ts';
import { CosmosDouble } from './double/cosmos-double.ts';
import { newDatabase } from './double/new-database.ts';

const ORDER = 'PARKS-T00001';
const HEADING = '### With 250 requests in work, 250 waiting, and 300 devices';

/** What is asked there, by whom: the name it has in the table. */
const ASKED: [string, string, string][] = [
  ['show the queue', '0d', 'queue'],
  ['list approvals', '02', 'approvals'],
  ['list approvals, for EUC', '06', 'approvals'],
  ['show a bill that is open', '02', 'bill 2026-10'],
  ['show the forecast', '02', 'forecast'],
];

let double: CosmosDouble;
let store: Store;
let calls: MeteredCall[] = [];

beforeAll(async () => {
  double = await CosmosDouble.start();
  store = openCosmosStore(await newDatabase(double), (call) => calls.push(call));
  await loadSampleWorld(store);
});
afterAll(async () => {
  await store.close();
  await double.stop();
});

/** The same request many times, under other numbers. */
async function copies(of: string, letter: string): Promise<void> {
  const stored = await store.read(keys.request(of));
  assert(stored !== undefined);
  for (let first = 0; first < 250; first += 50) {
    const ids = Array.from({ length: 50 }, (_, n) => `PARKS-${letter}${String(first + n).padStart(4, '0')}`);
    await store.commit(ids.map((id) => ({ do: 'put', key: keys.request(id), body: { ...stored.body, id } })));
  }
}

async function devices(): Promise<void> {
  const stored = await store.read(keys.device('PARKS', '7BLUE01'));
  assert(stored !== undefined);
  const { body } = stored;
  for (let first = 0; first < 300; first += 50) {
    const serials = Array.from({ length: 50 }, (_, n) => `X${String(first + n).padStart(6, '0')}`);
    await store.commit(
      serials.flatMap((serial) => [
        { do: 'put', key: keys.device('PARKS', serial), body: { ...body, serial } } as const,
        { do: 'put', key: keys.commitment('PARKS', serial), body: commitment(serial, '2024-07') } as const,
      ]),
    );
  }
}

test('what is asked of a large office costs what docs/performance.md says', async () => {
  const office = new DeskOffice(store);
  office.house.patience = IN_AN_ACCOUNT;
  for (const number of ['01', '02', '06', '0d']) await office.desk.installed(office.caller(number));
  await office.act('01', 'order.submit', filledOrder(ORDER));
  await copies(ORDER, 'A');
  await office.act('02', 'request.approve', { request: ORDER, step: 'agency', revision: 1 });
  await copies(ORDER, 'E');
  await office.act('06', 'request.approve', { request: ORDER, step: 'EUC', revision: 1 });
  await copies(ORDER, 'W');
  await devices();
  const documented = documentedCosts(HEADING);
  for (const [name, who, text] of ASKED) {
    calls = [];
    await office.say(who, text);
    const { made = '', charge = 0 } = documented.get(name) ?? {};
    expect([name, summary(calls)]).toEqual([name, made]);
    expect([name, Math.abs(chargeOf(calls) - charge) <= charge * 0.03 + 1]).toEqual([name, true]);
  }
  expect([...documented.keys()].toSorted()).toEqual(ASKED.map(([name]) => name).toSorted());
});
