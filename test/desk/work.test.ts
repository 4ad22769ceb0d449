import { keys } from '../../src/desk/documents.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';

const [RITA, MAX, ED, EVE] = ['01', '02', '06', '0d'] as const;

/** An office in which Rita's order is approved; and its id. */
async function approved(change: Record<string, unknown> = {}): Promise<{ desk: DeskOffice; request: string }> {
  const store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  const desk = new DeskOffice(store);
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  as(await desk.act(RITA, 'order.submit', filledOrder(request, change)), 'request');
  as(await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 }), 'decided');
  as(await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 }), 'decided');
  return { desk, request };
}

const box = { item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2029-11-23' };

describe('receiving', () => {
  test.each(['2029-02-30', '2029-13-01', '20290-1-01', 'soon', ''])(
    'with the warranty until “%s” is refused, and claims nothing',
    async (warranty) => {
      const { desk, request } = await approved();
      const view = as(
        await desk.act(EVE, 'work.receive', { request, ...box, serials: '8KLM2X3', warranty }),
        'receive',
      );
      expect(view.problems).toEqual([{ field: 'warranty', text: 'Choose the day the warranty ends.' }]);
      expect(await desk.house.store.read(keys.claim('8KLM2X3'))).toBeUndefined();
    },
  );
});
