import assert from 'node:assert/strict';
import { keys } from '../../src/desk/documents.ts';
import type { View } from '../../src/desk/views.ts';
import { elementsOf } from '../cards/card-json.ts';
import { sampleCards } from '../cards/sample-cards.ts';
import { as, CANCEL_ALL, DeskOffice, filledOrder, PURGE } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX, NORA, RAVI, ED, WANDA, FINN, VERA, ADA, EVE] = [
  '01',
  '02',
  '03',
  '04',
  '06',
  '07',
  '08',
  '09',
  '0a',
  '0d',
] as const;

async function office(...installed: string[]): Promise<DeskOffice> {
  const store = await engine.open();
  const desk = new DeskOffice(store);
  for (const number of installed) await desk.desk.installed(desk.caller(number));
  return desk;
}

/** Rita's order of two laptops, deployed. */
async function deployed(desk: DeskOffice, change: Record<string, unknown>): Promise<string> {
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  const filled = filledOrder(request, { additional: 'false', ...change });
  as(await desk.act(RITA, 'order.submit', { ...filled, seenOwed: { '7BLUE01': 62548 } }), 'request');
  await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
  await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
  const box = { request, item: 'LT-STD', serials: '8KLM2X3 8KLM2X4', model: 'Dell', warranty: '2029-11-23' };
  await desk.act(EVE, 'work.receive', box);
  for (const step of ['image', 'stage', 'dispatch', 'deploy'])
    await desk.act(EVE, 'work.do', { request, step, label: 'true' });
  await desk.settle();
  for (let rounds = 0; rounds < 5; rounds += 1) await desk.settle(10);
  return request;
}

test('Rules 38 to 40: devices given back in one request end each where it was chosen', async () => {
  const desk = new DeskOffice(await engine.open());
  const { request } = as(await desk.say(RITA, 'decommission'), 'decommission form');
  const filled = { request, serials: '5CG0000001 5CG0000002', outcome: 'surplus', reason: 'Old.' };
  const chosen = { ...filled, outcome_5CG0000001: ' ', outcome_5CG0000002: 'spare' };
  const form = as(await desk.act(RITA, 'decommission.price', chosen), 'decommission form');
  expect(form.inputs.outcomes).toEqual({ '5CG0000002': { outcome: 'spare' } });
  const wrong = { ...chosen, outcome_5CG0000001: 'sold' };
  for (const verb of ['decommission.price', 'decommission.submit']) {
    expect(as(await desk.act(RITA, verb, wrong), 'decommission form').problems).toEqual([
      { field: 'outcome_5CG0000001', text: 'Choose what becomes of 5CG0000001.' },
    ]);
  }
  const sent = as(await desk.act(RITA, 'decommission.submit', chosen), 'request').request;
  expect(sent.units.map(({ becomes }) => becomes)).toEqual(['surplus', 'spare']);
  await desk.act(FINN, 'work.do', { request, step: 'collect' });
  await desk.act(FINN, 'work.sanitize', { request, ...PURGE });
  const stored = { request, step: 'place', location: 'Store room' };
  expect(as(await desk.act(ADA, 'work.do', stored), 'request').request.status).toBe('closed');
  for (const [serial, status] of [
    ['5CG0000001', 'surplus'],
    ['5CG0000002', 'spare'],
  ] as const) {
    expect(as(await desk.say(RITA, serial), 'device').device).toMatchObject({ status });
    const certificate = await desk.house.store.read(keys.certificate('PARKS', serial, request));
    expect(certificate?.body.destination).toBe(status);
  }
});

/** What a card sends: the data of a button, and its inputs as they stand. */
function sentBy(view: View, verb: string): Record<string, unknown> {
  const elements = [...elementsOf(sampleCards.render(view))];
  const inputs = elements.flatMap(({ type, id, value }) =>
    String(type).startsWith('Input.') ? [[String(id), value] as const] : [],
  );
  return { ...Object(elements.find((element) => element.verb === verb)?.data), ...Object.fromEntries(inputs) };
}

