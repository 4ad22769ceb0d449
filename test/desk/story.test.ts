import { as, DeskOffice, filledOrder } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX, NORA, RAVI, ED, WANDA, FINN, EVE] = ['01', '02', '03', '04', '06', '07', '08', '0d'] as const;

async function office(...installed: string[]): Promise<DeskOffice> {
  const store = await engine.open();
  const office = new DeskOffice(store);
  for (const number of installed) await office.desk.installed(office.caller(number));
  return office;
}

async function ordered(desk: DeskOffice, change: Record<string, unknown> = {}): Promise<string> {
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  as(await desk.act(RITA, 'order.submit', filledOrder(request, change)), 'request');
  await desk.settle();
  return request;
}

async function approved(desk: DeskOffice, change: Record<string, unknown> = {}): Promise<string> {
  const request = await ordered(desk, change);
  as(await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 }), 'decided');
  as(await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 }), 'decided');
  await desk.settle();
  return request;
}

const good = { item: 'LT-STD', serials: '8KLM2X3, 8KLM2X4', model: 'Dell Latitude 5450', warranty: '2029-11-23' };

describe('from order to deployed device, at the desk', () => {
  test('the whole story', async () => {
    const desk = await office(RITA, MAX, NORA, ED, EVE);
    const request = await approved(desk);
    as(await desk.act(WANDA, 'work.receive', { request, ...good }), 'request');
    as(await desk.act(WANDA, 'work.do', { request, step: 'image' }), 'request');
    as(await desk.act(WANDA, 'work.do', { request, step: 'stage', label: 'true' }), 'request');
    as(await desk.act(FINN, 'work.do', { request, step: 'dispatch' }), 'request');
    const last = as(await desk.act(FINN, 'work.do', { request, step: 'deploy' }), 'request');
    expect(last.request.status).toBe('closed');
    const device = as(await desk.say(RITA, '8klm-2x3'), 'device');
    expect(device).toMatchObject({
      device: { status: 'in service', assignedUser: { name: 'Sam Stone' }, warrantyUntil: '2029-11-23' },
      commitment: { paid: { monthsBilled: 0, charge: 1, monthsOwed: 47 } },
      supportCents: 2500,
    });
    expect(device.history.map(({ what, by }) => `${what} ${by}`)).toEqual([
      'Deployed Finn Foster',
      'Dispatched Finn Foster',
      'Staged Wanda White',
      'Imaged Wanda White',
      'Received Wanda White',
    ]);
    await desk.settle();
    expect(as(desk.sentTo(RITA).at(-1)?.view, 'request').request.status).toBe('closed');
  });

  test('every approver of the agency is asked once, and every copy follows the decision', async () => {
    const desk = await office(RITA, MAX, NORA, ED, EVE);
    const request = await ordered(desk);
    expect([MAX, NORA, ED, EVE, RITA].map((number) => desk.sentTo(number).length)).toEqual([1, 1, 0, 0, 0]);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    await desk.settle();
    expect([MAX, NORA].map((number) => desk.sentTo(number).map(({ view }) => view.card))).toEqual([
      ['decided'],
      ['decided'],
    ]);
    expect([ED, EVE].map((number) => desk.sentTo(number).map(({ view }) => view.card))).toEqual([
      ['approval'],
      ['approval'],
    ]);
  });

  test('two approvers at once: one decides, the other is told who', async () => {
    const desk = await office(RITA, MAX, NORA);
    const request = await ordered(desk);
    const data = { request, step: 'agency', revision: 1 };
    const [one, two] = await Promise.all([
      desk.act(MAX, 'request.approve', data),
      desk.act(NORA, 'request.reject', { ...data, rejectReason: 'No.' }),
    ]);
    const notes = [as(one, 'decided'), as(two, 'decided')].map(({ note }) => note);
    expect(notes.filter((note) => note === null)).toHaveLength(1);
    expect(notes.filter((note) => note?.includes('has already'))).toHaveLength(1);
  });

  test('a person who has not installed the bot gets the message when they do', async () => {
    const desk = await office(RITA);
    await ordered(desk);
    await desk.settle(3_600_000);
    expect(desk.sentTo(MAX)).toEqual([]);
    await desk.desk.installed(desk.caller(MAX));
    await desk.settle();
    expect(desk.sentTo(MAX).map(({ view }) => view.card)).toEqual(['approval']);
    await desk.desk.installed(desk.caller(MAX));
    await desk.settle();
    expect(desk.sentTo(MAX)).toHaveLength(1);
  });

  test('the welcome comes once', async () => {
    const desk = await office();
    expect((await desk.desk.installed(desk.caller(RITA)))?.card).toBe('welcome');
    expect(await desk.desk.installed(desk.caller(RITA))).toBeNull();
  });

  test('40 laptops are received by pasting 40 serials once, and 250 units go through every step', async () => {
    const desk = await office(RITA, MAX, ED);
    const request = await approved(desk, { quantity1: '250' });
    const serials = Array.from({ length: 250 }, (_, index) => `BULK${String(index).padStart(3, '0')}`);
    const some = as(
      await desk.act(EVE, 'work.receive', { request, ...good, serials: serials.slice(0, 40).join('\n') }),
      'receive',
    );
    expect(some).toMatchObject({ justNow: 40, toCome: 210, note: '40 devices received.' });
    await desk.act(EVE, 'work.receive', { request, ...good, serials: serials.slice(40).join(' ') });
    for (const step of ['image', 'stage', 'dispatch', 'deploy']) {
      as(await desk.act(EVE, 'work.do', { request, step, label: 'true' }), 'request');
    }
    const { request: done } = as(await desk.say(RITA, `request ${request}`), 'request');
    expect(done.status).toBe('closed');
    expect(as(await desk.say(EVE, 'BULK249'), 'device').device.status).toBe('in service');
  });

  test('a returned order opens with all that was typed, and goes through when it is changed', async () => {
    const desk = await office(RITA, MAX, ED);
    const request = await ordered(desk);
    await desk.act(MAX, 'request.return', { request, step: 'agency', revision: 1, returnReason: 'One is enough.' });
    await desk.settle();
    expect(as(desk.sentTo(RITA).at(-1)?.view, 'request').can.change).toBe(true);
    const opened = as(await desk.act(RITA, 'request.change', { request }), 'order form');
    expect(opened.inputs).toMatchObject({
      lines: [{ item: 'LT-STD', quantity: '2' }],
      justification: 'The survey team grows.',
    });
    expect(opened.returned?.reason).toBe('One is enough.');
    await desk.act(RITA, 'order.submit', filledOrder(request, { quantity1: '1', revision: 2 }));
    await desk.settle();
    const stale = as(await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 }), 'approval');
    expect(stale.problem?.text).toMatch(/changed since this card was sent/);
    expect(stale.request.quote.termCents).toBe(158016);
    expect(as(desk.sentTo(MAX)[0]?.view, 'approval').request.revision).toBe(2);
  });

  test('what is still owed on a replaced device is shown before the order goes out (Rule 14)', async () => {
    const desk = await office(RITA, MAX, ED);
    const { request } = as(await desk.say(RITA, 'order'), 'order form');
    const filled = filledOrder(request, { additional: 'false', replaces: '7BLUE01', becomes: 'spare' });
    const shown = as(await desk.act(RITA, 'order.submit', filled), 'order form');
    expect(shown.problems[0]?.text).toMatch(/19 months left to pay/);
    expect(shown.found).toMatchObject([{ serial: '7BLUE01', owedCents: 62548, becomes: 'spare' }]);
    as(await desk.act(RITA, 'order.submit', { ...filled, seenOwed: { '7BLUE01': 62548 } }), 'request');
    expect(as(await desk.say(RITA, '7BLUE01'), 'device').device.openRequest).toBe(request);
  });

  test('a replaced device is let go when its order is rejected, and may then be replaced by another', async () => {
    const desk = await office(RITA, MAX, ED);
    const replacing = { additional: 'false', replaces: '5CG0000003', becomes: 'decommission' };
    const first = await ordered(desk, replacing);
    const second = as(await desk.say(RITA, 'order'), 'order form');
    const busy = as(await desk.act(RITA, 'order.submit', filledOrder(second.request, replacing)), 'order form');
    expect(busy.problems[0]?.text).toBe(
      `5CG0000003 is already part of ${first} (order). Take it out here, or have that cancelled first.`,
    );
    await desk.act(MAX, 'request.reject', { request: first, step: 'agency', revision: 1, rejectReason: 'No.' });
    await desk.settle();
    await desk.settle(10);
    expect(as(await desk.say(RITA, '5CG0000003'), 'device').device.openRequest).toBeNull();
    as(await desk.act(RITA, 'order.submit', filledOrder(second.request, replacing)), 'request');
  });

  test('submitting twice, and by somebody else with the same id, changes nothing', async () => {
    const desk = await office(RITA, MAX);
    const request = await ordered(desk);
    const twice = as(await desk.act(RITA, 'order.submit', filledOrder(request, { quantity1: '9' })), 'request');
    expect(twice.note).toMatch(/submitted already/);
    expect(twice.request.units).toHaveLength(2);
    const other = as(await desk.act(NORA, 'order.submit', filledOrder(request)), 'order form');
    expect(other.problems[0]?.text).toBe(`${request} was made by someone else.`);
    expect(as(await desk.act(RAVI, 'order.submit', filledOrder(request)), 'notice').tone).toBe('refused');
  });

  test('a serial received elsewhere is refused with where it is', async () => {
    const desk = await office(RITA, MAX, ED);
    const request = await approved(desk);
    const view = as(
      await desk.act(WANDA, 'work.receive', { request, ...good, serials: '8REDX01, 7BLUE01', model: 'Dell' }),
      'receive',
    );
    expect(view.problems.map(({ text }) => text)).toEqual([
      expect.stringMatching(/^8REDX01 is known already: in service at REV/),
      expect.stringMatching(/^7BLUE01 is known already: in service at PARKS/),
    ]);
    expect(view.inputs.serials).toBe('8REDX01, 7BLUE01');
  });
});

