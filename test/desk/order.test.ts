import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';

const [RITA] = ['01'] as const;

async function office(): Promise<DeskOffice> {
  const store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  return new DeskOffice(store);
}

describe('submitting', () => {
  test('under a number that no form was ever given is refused', async () => {
    const desk = await office();
    for (const request of ['PARKS-IMPORT', 'PARKS-00000', 'PARKS-0000000', 'PARKS-ILOU00', 'PARKS-00000a']) {
      expect(as(await desk.act(RITA, 'order.submit', filledOrder(request)), 'notice').tone).toBe('refused');
    }
  });
});