test('Rule 38: what was chosen for a device stays, though the card has no room for all, or for the others', async () => {
  const desk = new DeskOffice(await engine.open());
  const device = await desk.house.store.read(keys.device('PARKS', '5CG0000004'));
  assert(device !== undefined);
  const serials = Array.from({ length: 30 }, (_, index) => `7ZZ${String(index).padStart(4, '0')}`);
  for (const serial of serials) {
    const body = { ...device.body, serial };
    await desk.house.store.commit([{ do: 'create', key: keys.device('PARKS', serial), body }]);
  }
  const { request } = as(await desk.say(RITA, 'decommission'), 'decommission form');
  const spares = serials.slice(10, 26);
  const few = { request, serials: spares.slice(0, 12).join(' '), outcome: 'surplus', reason: 'Old.' };
  const first = await desk.act(RITA, 'decommission.price', few);
  const spare = (some: string[]) => Object.fromEntries(some.map((serial) => [`outcome_${serial}`, 'spare']));
  const chosen = { ...sentBy(first, 'decommission.price'), ...spare(spares), serials: spares.join(' ') };
  const more = await desk.act(RITA, 'decommission.price', chosen);
  const all = await desk.act(RITA, 'decommission.price', {
    ...sentBy(more, 'decommission.price'),
    serials: serials.join(' '),
  });
  const one = await desk.act(RITA, 'decommission.price', { ...sentBy(all, 'decommission.price'), serials: spares[15] });
  expect(sentBy(one, 'decommission.submit')).toMatchObject(spare(spares.slice(15)));
  const sent = as(await desk.act(RITA, 'decommission.submit', sentBy(all, 'decommission.submit')), 'request').request;
  expect(sent.units.filter(({ becomes }) => becomes === 'spare').map(({ serial }) => serial)).toEqual(spares);
});

describe('Rule 15: the requests for what an order replaces', () => {
  test('open by themselves, once, linked both ways; the order closes with them opened', async () => {
    const desk = await office(RITA, MAX, ED, EVE);
    const request = await deployed(desk, {
      replaces: '7BLUE01 5CG0000003 5CG0000004',
      becomes: 'spare',
      becomes_5CG0000003: 'redistribute',
      nextUser_5CG0000003: 'Nora Nash',
      nextLocation_5CG0000003: 'Visitor desk',
    });
    const order = as(await desk.say(RITA, request), 'request').request;
    expect(order.status).toBe('closed');
    expect(order.children).toEqual([
      { request: `${request}01`, kind: 'decommission', serials: ['7BLUE01', '5CG0000004'] },
      { request: `${request}02`, kind: 'move', serials: ['5CG0000003'] },
    ]);
    for (const { request: child, serials } of order.children) {
      const opened = as(await desk.say(RITA, child), 'request').request;
      expect(opened).toMatchObject({ status: 'in work', parent: request, route: [] });
      for (const serial of serials) expect(as(await desk.say(RITA, serial), 'device').device.openRequest).toBe(child);
    }
    await desk.settle(3_600_000);
    expect(as(await desk.say(RITA, request), 'request').request.children).toHaveLength(2);
  });

  test('Rule 13: the net count of the order comes true in the support count', async () => {
    const desk = await office(RITA, MAX, ED, EVE);
    const supported = async () => {
      const { items } = await desk.house.store.query({
        type: 'device',
        pk: 'PARKS',
        where: [],
        orderBy: { field: 'serial' },
        limit: 100,
      });
      return items.filter(({ body }) => body.support.at(-1)?.to === null).length;
    };
    const before = await supported();
    const request = await deployed(desk, { replaces: '5CG0000003', becomes: 'decommission' });
    const child = `${request}01`;
    await desk.act(FINN, 'work.do', { request: child, step: 'collect' });
    await desk.act(FINN, 'work.sanitize', { request: child, ...PURGE });
    await desk.act(ADA, 'work.do', { request: child, step: 'place' });
    const { quote } = as(await desk.say(RITA, request), 'request').request;
    expect((await supported()) - before).toBe(quote.netCount);
    expect(as(await desk.say(RITA, '5CG0000003'), 'device').device.status).toBe('retired');
  });
});