describe('Rule 57: nobody is shown another agency’s data', () => {
  test('another agency’s device and request are not found', async () => {
    const desk = await office(RITA, MAX);
    const request = await ordered(desk);
    expect(as(await desk.say(RAVI, '5CG0000001'), 'notice').title).toBe('Not found');
    expect(as(await desk.say(RAVI, `request ${request}`), 'notice').title).toBe('Not found');
    for (const [verb, data] of [
      ['request.open', { request }],
      ['approval.open', { request }],
      ['history.open', { request }],
      ['request.approve', { request, step: 'agency', revision: 1 }],
      ['request.cancel', { request }],
      ['request.change', { request }],
      ['work.open', { request, step: 'receive' }],
    ] as const) {
      expect([verb, as(await desk.act(RAVI, verb, data), 'notice').title]).toEqual([verb, 'Not found']);
    }
    expect(JSON.stringify(await desk.say(RAVI, 'requests'))).not.toContain('PARKS');
    expect(JSON.stringify(await desk.say(RAVI, '5CG0000001 8REDX01'))).not.toContain('PARKS');
  });

  test('EUC sees all', async () => {
    const desk = await office(RITA, MAX);
    const request = await ordered(desk);
    expect(as(await desk.say(WANDA, request.toLowerCase()), 'request').request.id).toBe(request);
    expect(
      as(await desk.say(EVE, 'device 8redx01 7blue01 nosuch1'), 'devices').rows.map(({ device }) => device?.agency),
    ).toEqual(['REV', 'PARKS', undefined]);
  });

  test('outside a personal chat nothing is shown, and strangers are told whom to ask', async () => {
    const desk = await office(RITA);
    const group = { ...desk.caller(RITA), personal: false };
    expect(as(await desk.desk.say(group, '5CG0000001'), 'notice').text).toMatch(/our own chat/);
    expect(as(await desk.say('99', 'help'), 'notice').title).toBe('You are not in the directory yet');
  });
});

