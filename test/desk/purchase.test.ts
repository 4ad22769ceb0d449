import { readAll } from '../../src/desk/directory.ts';
import { keys } from '../../src/desk/documents.ts';
import { as, type DeskOffice, PURGE } from './desk-office.ts';
import {
  ADA,
  approved,
  BILL,
  deploy,
  ED,
  EVE,
  FINN,
  filledPurchase,
  MAX,
  MIA,
  office,
  RAVI,
  RITA,
  received,
  SUPPLIED,
  WANDA,
} from './purchase-office.ts';

/** What is charged once at REV: kind, serial, cents and month. */
async function charges({ house: { store } }: DeskOffice): Promise<unknown[]> {
  const all = await readAll(store, { type: 'charge', pk: 'REV', where: [], orderBy: { field: 'serial' } });
  return all.map(({ body: { kind, serial, cents, month } }) => [kind, serial, cents, month]).sort();
}

/** Ends what REV may buy, on a day. */
async function endExemption({ house: { store } }: DeskOffice, until: string): Promise<void> {
  const body = { agency: 'REV', category: 'tablet', from: '2026-07-01', until };
  await store.commit([{ do: 'put', key: keys.exemption(body), body }]);
}

describe('Rule 52: who may purchase', () => {
  test('an agency without an exemption is pointed to order, and shown no form', async () => {
    const desk = await office();
    const notice = as(await desk.say(RITA, 'purchase'), 'notice');
    expect(notice).toMatchObject({ tone: 'refused', button: { title: 'Order', verb: 'order.open' } });
    expect(notice.text).toMatch(/^PARKS has no exemption in force/);
    as(await desk.act(RITA, notice.button?.verb ?? '', {}), 'order form');
  });

  test('the form offers only what the agency is exempt for', async () => {
    const desk = await office();
    const form = as(await desk.say(RAVI, 'purchase'), 'purchase form');
    expect(form.items.map(({ code }) => code)).toEqual(['TB-STD']);
    const laptop = filledPurchase(form.request, { item1: 'LT-STD' });
    const again = as(await desk.act(RAVI, 'purchase.submit', laptop), 'purchase form');
    expect(again.problems).toMatchObject([
      { field: 'item1', text: expect.stringMatching(/exempt for tablets, not for laptops/) },
    ]);
    expect(again.inputs.lines).toEqual([{ item: 'LT-STD', model: 'Acme Tab 11', quantity: '2', price: '$1,199.00' }]);
  });

  test('an exemption that ends between form and submit refuses it, and keeps what was typed', async () => {
    const desk = await office();
    const { request } = as(await desk.say(RAVI, 'purchase'), 'purchase form');
    await endExemption(desk, '2026-11-23');
    const again = as(await desk.act(RAVI, 'purchase.submit', filledPurchase(request)), 'purchase form');
    expect(again.problems).toMatchObject([
      { field: 'item1', text: expect.stringMatching(/^REV has no exemption in force/) },
    ]);
    expect(again.inputs).toMatchObject({ assignedUser: 'Sam Stone', duties: true });
    expect(await desk.house.store.read(keys.request(request))).toBeUndefined();
    as(await desk.say(RAVI, 'purchase'), 'notice');
  });

  test('one that ends after the submission stops nothing, until it is sent in anew', async () => {
    const desk = await office();
    const { request } = as(await desk.say(RAVI, 'purchase'), 'purchase form');
    await desk.act(RAVI, 'purchase.submit', filledPurchase(request));
    await endExemption(desk, '2026-11-23');
    await desk.act(MIA, 'request.approve', { request, step: 'agency', revision: 1 });
    const returned = { request, step: 'EUC', revision: 1, returnReason: 'Which model?' };
    as(await desk.act(ED, 'request.return', returned), 'decided');
    as(await desk.act(RAVI, 'request.change', { request }), 'notice');
    const again = filledPurchase(request, { revision: 2 });
    expect(as(await desk.act(RAVI, 'purchase.submit', again), 'purchase form').problems).toHaveLength(1);
  });

  test('Refresh costs and Add item lose nothing, and call nothing empty a mistake', async () => {
    const desk = await office();
    const { request } = as(await desk.say(RAVI, 'purchase'), 'purchase form');
    const some = { request, lines: 1, item1: 'TB-STD', quantity1: '2', assignedUser: 'Sam Stone' };
    const fresh = as(await desk.act(RAVI, 'purchase.price', some), 'purchase form');
    expect(fresh).toMatchObject({ problems: [], costs: null });
    const more = as(await desk.act(RAVI, 'purchase.add', filledPurchase(request)), 'purchase form');
    expect(more.inputs.lines).toHaveLength(2);
    expect(more).toMatchObject({ problems: [], costs: { purchase: { totalCents: 2 * 119900 } } });
  });
});