describe('giving devices back', () => {
  test('from the form to the certificate', async () => {
    const desk = await office(RITA, MAX, EVE);
    const form = as(await desk.say(RITA, 'decommission 7BLUE02, 5CG0000005'), 'decommission form');
    expect(form.inputs.serials).toBe('7BLUE02, 5CG0000005');
    const { request } = form;
    const filled = { request, serials: '7BLUE02 5CG0000005 8REDX01', outcome: 'surplus', reason: 'Old.' };
    const shown = as(await desk.act(RITA, 'decommission.submit', filled), 'decommission form');
    expect(shown.problems.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^7BLUE02 has 19 months left to pay/),
      expect.stringMatching(/^8REDX01 is not a device of PARKS/),
    ]);
    const sent = as(
      await desk.act(RITA, 'decommission.submit', { ...filled, seenOwed: { '7BLUE02': 62548 } }),
      'request',
    );
    expect(sent).toMatchObject({
      note: expect.stringMatching(/without these: 8REDX01 is not a device of PARKS/),
      refused: false,
    });
    expect(sent.request).toMatchObject({ status: 'awaiting approval', step: 'agency' });
    await desk.settle();
    as(desk.sentTo(MAX)[0]?.view, 'approval');
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    as(await desk.act(FINN, 'work.do', { request, step: 'collect' }), 'request');
    const card = as(await desk.act(FINN, 'work.open', { request, step: 'sanitize' }), 'sanitize');
    expect(card.validators.map(({ name }) => name)).toEqual(['Eve Ellis', 'Vera Vance']);
    const wrong = as(
      await desk.act(FINN, 'work.sanitize', { request, ...PURGE, method: 'clear', technique: 'overwrite' }),
      'sanitize',
    );
    expect(wrong.problems.map(({ field }) => field)).toEqual(['method']);
    expect(wrong.inputs).toMatchObject({ tool: 'Eraser', method: 'clear' });
    as(
      await desk.act(FINN, 'work.sanitize', { request, ...PURGE, mediaSerial: '7BLUE02, SSD-1\n5CG0000005, SSD-2' }),
      'request',
    );
    const certificate = await desk.house.store.read(keys.certificate('PARKS', '7BLUE02', request));
    expect(certificate?.body).toMatchObject({
      mediaSerial: 'SSD-1',
      validator: { name: 'Vera Vance' },
      destination: 'surplus',
      date: '2026-11-24',
    });
    const last = as(await desk.act(ADA, 'work.do', { request, step: 'place' }), 'request');
    expect(last.request.status).toBe('closed');
    const device = as(await desk.say(RITA, '7BLUE02'), 'device');
    expect(device.device.status).toBe('surplus');
    expect(device.commitment?.paid.monthsOwed).toBe(19);
    expect(device.history.map(({ what }) => what).slice(0, 3)).toEqual(['Placed', 'Sanitized', 'Collected']);
  });

  test('Rule 38: a good serial goes through whatever the others are', async () => {
    const desk = await office(RITA);
    const { request } = as(await desk.say(RITA, 'decommission'), 'decommission form');
    const filled = { request, serials: 'NOSUCH1 5CG0000005', outcome: 'surplus', reason: 'Old.' };
    expect(as(await desk.act(RITA, 'decommission.submit', filled), 'request').request.units).toHaveLength(1);
    expect(as(await desk.say(RAVI, `request ${request}`), 'notice').title).toBe('Not found');
  });

  test('each role’s queue has its own steps over all kinds', async () => {
    const desk = await office(RITA);
    const { request } = as(await desk.say(RITA, 'decommission'), 'decommission form');
    await desk.act(RITA, 'decommission.submit', { request, serials: '5CG0000005', outcome: 'spare', reason: 'Old.' });
    const steps = async (number: string) => as(await desk.say(number, 'queue'), 'queue').rows.map(({ step }) => step);
    expect([await steps(FINN), await steps(WANDA), await steps(ADA)]).toEqual([['collect'], [], []]);
    await desk.act(FINN, 'work.do', { request, step: 'collect' });
    expect([await steps(FINN), await steps(VERA), await steps(ADA)]).toEqual([['sanitize'], ['sanitize'], []]);
    await desk.act(FINN, 'work.sanitize', { request, ...PURGE });
    expect(await steps(ADA)).toEqual(['place']);
    const asked = as(await desk.act(ADA, 'work.do', { request, step: 'place' }), 'work');
    expect(asked.problems.map(({ field }) => field)).toEqual(['location']);
    as(await desk.act(ADA, 'work.do', { request, step: 'place', location: 'Store room' }), 'request');
  });
});