describe('asking', () => {
  test.each([
    ['HELP', 'welcome'],
    ['  hello there', 'welcome'],
    ['catalog', 'catalog'],
    ['Order, please', 'order form'],
    ['requests', 'requests'],
    ['approvals', 'requests'],
    ['device 5cg-0000001', 'device'],
    ['5CG 000 0001', 'device'],
    ['who has 5CG0000001?', 'device'],
    ['5CG0000001 5CG0000002', 'devices'],
    ['where are 5CG0000001 and 7BLUE01 please', 'devices'],
    ['what about 7BLUE01', 'device'],
    ['device', 'notice'],
    ['request', 'notice'],
    ['request PARKS-NOSUCH', 'notice'],
    ['ZZZ9999999', 'notice'],
    ['what is the weather', 'welcome'],
    ['', 'welcome'],
    ['😀', 'welcome'],
    ['__proto__', 'welcome'],
    ['constructor', 'welcome'],
  ])('“%s” is answered with the %s card', async (text, card) => {
    const desk = await office();
    expect((await desk.say(RITA, text)).card).toBe(card);
  });

  test.each(['thanks!', 'What can you do?'])('“%s” is small talk, not a mistake', async (text) => {
    const desk = await office();
    expect(as(await desk.say(RITA, text), 'welcome').note).toBeNull();
  });

  test('a request of one’s own agency by its number alone', async () => {
    const desk = await office(RITA, MAX);
    const request = await ordered(desk);
    const number = request.slice('PARKS-'.length).toLowerCase();
    expect(as(await desk.say(RITA, `request ${number}`), 'request').request.id).toBe(request);
  });

  test('a device is named once in its history however often its order is sent in', async () => {
    const desk = await office(RITA, MAX);
    const replacing = { additional: 'false', replaces: '5CG0000003', becomes: 'decommission' };
    const request = await ordered(desk, replacing);
    await desk.act(MAX, 'request.return', { request, step: 'agency', revision: 1, returnReason: 'Fewer.' });
    as(await desk.act(RITA, 'order.submit', { ...filledOrder(request, replacing), revision: 2 }), 'request');
    const { history } = as(await desk.say(RITA, '5CG0000003'), 'device');
    expect(history.map(({ what }) => what)).toEqual(['Named as replaced', 'Recorded']);
  });

  test('the queue is EUC’s, by step, with what each waits for', async () => {
    const desk = await office(RITA, MAX, ED);
    const request = await approved(desk, { lines: 2, item2: 'MN-24', quantity2: '1' });
    const queue = as(await desk.say(WANDA, 'queue'), 'queue');
    expect(queue.rows.map(({ step, what, item }) => [step, what, item])).toEqual([
      ['receive', '2 standard laptops', 'LT-STD'],
      ['receive', '1 × 24-inch monitor', 'MN-24'],
    ]);
    await desk.act(WANDA, 'work.receive', { request, ...good, serials: '8KLM2X3' });
    const after = as(await desk.say(WANDA, 'queue'), 'queue');
    expect(after.rows.map(({ step, what, note }) => [step, what, note])).toEqual([
      ['receive', '1 standard laptop', '1 of 2 received'],
      ['receive', '1 × 24-inch monitor', null],
      ['image', 'Standard laptop 8KLM2X3', null],
    ]);
    expect(as(await desk.say(RITA, 'queue'), 'notice').tone).toBe('refused');
    expect(as(await desk.say(FINN, 'queue'), 'queue').rows).toEqual([]);
  });

  test('a page that a card was made to ask for is refused', async () => {
    const desk = await office();
    expect(as(await desk.act(RITA, 'requests.open', { after: 'forged', from: 6 }), 'notice').title).toBe(
      'That page is gone',
    );
  });

  test('approvals lists what waits for this person, and no more', async () => {
    const desk = await office(RITA, MAX, ED);
    const request = await ordered(desk);
    const ids = async (number: string) => as(await desk.say(number, 'approvals'), 'requests').rows.map(({ id }) => id);
    expect([await ids(MAX), await ids(ED), await ids(RITA)]).toEqual([[request], [], []]);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    expect([await ids(MAX), await ids(ED)]).toEqual([[], [request]]);
  });
});