describe('a purchase from form to service', () => {
  test('Rules 16, 25, 33, 48 and 52: two approvals, procured, received, staged without label, deployed', async () => {
    const desk = await office();
    const request = await approved(desk);
    const queue = as(await desk.say(ADA, 'queue'), 'queue');
    expect(queue.rows.map(({ step, item, what }) => [step, item, what])).toEqual([['procure', 'TB-STD', '2 tablets']]);
    const card = as(await desk.act(ADA, 'work.open', { request, step: 'procure', item: 'TB-STD' }), 'procure');
    expect(card).toMatchObject({ waiting: 2, line: { purchase: { model: 'Acme Tab 11', priceCents: 119900 } } });
    const empty = { request, item: 'TB-STD', supplier: '', number: '4500123' };
    const refused = as(await desk.act(ADA, 'work.procure', empty), 'procure');
    expect(refused).toMatchObject({ inputs: { number: '4500123' }, problems: [{ field: 'supplier' }] });
    const bought = as(await desk.act(ADA, 'work.procure', { request, ...SUPPLIED }), 'request');
    expect(bought.note).toBe('2 devices procured.');
    const box = { item: 'TB-STD', model: 'Acme Tab 11', warranty: '2029-11-23' };
    await desk.act(WANDA, 'work.receive', { request, ...box, serials: 'TAB00001 TAB00002' });
    await desk.act(WANDA, 'work.do', { request, step: 'image' });
    await desk.act(WANDA, 'work.do', { request, step: 'stage' });
    for (const step of ['dispatch', 'deploy']) await desk.act(FINN, 'work.do', { request, step });
    const device = as(await desk.say(RAVI, 'TAB00001'), 'device');
    expect(device).toMatchObject({
      device: { status: 'in service', origin: 'purchased', labelled: false, property: { tag: null } },
      commitment: null,
      supportCents: 2500,
      canTag: true,
      canLabel: false,
    });
    expect(as(await desk.say(EVE, 'admission TAB00001'), 'admission').rows[0]).toMatchObject({
      admit: true,
      legacy: false,
    });
    expect(as(await desk.say(EVE, request), 'request').request.status).toBe('closed');
  });

  test('a delivery is late a week after it was bought, however long the buying took', async () => {
    const desk = await office();
    const request = await approved(desk);
    desk.clock.at += 9 * 86_400_000;
    await desk.act(ADA, 'work.procure', { request, ...SUPPLIED });
    expect(as(await desk.say(WANDA, 'queue'), 'queue').rows).toMatchObject([{ step: 'receive', late: null }]);
    desk.clock.at += 8 * 86_400_000;
    expect(as(await desk.say(WANDA, 'queue'), 'queue').rows).toMatchObject([{ step: 'receive', late: 17 }]);
  });

  test('Rule 36: the tag of what went to another agency is not asked of that one', async () => {
    const desk = await office();
    await deploy(desk, await received(desk));
    await desk.settle();
    const { request } = as(await desk.say(RAVI, 'move TAB00001'), 'move form');
    const asked = { serials: 'TAB00001', newUser: '', newLocation: '', newAgency: 'PARKS', reason: 'Swapped.' };
    await desk.act(RAVI, 'move.submit', { request, ...asked });
    await desk.act(MIA, 'request.approve', { request, step: 'agency', revision: 1 });
    const terms = { step: 'receiving agency', revision: 1, billingCode: 'PARKS-100' };
    await desk.act(MAX, 'request.approve', { request, ...terms });
    await desk.act(EVE, 'work.do', { request, step: 'collect' });
    as(await desk.act(EVE, 'work.sanitize', { request, mediaSerial: 'SSD-1', ...PURGE }), 'request');
    await desk.act(EVE, 'work.do', { request, step: 'image' });
    await desk.act(EVE, 'work.do', { request, step: 'stage', assignedUser: 'Rita Reyes', location: 'Room 9' });
    for (const step of ['dispatch', 'deploy']) await desk.act(EVE, 'work.do', { request, step });
    for (let rounds = 0; rounds < 3; rounds += 1) await desk.settle(1000);
    const there = as(await desk.say(MAX, 'TAB00001'), 'device');
    expect(there).toMatchObject({
      device: { agency: 'PARKS', status: 'in service', origin: 'purchased' },
      canTag: false,
    });
    expect(there.commitment).toBeNull();
    expect(as(await desk.say(RAVI, 'TAB00001'), 'device').device.status).toBe('transferred');
  });

  test('Rule 57: nobody of another agency sees it, tags it or learns of it', async () => {
    const desk = await office();
    const request = await received(desk);
    for (const verb of ['tag.open', 'tag.record', 'request.open']) {
      expect(as(await desk.act(MAX, verb, { request, tag_TAB00001: 'PK-1' }), 'notice').title).toBe('Not found');
    }
    expect(as(await desk.say(MAX, 'TAB00001'), 'notice').title).toBe('Not found');
    expect(as(await desk.say(MAX, 'requests'), 'requests').total).toBe(0);
  });
});

