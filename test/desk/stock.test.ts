import { keys } from '../../src/desk/documents.ts';
import { Crash, faultyStore } from '../store/faulty-store.ts';
import { as, CANCEL_ALL, DeskOffice, filledOrder } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX, RAVI, MIA, ED, ADA, EVE] = ['01', '02', '04', '05', '06', '0a', '0d'] as const;
const BOX = { item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2029-11-23', serials: '8KLM2X4' };
const A_WHILE = 11 * 60_000;

async function ordered(
  desk: DeskOffice,
  by: string,
  approver: string,
  billingCode: string,
  item1 = 'LT-STD',
): Promise<string> {
  const { request } = as(await desk.say(by, 'order'), 'order form');
  as(await desk.act(by, 'order.submit', filledOrder(request, { item1, quantity1: '1', billingCode })), 'request');
  await desk.act(approver, 'request.approve', { request, step: 'agency', revision: 1 });
  await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
  await desk.settle();
  return request;
}

/** An office with a laptop in stock: it came for an order of PARKS that was cancelled then. */
async function withStock(): Promise<{ desk: DeskOffice; cancelled: string }> {
  const desk = new DeskOffice(await engine.open());
  const cancelled = await ordered(desk, RITA, MAX, 'PARKS-200');
  await desk.act(EVE, 'work.receive', { request: cancelled, ...BOX });
  await desk.act(ED, 'request.cancel', { request: cancelled, ...CANCEL_ALL });
  await desk.settle(A_WHILE);
  return { desk, cancelled };
}

describe('what lies in stock after a cancellation is EUC’s', () => {
  test('another agency’s order receives it, and both journals tell', async () => {
    const { desk, cancelled } = await withStock();
    const request = await ordered(desk, RAVI, MIA, 'REV-100');
    as(await desk.act(EVE, 'work.receive', { request, ...BOX }), 'request');
    for (const step of ['image', 'stage', 'dispatch', 'deploy']) {
      await desk.act(EVE, 'work.do', { request, step, label: 'true' });
    }
    expect(as(await desk.say(RAVI, '8KLM2X4'), 'device')).toMatchObject({
      device: { agency: 'REV', status: 'in service', orderedBy: request },
      commitment: { paid: { monthsBilled: 0, charge: 1 } },
    });
    expect(as(await desk.say(EVE, 'admission 8KLM2X4'), 'admission').rows).toMatchObject([{ admit: true }]);
    const left = as(await desk.say(MAX, '8KLM2X4'), 'device');
    expect(left).toMatchObject({ device: { status: 'transferred', assignedUser: null }, commitment: null });
    expect(left.history.map(({ what }) => what)[0]).toBe('From stock to REV: order cancelled');
    expect(as(await desk.say(RITA, cancelled), 'request').request.status).toBe('cancelled');
    const all = as(await desk.say(ADA, 'devices 2.14'), 'devices').rows.filter(({ serial }) => serial === '8KLM2X4');
    expect(all.map(({ device }) => device?.agency)).toEqual(['REV']);
  });

  test('but for an order of that very item only, whose agency it may be', async () => {
    const { desk } = await withStock();
    for (const [by, approver, billingCode] of [
      [RITA, MAX, 'PARKS-200'],
      [RAVI, MIA, 'REV-100'],
    ] as const) {
      const request = await ordered(desk, by, approver, billingCode, 'TB-STD');
      const card = as(
        await desk.act(EVE, 'work.receive', { request, ...BOX, item: 'TB-STD', model: 'Tab 9' }),
        'receive',
      );
      expect(card.problems).toMatchObject([{ text: expect.stringContaining('received at PARKS as Standard laptop') }]);
    }
    expect(as(await desk.say(EVE, '8KLM2X4'), 'device').device).toMatchObject({ item: 'LT-STD', openRequest: null });
  });

  test('it can come back to the first agency in the same way', async () => {
    const { desk } = await withStock();
    const request = await ordered(desk, RAVI, MIA, 'REV-100');
    await desk.act(EVE, 'work.receive', { request, ...BOX });
    await desk.act(ED, 'request.cancel', { request, ...CANCEL_ALL });
    await desk.settle(A_WHILE);
    const again = await ordered(desk, RITA, MAX, 'PARKS-200');
    as(await desk.act(EVE, 'work.receive', { request: again, ...BOX }), 'request');
    expect(as(await desk.say(EVE, '8KLM2X4'), 'device').device).toMatchObject({ agency: 'PARKS', openRequest: again });
    expect((await desk.house.store.read(keys.claim('8KLM2X4')))?.body.agency).toBe('PARKS');
  });

  // The second one finds that somebody has the serial already.
  test.each([
    ['before', 1, 'ends the record at PARKS'],
    ['after', 1, 'ends the record at PARKS'],
    ['before', 3, 'passes the serial on'],
    ['after', 3, 'passes the serial on'],
    ['before', 4, 'receives it'],
    ['after', 4, 'receives it'],
  ] as const)('a receipt that dies %s commit %i, which %s, is finished by the next click', async (when, at, _what) => {
    const { desk } = await withStock();
    const request = await ordered(desk, RAVI, MIA, 'REV-100');
    const { store } = desk.house;
    const dying = faultyStore(store, { at, when, error: () => new Crash(), only: ['commit'] });
    const gone = new DeskOffice(dying, undefined, desk.clock.at);
    await expect(gone.act(EVE, 'work.receive', { request, ...BOX })).rejects.toThrow(Crash);
    expect(dying.hasFailed()).toBe(true);
    as(await desk.act(EVE, 'work.receive', { request, ...BOX }), 'request');
    expect(as(await desk.say(EVE, '8KLM2X4'), 'device').device).toMatchObject({ agency: 'REV', openRequest: request });
    expect((await store.read(keys.device('PARKS', '8KLM2X4')))?.body.status).toBe('transferred');
  });

  test('what is being received, in an order, or deployed is nobody else’s', async () => {
    const desk = new DeskOffice(await engine.open());
    const parks = await ordered(desk, RITA, MAX, 'PARKS-200');
    await desk.act(EVE, 'work.receive', { request: parks, ...BOX });
    const request = await ordered(desk, RAVI, MIA, 'REV-100');
    await desk.settle(A_WHILE);
    const busy = as(await desk.act(EVE, 'work.receive', { request, ...BOX }), 'receive');
    expect(busy.problems[0]?.text).toMatch(/8KLM2X4 is known already: received at PARKS/);
    for (const step of ['image', 'stage', 'dispatch', 'deploy']) {
      await desk.act(EVE, 'work.do', { request: parks, step, label: 'true' });
    }
    const served = as(await desk.act(EVE, 'work.receive', { request, ...BOX }), 'receive');
    expect(served.problems[0]?.text).toMatch(/known already: in service at PARKS/);
  });
});
