import { keys } from '../../src/desk/documents.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX, ED, WANDA, FINN, ADA, EVE] = ['01', '02', '06', '07', '08', '0a', '0d'] as const;

/** An order of Rita's, approved twice. */
async function approved(change: Record<string, unknown>): Promise<{ desk: DeskOffice; request: string }> {
  const store = await engine.open();
  const desk = new DeskOffice(store);
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  as(await desk.act(RITA, 'order.submit', filledOrder(request, change)), 'request');
  await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
  await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
  return { desk, request };
}

function receive(desk: DeskOffice, request: string, serials: string) {
  return desk.act(WANDA, 'work.receive', { request, item: 'LT-STD', serials, model: 'Acme', warranty: '2029-11-23' });
}

const MIXED = { lines: 2, quantity1: '1', item2: 'LT-STD', quantity2: '1', reserve2: 'true' };

describe('ordered for disaster reserve', () => {
  test('the form keeps where units go, and says what that costs and changes', async () => {
    const { desk, request } = await approved(MIXED);
    const { request: other } = as(await desk.say(RITA, 'order'), 'order form');
    const form = as(await desk.act(RITA, 'order.price', filledOrder(other, MIXED)), 'order form');
    expect(form.inputs.lines.map(({ reserve }) => reserve)).toEqual([false, true]);
    expect(form.costs).toMatchObject({ counted: 1, netCount: 1, monthlyCents: 2 * 3292 });
    const more = as(await desk.act(RITA, 'order.add', filledOrder(other, MIXED)), 'order form');
    expect(more.inputs.lines).toHaveLength(3);
    expect(as(await desk.say(RITA, request), 'request').request.title).toBe('2 laptops');
  });

  test('Rules 37 and 46: from the queue of the asset manager to its return to service', async () => {
    const { desk, request } = await approved(MIXED);
    await receive(desk, request, '8KLM2X3 8KLM2X4');
    await desk.act(WANDA, 'work.do', { request, step: 'image' });
    const stage = as(await desk.act(WANDA, 'work.open', { request, step: 'stage' }), 'work');
    expect(stage.unnamed).toEqual({ users: 0, locations: 0 });
    await desk.act(WANDA, 'work.do', { request, step: 'stage', label: 'true' });
    const queue = as(await desk.say(ADA, 'queue'), 'queue');
    expect(queue.rows.map(({ step, request, what }) => [step, request, what])).toEqual([
      ['place', request, 'Standard laptop 8KLM2X4'],
    ]);
    for (const step of ['dispatch', 'deploy']) await desk.act(FINN, 'work.do', { request, step });
    const place = as(await desk.act(ADA, 'work.do', { request, step: 'place' }), 'work');
    expect(place).toMatchObject({ unnamed: { locations: 1 }, problems: [{ field: 'location' }] });
    const placed = as(await desk.act(ADA, 'work.do', { request, step: 'place', location: 'Vault' }), 'request');
    expect(placed.request.status).toBe('closed');
    const kept = as(await desk.say(RITA, '8KLM2X4'), 'device');
    expect(kept).toMatchObject({
      device: { status: 'disaster reserve', location: 'Vault', assignedUser: null },
      supportCents: 0,
      commitment: { rateCents: 3292, paid: { monthsBilled: 0, charge: null, lastMonth: null } },
    });
    expect(as(await desk.say(EVE, 'admission 8KLM2X4'), 'admission').rows[0]).toMatchObject({ admit: false });
    const { request: back } = as(await desk.say(RITA, 'move 8KLM2X4'), 'move form');
    const filled = { serials: '8KLM2X4', newUser: 'Nora Nash', newLocation: 'Room 9', reason: 'The flood.' };
    as(await desk.act(RITA, 'move.submit', { request: back, ...filled }), 'request');
    await desk.act(MAX, 'request.approve', { request: back, step: 'agency', revision: 1 });
    for (const step of ['image', 'stage', 'dispatch', 'deploy']) {
      await desk.act(EVE, 'work.do', { request: back, step, label: 'true' });
    }
    const { body } = (await desk.house.store.read(keys.commitment('PARKS', '8KLM2X4'))) ?? {};
    expect(body).toMatchObject({ firstMonth: '2026-11', request, billingCode: 'PARKS-200' });
    const serving = as(await desk.say(RITA, '8KLM2X4'), 'device');
    expect(serving).toMatchObject({ device: { status: 'in service' }, supportCents: 2500 });
    expect(as(await desk.say(EVE, 'admission 8KLM2X4'), 'admission').rows[0]).toMatchObject({ admit: true });
  });

  test('150 of them are placed in one click, each with its commitment', async () => {
    const { desk, request } = await approved({ quantity1: '150', reserve1: 'true', assignedUser: '' });
    const serials = Array.from({ length: 150 }, (_, no) => `KEPT${String(no).padStart(4, '0')}`);
    await receive(desk, request, serials.join(' '));
    for (const step of ['image', 'stage', 'place']) {
      await desk.act(EVE, 'work.do', { request, step, label: 'true' });
    }
    expect(as(await desk.say(RITA, request), 'request').request.status).toBe('closed');
    const commitments = await desk.house.store.count({
      type: 'commitment',
      where: [{ field: 'request', is: request }],
    });
    expect(commitments).toBe(150);
  });
});

