import { DONE_IS_KEPT } from '../../../src/desk/documents.ts';
import { containerDefinitions } from '../../../src/store/cosmos/containers.ts';
import { openCosmosStore } from '../../../src/store/cosmos/open-cosmos-store.ts';
import { loadSampleWorld } from '../../../src/store/sample-world.ts';
import { as, DeskOffice, filledOrder } from '../../desk/desk-office.ts';
import { CosmosDouble } from './double/cosmos-double.ts';
import { newDatabase } from './double/new-database.ts';

test('only what the outbox has done has a time to live, and containers heed it', async () => {
  const double = await CosmosDouble.start();
  const access = await newDatabase(double);
  const store = openCosmosStore(access, () => {});
  await loadSampleWorld(store);
  const desk = new DeskOffice(store);
  for (const number of ['01', '02']) await desk.desk.installed(desk.caller(number));
  const { request } = as(await desk.say('01', 'order'), 'order form');
  as(await desk.act('01', 'order.submit', filledOrder(request)), 'request');
  await desk.settle();
  const documents = double.container(new URL(access.url).pathname.slice(1), 'agencies')?.inPartition('PARKS') ?? [];
  const states = documents.map((document) => [
    document.type === 'outbox' ? JSON.stringify(document.body).match(/"state":"(\w+)"/)?.[1] : null,
    document.ttl,
  ]);
  const kept = DONE_IS_KEPT * 24 * 60 * 60;
  expect(states.filter(([, ttl]) => ttl !== undefined)).toEqual([
    ['done', kept],
    ['done', kept],
  ]);
  expect(states.filter(([state]) => state === 'waiting')).toHaveLength(1);
  expect(containerDefinitions().map(({ defaultTtl }) => defaultTtl)).toEqual([-1, -1, -1, -1]);
  await store.close();
  await double.stop();
});
