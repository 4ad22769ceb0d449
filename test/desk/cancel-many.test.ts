import { as, DeskOffice, filledOrder } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX, ED] = ['01', '02', '06'] as const;

/** An office with an approved order of 250 laptops. */
async function office(): Promise<{ desk: DeskOffice; request: string }> {
  const desk = new DeskOffice(await engine.open());
  const request = desk.house.newRequestId('PARKS');
  await desk.act(RITA, 'order.submit', filledOrder(request, { quantity1: '250', assignedUser: '', location: '' }));
  await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
  await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
  return { desk, request };
}

async function cancelSome({ desk, request }: { desk: DeskOffice; request: string }, which: string, toCome = '') {
  const data = { request, toCome, cancelWhat: 'some', cancelWhich: which, cancelReason: 'Too many.' };
  return as(await desk.act(ED, 'request.cancel', data), 'request');
}

describe('Rule 20: cancelling many of 250 devices', () => {
  test.each(['', '1-250'])(
    'as many go as are asked for, on a card that showed “%s” as still to come',
    async (toCome) => {
      const view = await cancelSome(await office(), '120 standard laptops', toCome);
      expect(view.request.units.filter(({ cancelled }) => cancelled)).toHaveLength(120);
      expect(view.note).toBe('120 devices cancelled. The others go on.');
    },
  );
});
