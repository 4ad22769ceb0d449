import type { Store } from '../../../src/desk/ports/store.ts';
import { openCosmosStore } from '../../../src/store/cosmos/open-cosmos-store.ts';
import type { MeteredCall } from '../../../src/store/meter.ts';
import { loadSampleWorld } from '../../../src/store/sample-world.ts';
import { as, DeskOffice, filledOrder } from '../../desk/desk-office.ts';
import { chargeOf, documentedCosts, summary } from './documented-costs.ts';
import { CosmosDouble } from './double/cosmos-double.ts';
import { newDatabase } from './double/new-database.ts';

const ORDER = 'PARKS-T00001';
const OTHER = 'PARKS-T00002';
const LAPTOPS = { item: 'LT-STD', serials: '8KLM2X3 8KLM2X4', model: 'Dell', warranty: '2029-11-23' };
const step = (name: string) => ({ request: ORDER, step: name, label: 'true' });
const approve = (name: string) => ({ request: ORDER, step: name, revision: 1 });

/** What people do, in an order in which they can: the name it has in the table, and how it is done. */
const ACTIONS: [string, (office: DeskOffice) => Promise<unknown>][] = [
  ['open the order form', (office) => office.say('01', 'order')],
  ['submit an order of two laptops', (office) => office.act('01', 'order.submit', filledOrder(ORDER))],
  ['– what follows: asks two approvers', (office) => office.settle(1000)],
  ['list approvals', (office) => office.say('02', 'approvals')],
  ['list approvals, for EUC', (office) => office.say('06', 'approvals')],
  ['approve for the agency', (office) => office.act('02', 'request.approve', approve('agency'))],
  ['– what follows: asks EUC, three cards', (office) => office.settle(1000)],
  ['', (office) => office.act('01', 'order.submit', filledOrder(OTHER))],
  [
    'approve another for the agency',
    (office) => office.act('02', 'request.approve', { ...approve('agency'), request: OTHER }),
  ],
  ['', (office) => office.settle(1000)],
  ['approve for EUC', (office) => office.act('06', 'request.approve', approve('EUC'))],
  ['– what follows: a card, and five brought up to date', (office) => office.settle(1000)],
  ['show the queue', (office) => office.say('0d', 'queue')],
  ['receive two laptops', (office) => office.act('0d', 'work.receive', { request: ORDER, ...LAPTOPS })],
  ['– what follows: brings five cards up to date', (office) => office.settle(1000)],
  ['image, stage or dispatch two laptops', (office) => office.act('0d', 'work.do', step('image'))],
  ['', (office) => office.act('0d', 'work.do', step('stage'))],
  ['', (office) => office.act('0d', 'work.do', step('dispatch'))],
  ['deploy two laptops', (office) => office.act('0d', 'work.do', step('deploy'))],
  ['', (office) => office.settle(1000)],
  ['a device of one’s own agency, by serial', (office) => office.say('01', '7BLUE01')],
  ['a device, for EUC', (office) => office.say('0d', '7BLUE01')],
  ['may a device be on the network', (office) => office.say('0d', 'admission 7BLUE01')],
  ['show a request', (office) => office.say('01', `request ${ORDER}`)],
  ['list requests, all on a page', (office) => office.say('01', 'requests')],
  ['list devices, the first page', firstPage],
  ['list devices, a later page', (office) => office.act('02', 'devices.open', nextPage)],
  ['', (office) => office.settle(61_000)],
  ['show a request, for the first time in a minute', (office) => office.say('01', `request ${ORDER}`)],
  ['the outbox looks and finds nothing', (office) => office.settle(1000)],
];

/** What the button on the first page of the devices sends. */
let nextPage: Record<string, unknown> = {};

async function firstPage(office: DeskOffice): Promise<void> {
  const { list } = as(await office.say('02', 'devices'), 'devices');
  nextPage = { which: '', after: list?.after, from: 8, of: list?.total };
}

let double: CosmosDouble;
let store: Store;
let calls: MeteredCall[];
const done = new Map<string, MeteredCall[]>();

