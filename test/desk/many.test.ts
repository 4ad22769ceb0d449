import { keys } from '../../src/desk/documents.ts';
import type { Request } from '../../src/domain/request/state.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';

const MAX = '02';

test('approvals counts and shows all that waits, however many (Rule 16)', async () => {
  const store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  const desk = new DeskOffice(store);
  await desk.act('01', 'order.submit', filledOrder(desk.house.newRequestId('PARKS')));
  const first = (await store.read(keys.request('PARKS-T00001')))?.body;
  if (first === undefined) throw new Error('nothing was ordered');
  for (let no = 2; no <= 130; no += 1) {
    const body: Request = { ...first, id: `PARKS-T${String(no).padStart(5, '0')}` };
    await store.commit([{ do: 'create', key: keys.request(body.id), body }]);
  }
  expect(as(await desk.say(MAX, 'approvals'), 'requests').total).toBe(130);
  const last = as(await desk.act(MAX, 'approvals.open', { from: 126 }), 'requests');
  expect(last.rows.map(({ id }) => id)).toContain('PARKS-T00130');
  await store.close();
});