describe('moving devices', () => {
  test('inside an agency, from the form to the new desk', async () => {
    const desk = await office(RITA, NORA);
    const { request } = as(await desk.say(RITA, 'move 5CG0000005'), 'move form');
    const filled = {
      request,
      serials: '5CG0000005',
      newUser: 'Nora Nash',
      newLocation: 'Room 9',
      reason: 'She starts Monday.',
    };
    as(await desk.act(RITA, 'move.submit', filled), 'request');
    as(await desk.act(FINN, 'work.do', { request, step: 'pick up' }), 'request');
    as(await desk.act(WANDA, 'work.do', { request, step: 're-image' }), 'request');
    const last = as(await desk.act(FINN, 'work.do', { request, step: 'deploy' }), 'request');
    expect(last.request.status).toBe('closed');
    expect(as(await desk.say(RITA, '5CG0000005'), 'device').device).toMatchObject({
      assignedUser: { name: 'Nora Nash' },
      location: 'Room 9',
    });
  });

  test('a spare comes back to service when the agency approves, and is on the bill again', async () => {
    const desk = await office(RITA, MAX);
    const { request } = as(await desk.say(RITA, 'move 7BLUE03'), 'move form');
    const filled = { request, serials: '7BLUE03', newUser: 'Nora Nash', newLocation: 'Room 9', reason: 'Needed.' };
    expect(as(await desk.act(RITA, 'move.submit', filled), 'request').request.status).toBe('awaiting approval');
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    for (const step of ['image', 'stage', 'dispatch', 'deploy'])
      await desk.act(EVE, 'work.do', { request, step, label: 'true' });
    const device = as(await desk.say(RITA, '7BLUE03'), 'device');
    expect(device).toMatchObject({ device: { status: 'in service' }, supportCents: 2500 });
    expect(device.device.support).toHaveLength(2);
  });

  test('a returned move opens its own form again', async () => {
    const desk = await office(RITA, MAX);
    const { request } = as(await desk.say(RITA, 'move 7BLUE03'), 'move form');
    const filled = { request, serials: '7BLUE03', newUser: 'Nora Nash', newLocation: 'Room 9', reason: 'Needed.' };
    await desk.act(RITA, 'move.submit', filled);
    await desk.act(MAX, 'request.return', { request, step: 'agency', revision: 1, returnReason: 'Which room?' });
    const again = as(await desk.act(RITA, 'request.change', { request }), 'move form');
    expect(again).toMatchObject({ inputs: { newLocation: 'Room 9' }, returned: { reason: 'Which room?' } });
    as(await desk.act(RITA, 'move.submit', { ...filled, newLocation: 'Room 10' }), 'request');
  });
});

describe('finding one’s way', () => {
  test('devices lists an agency’s devices by state, person or location, for its approvers and EUC', async () => {
    const desk = await office();
    const serials = async (number: string, text: string) => {
      const { rows, list } = as(await desk.say(number, text), 'devices');
      return [rows.map(({ serial }) => serial), list?.total];
    };
    expect((await serials(MAX, 'devices'))[1]).toBe(14);
    expect(await serials(MAX, 'devices spare')).toEqual([['7BLUE03'], 1]);
    expect(await serials(MAX, 'devices disaster reserve')).toEqual([['7BLUE04'], 1]);
    expect((await serials(MAX, 'devices NORA nash'))[0]).toEqual(['5CG0000003']);
    expect((await serials(MAX, 'devices equipment room'))[0]).toEqual(['7BLUE03', '7BLUE04']);
    expect((await serials(MAX, 'devices %'))[1]).toBe(0);
    expect(await serials(EVE, 'devices REV')).toEqual([['8REDX01'], 1]);
    expect((await serials(EVE, 'devices'))[1]).toBe(15);
    expect(as(await desk.say(RITA, 'devices'), 'notice').title).toBe('Not yours to list');
  });

  test('a long list goes on, page by page', async () => {
    const desk = await office();
    const first = as(await desk.say(MAX, 'devices'), 'devices');
    const { list } = first;
    const second = as(
      await desk.act(MAX, 'devices.open', { which: list?.which, after: list?.after, from: first.rows.length }),
      'devices',
    );
    expect(new Set([...first.rows, ...second.rows].map(({ serial }) => serial)).size).toBe(14);
    expect(second.list?.after).toBeNull();
  });

  test('Rule 32: admission in chat; another agency’s serial is not found', async () => {
    const desk = await office();
    const ask = async (number: string) =>
      as(await desk.say(number, 'admission 7BLUE01 7BLUE03 8REDX01'), 'admission').rows.map((row) =>
        row.found ? row.reason : 'not found',
      );
    expect(await ask(EVE)).toEqual(['in service', 'spare', 'in service']);
    expect(await ask(RITA)).toEqual(['in service', 'spare', 'not found']);
    expect(as(await desk.say(RITA, 'admission'), 'notice').tone).toBe('refused');
  });
});