describe('Rule 48: handling and delivery', () => {
  const [HANDLING, DELIVERY] = [1800, 2200];

  test('are charged once for each device as it is deployed, however often anything is repeated', async () => {
    const desk = await office();
    const request = await received(desk);
    await desk.settle();
    expect(await charges(desk)).toEqual([]);
    await deploy(desk, request);
    await desk.settle();
    await deploy(desk, request);
    await desk.settle();
    const all = ['TAB00001', 'TAB00002'].flatMap((serial) => [
      ['delivery', serial, DELIVERY, '2026-11'],
      ['handling', serial, HANDLING, '2026-11'],
    ]);
    expect(await charges(desk)).toEqual(all.sort());
  });

  test('stand on the bill with their names, and are explained; there is no hardware charge', async () => {
    const desk = await office();
    await deploy(desk, await received(desk));
    await desk.settle();
    const bill = as(await desk.say(MIA, 'bill 2026-11'), 'bill');
    const once = bill.tally.groups.filter(({ kind }) => kind !== 'support' && kind !== 'hardware');
    expect(once.map(({ kind, count, cents }) => [kind, count, cents])).toEqual([
      ['handling', 2, 2 * HANDLING],
      ['delivery', 2, 2 * DELIVERY],
    ]);
    // The laptop of before, and two tablets: support for three, hardware for one.
    expect(bill.tally.totalCents).toBe(3 * 2500 + 3292 + 2 * (HANDLING + DELIVERY));
    const explained = as(await desk.say(MIA, 'bill explain TAB00001 2026-11'), 'explain');
    expect(explained.lines.map(({ kind, cents }) => [kind, cents]).sort()).toEqual([
      ['delivery', DELIVERY],
      ['handling', HANDLING],
      ['support', 2500],
    ]);
    expect(explained.reasons.map(({ kind, why }) => [kind, why])).toEqual(
      expect.arrayContaining([['handling', 'Warehouse handling of a purchased device.']]),
    );
  });

  test('what is cancelled before it is deployed is charged nothing', async () => {
    const desk = await office();
    const request = await received(desk);
    await desk.act(ED, 'request.cancel', {
      request,
      cancelWhat: 'some',
      cancelWhich: 'TAB00002',
      cancelReason: 'One is enough.',
    });
    await deploy(desk, request);
    await desk.settle();
    expect(await charges(desk)).toEqual([
      ['delivery', 'TAB00001', DELIVERY, '2026-11'],
      ['handling', 'TAB00001', HANDLING, '2026-11'],
    ]);
  });

  test('Rule 50: a month that is closed stays as it is; the charge goes to the open one', async () => {
    const desk = await office('2026-11-30T15:00:00.000Z');
    const request = await received(desk);
    await deploy(desk, request);
    // The process dies before the outbox is at it, and comes back in December.
    desk.clock.at = Date.parse('2026-12-01T15:00:00.000Z');
    const waits = as(await desk.act(BILL, 'month.close', { month: '2026-11' }), 'month');
    expect(waits.problem).toMatch(/^2026-11 waits for what is still to be booked: REV-/);
    await desk.settle(1000);
    await desk.act(BILL, 'month.close', { month: '2026-11' });
    for (let rounds = 0; rounds < 6; rounds += 1) await desk.settle(1000);
    const closed = as(await desk.say(BILL, 'bill REV 2026-11'), 'bill');
    expect(closed.state).toBe('closed');
    const booked = await charges(desk);
    expect(booked).toHaveLength(4);
    const inBill = closed.tally.groups.filter(({ kind }) => kind === 'handling' || kind === 'delivery');
    const open = as(await desk.say(BILL, 'bill REV 2026-12'), 'bill');
    const inOpen = open.tally.groups.filter(({ kind }) => kind === 'handling' || kind === 'delivery');
    expect(inBill).toEqual([]);
    expect(inOpen.map(({ kind, count }) => [kind, count])).toEqual([
      ['handling', 2],
      ['delivery', 2],
    ]);
  });

  test('Rule 3: at the rates it was submitted with', async () => {
    const desk = await office();
    const request = await received(desk);
    const catalog = await desk.house.directory.catalog('2026-11-24');
    const dearer = { ...catalog, version: '2026-11-25', purchase: { handlingCents: 9900, deliveryCents: 9900 } };
    await desk.house.store.commit([{ do: 'create', key: keys.catalog(dearer.version), body: dearer }]);
    desk.clock.at += 2 * 86_400_000;
    await deploy(desk, request);
    await desk.settle();
    expect((await charges(desk)).map((row) => (Array.isArray(row) ? row[2] : null)).sort()).toEqual([
      1800, 1800, 2200, 2200,
    ]);
  });
});