describe('Rule 20: cancelling some units', () => {
  test('the rest goes on; what was typed stays when it is refused; the reason is in the history', async () => {
    const { desk, request } = await approved({ quantity1: '3' });
    await receive(desk, request, '8KLM2X3');
    const typed = {
      request,
      toCome: '2-3',
      cancelWhat: 'some',
      cancelWhich: '8KLM2X9, 1 laptop',
      cancelReason: 'Too many.',
    };
    const refused = as(await desk.act(ED, 'request.cancel', typed), 'request');
    expect(refused).toMatchObject({
      refused: true,
      typed: { what: 'some', which: '8KLM2X9, 1 laptop', reason: 'Too many.' },
    });
    expect(refused.note).toMatch(/^8KLM2X9 is not a device of/);
    expect(refused.request.cancellations).toEqual([]);
    const some = { ...typed, cancelWhat: 'some', cancelWhich: '8KLM2X3, 1 laptop' };
    const done = as(await desk.act(ED, 'request.cancel', some), 'request');
    expect(done).toMatchObject({ note: '2 devices cancelled. The others go on.', refused: false, typed: null });
    expect(done.request.status).toBe('in work');
    const again = as(await desk.act(ED, 'request.cancel', some), 'request');
    expect(again).toMatchObject({ note: 'These were cancelled already. Nothing was changed.', refused: false });
    const history = as(await desk.act(RITA, 'history.open', { request }), 'history');
    expect(history.rows[0]).toMatchObject({ what: '2 devices cancelled: Too many.', by: 'Ed Evans' });
    const stock = as(await desk.say(RITA, '8KLM2X3'), 'device');
    expect(stock.device).toMatchObject({ status: 'received', openRequest: null, assignedUser: null });
    expect(as(await desk.act(RITA, 'request.cancel', { request }), 'request').note).toMatch(/only an EUC approver/);
  });

  test('Rules 13 and 15: the old device’s request opens once the rest is deployed; the net count shown stays', async () => {
    const { desk, request } = await approved({ additional: '', replaces: '5CG0000003', becomes: 'decommission' });
    await receive(desk, request, '8KLM2X3');
    for (const step of ['image', 'stage', 'dispatch', 'deploy']) {
      await desk.act(EVE, 'work.do', { request, step, label: 'true' });
    }
    const cancel = {
      request,
      toCome: '2',
      cancelWhat: 'some',
      cancelWhich: '1 standard laptop',
      cancelReason: 'One less.',
    };
    const after = as(await desk.act(ED, 'request.cancel', cancel), 'request').request;
    expect([after.status, after.quote.netCount]).toEqual(['in work', 1]);
    for (let rounds = 0; rounds < 3; rounds += 1) await desk.settle(10);
    const order = as(await desk.say(RITA, request), 'request').request;
    expect(order.status).toBe('closed');
    expect(order.children.map(({ serials }) => serials)).toEqual([['5CG0000003']]);
    expect(as(await desk.say(RITA, '5CG0000003'), 'device').device.openRequest).toBe(`${request}01`);
  });

  test('Rule 12: where nothing was deployed, in however many parts it was cancelled, the old device is free', async () => {
    const { desk, request } = await approved({ additional: '', replaces: '5CG0000003', becomes: 'decommission' });
    await receive(desk, request, '8KLM2X3');
    await desk.act(ED, 'request.cancel', {
      request,
      toCome: '2',
      cancelWhat: 'some',
      cancelWhich: '1 laptop',
      cancelReason: 'One less.',
    });
    const last = as(
      await desk.act(ED, 'request.cancel', {
        request,
        cancelWhat: 'some',
        cancelWhich: '8KLM2X3',
        cancelReason: 'None at all.',
      }),
      'request',
    ).request;
    expect(last.status).toBe('cancelled');
    for (let rounds = 0; rounds < 3; rounds += 1) await desk.settle(10);
    expect(as(await desk.say(RITA, '5CG0000003'), 'device').device.openRequest).toBeNull();
    expect(as(await desk.say(RITA, request), 'request').request.children).toEqual([]);
    as(await desk.act(ED, 'request.cancel', { request, cancelWhat: 'some', cancelWhich: '1 laptop' }), 'request');
  });

  test('95 units are cancelled by name in one click', async () => {
    const { desk, request } = await approved({ quantity1: '100' });
    const some = {
      request,
      toCome: '1-100',
      cancelWhat: 'some',
      cancelWhich: '95 standard laptops',
      cancelReason: 'Too many.',
    };
    const { request: after, note } = as(await desk.act(ED, 'request.cancel', some), 'request');
    expect([after.units.filter(({ cancelled }) => cancelled).length, note]).toEqual([
      95,
      '95 devices cancelled. The others go on.',
    ]);
    const [{ label, note: why } = { label: '', note: '' }] = as(
      await desk.say(RITA, request),
      'request',
    ).timeline.slice(-1);
    expect([label, why]).toEqual(['95 devices cancelled', 'Too many.']);
  });
});
