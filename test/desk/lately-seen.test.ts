import { keys } from '../../src/desk/documents.ts';
import { DeliveryError } from '../../src/desk/ports/messenger.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX] = ['01', '02'] as const;

const SECOND = 1000;

let store: Store;

beforeEach(async () => {
  store = await engine.open();
});
afterEach(() => store.close());

async function ordered(desk: DeskOffice): Promise<string> {
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  as(await desk.act(RITA, 'order.submit', filledOrder(request)), 'request');
  return request;
}

test('Rule 56: a role that is taken away is gone with the next click, however lately they were seen', async () => {
  const desk = new DeskOffice(store);
  for (const number of [RITA, MAX]) await desk.desk.installed(desk.caller(number));
  const request = await ordered(desk);
  const approval = { request, step: 'agency', revision: 1 };
  as(await desk.say(MAX, `request ${request}`), 'request');
  const max = await store.read(keys.person(desk.caller(MAX).person));
  if (max === undefined) throw new Error('Max is not in the directory');
  await store.commit([{ do: 'put', key: max.key, body: { ...max.body, roles: ['requester'] } }]);
  await desk.act(MAX, 'request.approve', approval);
  expect((await store.read(keys.request(request)))?.body).toMatchObject({ status: 'awaiting approval', approvals: [] });
  await store.commit([{ do: 'put', key: max.key, body: { ...max.body, roles: [] } }]);
  expect(as(await desk.say(MAX, 'help'), 'notice').title).toBe('You are not in the directory yet');
});

/** Max blocks the bot as it writes to him, which an outbox finds out. */
async function blocks(desk: DeskOffice): Promise<void> {
  desk.chats.before = (what) => {
    if (what === 'send') throw new DeliveryError('unreachable', 'as told');
  };
  await desk.settle();
  desk.chats.before = () => {};
}

test('who was out of reach for another process gets what waited a minute later, at the first click', async () => {
  const [here, there] = [new DeskOffice(store), new DeskOffice(store)];
  await here.desk.installed(here.caller(MAX));
  const request = await ordered(there);
  await blocks(there);
  await here.say(MAX, 'help');
  await here.settle(61 * SECOND);
  expect(here.sentTo(MAX)).toEqual([]);
  await here.say(MAX, 'help');
  await here.settle();
  expect(here.sentTo(MAX).map(({ cameAs }) => cameAs)).toEqual([`approval ${request} awaiting approval agency 1`]);
});

test('who was out of reach for this process gets what waited at once', async () => {
  const desk = new DeskOffice(store);
  await desk.desk.installed(desk.caller(MAX));
  const request = await ordered(desk);
  await blocks(desk);
  await desk.say(MAX, 'help');
  await desk.settle();
  expect(desk.sentTo(MAX).map(({ cameAs }) => cameAs)).toEqual([`approval ${request} awaiting approval agency 1`]);
});