describe('Rules 25 and 53: the agency’s own tag', () => {
  test('is recorded from the device’s card or the request’s, and shown on both', async () => {
    const desk = await office();
    const request = await received(desk);
    const card = as(await desk.act(RAVI, 'tag.open', { request }), 'tag');
    expect(card.rows.map(({ serial, due }) => [serial, due])).toEqual([
      ['TAB00001', '2027-01-23'],
      ['TAB00002', '2027-01-23'],
    ]);
    const half = as(await desk.act(RAVI, 'tag.record', { request, tag_TAB00001: 'RV-1001', tag_TAB00002: '' }), 'tag');
    expect(half).toMatchObject({ total: 1, note: '1 device tagged.', problems: [] });
    const wrong = as(await desk.act(RAVI, 'tag.record', { request, tag_TAB00002: 'RV-1001' }), 'tag');
    expect(wrong).toMatchObject({ inputs: { TAB00002: 'RV-1001' }, problems: [{ field: 'tag_TAB00002' }] });
    await deploy(desk, request);
    const done = as(await desk.act(MIA, 'tag.record', { request, tag_TAB00002: 'RV-1002' }), 'request');
    expect(done.can.tag).toBe(false);
    const device = as(await desk.say(RAVI, 'TAB00002'), 'device');
    expect(device).toMatchObject({
      canTag: false,
      device: { property: { tag: { number: 'RV-1002', by: { name: 'Mia Martin' } } } },
    });
    expect(device.history[0]).toMatchObject({ what: 'Tagged', by: 'Mia Martin', request });
    const history = as(await desk.act(RAVI, 'history.open', { request }), 'history');
    expect(history.rows[0]?.what).toBe('Tagged RV-1002');
  });
});
