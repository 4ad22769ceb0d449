import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readAll } from '../../src/desk/directory.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { DeskOffice } from './desk-office.ts';
import { ED, EVE, FINN, office, received, WANDA } from './purchase-office.ts';

const SERIALS = ['TAB00001', 'TAB00002'];

/** What may happen to a purchase that has come in, in any order and as often as it likes. */
const happening = fc.oneof(
  fc.constantFrom('image' as const, 'stage' as const, 'dispatch' as const).map((step) => ({ step, serials: '' })),
  fc.record({ step: fc.constant('deploy' as const), serials: fc.constantFrom('', ...SERIALS) }),
  fc.record({ step: fc.constant('cancel' as const), serials: fc.constantFrom(...SERIALS) }),
  fc.constantFrom('outbox' as const, 'restart' as const, 'next month' as const).map((step) => ({ step, serials: '' })),
);
const straight = ['image', 'stage', 'dispatch'] as const;

test('Rule 48: handling and delivery once for each device that was deployed, and for no other', async () => {
  const seen = { charged: 0, cancelled: 0 };
  await fc.assert(
    fc.asyncProperty(fc.array(happening, { minLength: 4, maxLength: 12 }), fc.boolean(), async (story, onTheWay) => {
      const store = openSqliteStore(':memory:');
      let desk = await office(undefined, store);
      const request = await received(desk);
      const all = onTheWay ? [...straight.map((step) => ({ step, serials: '' })), ...story] : story;
      for (const { step, serials } of all) {
        if (step === 'outbox') await desk.settle(1000);
        else if (step === 'restart') desk = new DeskOffice(store, desk.chats, desk.clock.at + 31_000);
        else if (step === 'next month') desk.clock.at += 31 * 86_400_000;
        else if (step === 'cancel')
          await desk.act(ED, 'request.cancel', {
            request,
            cancelWhat: 'some',
            cancelWhich: serials,
            cancelReason: 'So.',
          });
        else
          await desk.act(step === 'deploy' ? FINN : step === 'dispatch' ? EVE : WANDA, 'work.do', {
            request,
            step,
            serials,
          });
      }
      for (let rounds = 0; rounds < 4; rounds += 1) await desk.settle(31_000);
      const charges = await readAll(store, { type: 'charge', pk: 'REV', where: [], orderBy: { field: 'serial' } });
      const devices = await readAll(store, { type: 'device', pk: 'REV', where: [], orderBy: { field: 'serial' } });
      const deployed = devices
        .map(({ body }) => body)
        .filter(({ origin, status }) => origin === 'purchased' && status === 'in service');
      const expected = deployed.flatMap(({ serial }) => [`delivery ${serial} 2200`, `handling ${serial} 1800`]).sort();
      assert.deepEqual(
        charges.map(({ body: { kind, serial, cents } }) => `${kind} ${serial} ${cents}`).sort(),
        expected,
      );
      seen.charged += deployed.length;
      seen.cancelled += devices.filter(
        ({ body }) => body.origin === 'purchased' && body.openRequest === null && body.status === 'received',
      ).length;
      await store.close();
    }),
    { numRuns: 60 },
  );
  expect(seen.charged).toBeGreaterThan(0);
  expect(seen.cancelled).toBeGreaterThan(0);
}, 60_000);