describe('what must not happen', () => {
  test('nobody blocks the requests an order opens by making one under their number', async () => {
    const desk = await office(RITA);
    const filled = { request: 'PARKS-T0000101', serials: '5CG0000005', outcome: 'surplus', reason: 'Old.' };
    expect(as(await desk.act(RITA, 'decommission.submit', filled), 'notice').title).toBe('That did not work');
  });

  test('what an order has opened is EUC’s to cancel, not the requester’s', async () => {
    const desk = await office(RITA, MAX, ED, EVE);
    const request = await deployed(desk, { replaces: '5CG0000003', becomes: 'decommission' });
    const child = `${request}01`;
    expect(
      as(await desk.act(RITA, 'request.cancel', { request: child, ...CANCEL_ALL }), 'request').request.status,
    ).toBe('in work');
    expect(as(await desk.act(ED, 'request.cancel', { request: child, ...CANCEL_ALL }), 'request').request.status).toBe(
      'cancelled',
    );
  });

  test('a text that names no device sanitizes none', async () => {
    const desk = await office(RITA);
    const { request } = as(await desk.say(RITA, 'decommission'), 'decommission form');
    await desk.act(RITA, 'decommission.submit', { request, serials: '5CG0000005', outcome: 'surplus', reason: 'Old.' });
    await desk.act(FINN, 'work.do', { request, step: 'collect' });
    const card = as(await desk.act(FINN, 'work.sanitize', { request, ...PURGE, serials: ' - , ' }), 'sanitize');
    expect(card.problems.map(({ field }) => field)).toEqual(['serials']);
    const strange = as(
      await desk.act(FINN, 'work.sanitize', { request, ...PURGE, mediaSerial: '5CG0000009, SSD-1' }),
      'sanitize',
    );
    expect(strange.problems.map(({ field }) => field)).toEqual(['mediaSerial']);
    const unsaid = as(await desk.act(FINN, 'work.sanitize', { request, ...PURGE, toolVersion: ' ' }), 'sanitize');
    expect(unsaid.problems.map(({ field }) => field)).toEqual(['toolVersion']);
  });

  test('an order’s number is not taken for a decommission, nor a returned form sent in by its old card', async () => {
    const desk = await office(RITA, MAX);
    const { request } = as(await desk.say(RITA, 'move 7BLUE03'), 'move form');
    const filled = { request, serials: '7BLUE03', newUser: 'Nora Nash', newLocation: 'Room 9', reason: 'Needed.' };
    await desk.act(RITA, 'move.submit', filled);
    await desk.act(MAX, 'request.return', { request, step: 'agency', revision: 1, returnReason: 'Which room?' });
    expect(as(await desk.act(RITA, 'move.submit', filled), 'request').request.status).toBe('returned');
    const other = { request, revision: 2, serials: '5CG0000005', outcome: 'surplus', reason: 'Old.' };
    expect(as(await desk.act(RITA, 'decommission.submit', other), 'decommission form').problems[0]?.text).toMatch(
      /another kind/,
    );
  });

  test('an approver may approve giving back the device they hold', async () => {
    const desk = await office(NORA, MAX);
    const { items } = await desk.house.store.query({
      type: 'device',
      pk: 'PARKS',
      where: [{ field: 'serial', is: '7BLUE02' }],
      orderBy: { field: 'serial' },
      limit: 1,
    });
    const [held] = items;
    if (held === undefined) throw new Error('7BLUE02 is missing');
    await desk.house.store.commit([
      { do: 'put', key: held.key, body: { ...held.body, assignedUser: { id: null, name: 'Max Moreau' } } },
    ]);
    const { request } = as(await desk.say(RITA, 'decommission'), 'decommission form');
    const filled = { request, serials: '7BLUE02', outcome: 'surplus', reason: 'Old.', seenOwed: { '7BLUE02': 62548 } };
    as(await desk.act(RITA, 'decommission.submit', filled), 'request');
    expect(
      as(await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 }), 'decided').note,
    ).toBeNull();
  });

  test('devices that take different ways in one request are all worked on', async () => {
    const desk = await office(RITA, MAX);
    const { request } = as(await desk.say(RITA, 'move'), 'move form');
    const filled = {
      request,
      serials: '7BLUE03 5CG0000005',
      newUser: 'Nora Nash',
      newLocation: 'Room 9',
      reason: 'So.',
    };
    await desk.act(RITA, 'move.submit', filled);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    const { can, timeline } = as(await desk.say(EVE, request), 'request');
    expect(can.work.map(({ step }) => step)).toEqual(['pick up', 'image']);
    expect(timeline.map(({ label }) => label)).toEqual(expect.arrayContaining(['Collecting', 'Imaging', 'Deployed']));
    for (const step of ['image', 'stage', 'dispatch', 'deploy'])
      await desk.act(EVE, 'work.do', { request, step, label: 'true' });
    expect(as(await desk.say(EVE, request), 'request').can.work.map(({ step }) => step)).toEqual(['pick up']);
  });
});