beforeAll(async () => {
  double = await CosmosDouble.start();
  store = openCosmosStore(await newDatabase(double), (call) => calls.push(call));
  calls = [];
  await loadSampleWorld(store);
  const office = new DeskOffice(store);
  for (const number of ['01', '02', '03', '06', '0d']) await office.desk.installed(office.caller(number));
  for (const [name, act] of ACTIONS) {
    calls = [];
    await act(office);
    if (name !== '') done.set(name, calls);
  }
});
afterAll(async () => {
  await store.close();
  await double.stop();
});

/** Calls beyond the one read of every click: who speaks, and what they may do now (Rule 56). */
function ofItself(name: string): string[] {
  const [first, ...others] = (done.get(name) ?? []).map(({ kind, type }) => `${kind} ${type}`);
  expect(first).toBe('read person');
  return others;
}

test('every action costs what docs/performance.md says, and no more', () => {
  const documented = documentedCosts('## What a click costs in Cosmos DB');
  for (const [name, made] of done) {
    const { made: said = '', charge: units = 0 } = documented.get(name) ?? {};
    const isOutbox = name.startsWith('–');
    if (isOutbox) expect([name, made.length <= Number.parseInt(said, 10)]).toEqual([name, true]);
    else expect([name, said]).toEqual([name, summary(made)]);
    // Ids and times have lengths of their own, and the outbox works side by side: hence the allowance.
    const more = isOutbox ? 1.15 : 1.03;
    expect([name, chargeOf(made) <= units * more + 1]).toEqual([name, true]);
    expect([name, chargeOf(made) > units * 0.8 - 1]).toEqual([name, true]);
  }
  expect([...documented.keys()].toSorted()).toEqual([...done.keys()].toSorted());
});

test('a device is found by one point read inside an agency, and by two for EUC', () => {
  expect(ofItself('a device of one’s own agency, by serial')).toEqual([
    'read device',
    ...['read commitment', 'query journal'],
  ]);
  expect(ofItself('a device, for EUC')).toEqual(['read claim', 'read device', 'read commitment', 'query journal']);
  expect(ofItself('may a device be on the network')).toEqual(['read claim', 'read device']);
});

test('an approval is two reads, who approves and what, and one batch', () => {
  expect(ofItself('approve another for the agency')).toEqual(['read request', 'commit request']);
  // What is delegated at an agency is looked up once in half a minute; so is whom the card names as next.
  expect(ofItself('approve for EUC')).toEqual(['read delegations', 'read request', 'commit request']);
  expect(ofItself('approve for the agency')).toEqual([
    ...['read delegations', 'read request', 'commit request'],
    ...['query person', 'read delegations'],
  ]);
});

test('whether somebody can be written to is looked up once a minute, not with each click', () => {
  expect(ofItself('show a request, for the first time in a minute')).toEqual([
    'read conversation',
    ...ofItself('show a request'),
  ]);
});

test('a page of a list is one query, and a count where more follows', () => {
  // First of all: whose approvals they give these days, which is never taken from a moment ago.
  expect(ofItself('list approvals')).toEqual(['read delegations', 'query request']);
  expect(ofItself('list approvals, for EUC')).toEqual(['read delegations', 'query request']);
  expect(ofItself('show the queue')).toEqual(['query request']);
  expect(ofItself('list requests, all on a page')).toEqual(['read delegations', 'query request']);
  expect(ofItself('list devices, the first page')).toEqual(['query device', 'count device']);
  expect(ofItself('list devices, a later page')).toEqual(['query device']);
});

test('a work step reads the request once', () => {
  for (const name of ['receive two laptops', 'image, stage or dispatch two laptops', 'deploy two laptops'])
    expect([name, ofItself(name).filter((call) => call === 'read request')]).toEqual([name, ['read request']]);
});

test('a step on any number of devices is one batch', () => {
  expect(ofItself('image, stage or dispatch two laptops').filter((call) => call.startsWith('commit'))).toHaveLength(1);
  expect(ofItself('deploy two laptops').filter((call) => call.startsWith('commit'))).toHaveLength(1);
});
