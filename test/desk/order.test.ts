import { keys } from '../../src/desk/documents.ts';
import { textsOf } from '../cards/card-json.ts';
import { sampleCards } from '../cards/sample-cards.ts';
import { as, DeskOffice, filledOrder } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX, NORA, ED] = ['01', '02', '03', '06'] as const;

async function office(): Promise<DeskOffice> {
  const store = await engine.open();
  return new DeskOffice(store);
}

/** Rita fills in a form and submits it; gives its id and what she is answered with. */
async function submitted(desk: DeskOffice, change: Record<string, unknown> = {}) {
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  return { request, view: await desk.act(RITA, 'order.submit', filledOrder(request, change)) };
}

describe('submitting', () => {
  test('under a number that no form was ever given is refused', async () => {
    const desk = await office();
    for (const request of ['PARKS-IMPORT', 'PARKS-00000', 'PARKS-0000000', 'PARKS-ILOU00', 'PARKS-00000a']) {
      expect(as(await desk.act(RITA, 'order.submit', filledOrder(request)), 'notice').tone).toBe('refused');
    }
  });

  test('again after it was returned, from the form as it was first, changes nothing', async () => {
    const desk = await office();
    const { request } = await submitted(desk);
    await desk.act(MAX, 'request.return', { request, step: 'agency', revision: 1, returnReason: 'One is enough.' });
    const again = as(await desk.act(RITA, 'order.submit', filledOrder(request, { revision: 1 })), 'request');
    expect(again.request).toMatchObject({ status: 'returned', revision: 1 });
    expect(again.note).toContain('returned');
    const form = as(await desk.act(RITA, 'request.change', { request }), 'order form');
    expect(form.revision).toBe(2);
    const more = as(await desk.act(RITA, 'order.add', filledOrder(request, { revision: 2 })), 'order form');
    expect(more.revision).toBe(2);
    const changed = as(await desk.act(RITA, 'order.submit', filledOrder(request, { revision: 2 })), 'request');
    expect(changed.request).toMatchObject({ status: 'awaiting approval', revision: 2 });
  });

  test('again after it was returned shows every approver who returned it, when and why (Rule 18)', async () => {
    const desk = await office();
    const { request } = await submitted(desk);
    const shown = async (number: string) =>
      textsOf(sampleCards.render(as(await desk.act(number, 'approval.open', { request }), 'approval'))).join(' ');
    expect(await shown(MAX)).not.toContain('Returned');
    await desk.act(MAX, 'request.return', { request, step: 'agency', revision: 1, returnReason: 'One is enough.' });
    await desk.act(RITA, 'order.submit', filledOrder(request, { revision: 2, quantity1: '1' }));
    expect(await shown(MAX)).toContain('Returned today by Max Moreau:  Bolder “One is enough.”');
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 2 });
    expect(await shown(ED)).toContain('Returned today by Max Moreau:  Bolder “One is enough.”');
    await desk.act(ED, 'request.return', { request, step: 'EUC', revision: 2, returnReason: 'Which room?' });
    await desk.act(RITA, 'order.submit', filledOrder(request, { revision: 3, quantity1: '1' }));
    expect(await shown(MAX)).toContain('Returned today by Ed Evans:  Bolder “Which room?”');
    expect(await shown(MAX)).not.toContain('One is enough');
  });

  test('a text of more than 8,000 characters brings the form back with it', async () => {
    const desk = await office();
    const justification = 'x'.repeat(8001);
    const { view } = await submitted(desk, { justification, assignedUser: 'n'.repeat(8001) });
    expect(as(view, 'order form').inputs.justification).toBe(justification);
    expect(as(view, 'order form').problems.map(({ field }) => field)).toEqual(['assignedUser', 'justification']);
  });
});

describe('several mistakes', () => {
  const twoBad = { lines: 3, quantity1: '0', item2: 'MN-24', quantity2: 'abc', item3: 'LT-PWR', quantity3: '1' };

  test('of one sort come back all at once, each beside its field', async () => {
    const desk = await office();
    const form = as((await submitted(desk, twoBad)).view, 'order form');
    expect(form.problems.map(({ field }) => field)).toEqual(['quantity1', 'quantity2']);
    expect(form.inputs.lines.map(({ quantity }) => quantity)).toEqual(['0', 'abc', '1']);
  });

  test('leave the figures with what they are without, on every look at them', async () => {
    const desk = await office();
    const { request } = as(await desk.say(RITA, 'order'), 'order form');
    const priced = await desk.act(RITA, 'order.price', filledOrder(request, { ...twoBad, item3: 'OLD-99', item1: '' }));
    const form = as(priced, 'order form');
    expect(form).toMatchObject({ costs: null, without: [2, 3] });
    expect(form.problems.map(({ field }) => field)).toEqual(['quantity2', 'item3']);
    const again = as(await desk.act(RITA, 'order.price', filledOrder(request, twoBad)), 'order form');
    expect(again).toMatchObject({ costs: { monthlyCents: 5813 }, without: [1, 2] });
  });
});

describe('nobody approves what is for themselves (Rule 16)', () => {
  test.each([
    'Max Moreau',
    ' max  MOREAU ',
    'Max\u200b Moreau',
    'Max\u00a0Moreau',
    'Max Moreau\u200e',
    '\u202eMax\u202c Moreau',
    'M\u00adax Moreau',
    'Ｍａｘ Moreau',
    'Max\u0000 Moreau',
  ])('however the name is spelled: %j', async (assignedUser) => {
    const desk = await office();
    const { request } = await submitted(desk, { assignedUser });
    const view = as(await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 }), 'decided');
    expect(view.note).toContain('This is for you');
  });

  test('an order is refused when one person alone could give both approvals', async () => {
    const desk = await office();
    for (const number of [MAX, ED, '0d']) {
      const person = await desk.house.store.read(keys.person(desk.caller(number).person));
      if (person === undefined) throw new Error('somebody is missing');
      await desk.house.store.commit([{ do: 'put', key: person.key, body: { ...person.body, roles: ['requester'] } }]);
    }
    const nora = await desk.house.store.read(keys.person(desk.caller(NORA).person));
    if (nora === undefined) throw new Error('Nora is missing');
    const both = { ...nora.body, roles: ['agency approver' as const, 'EUC approver' as const] };
    await desk.house.store.commit([{ do: 'put', key: nora.key, body: both }]);
    const { view } = await submitted(desk);
    expect(as(view, 'order form').problems[0]?.text).toContain('two');
  });
});

describe('what cannot be seen', () => {
  const nothing = ['\u200b', '\u2060\u00ad', '\u3164', '\u0000\u0001', '\ufeff \u202e'];

  test.each(nothing)('is no name, no place and no reason: %j', async (text) => {
    const desk = await office();
    const { request, view } = await submitted(desk, { assignedUser: text, location: text, justification: text });
    expect(as(view, 'order form').problems.map(({ field }) => field)).toEqual(['justification']);
    const unnamed = as(
      await desk.act(RITA, 'order.submit', filledOrder(request, { assignedUser: text, location: text })),
      'request',
    );
    expect(unnamed.request.units[0]).toMatchObject({ assignedUser: null, location: null });
    const data = { request, step: 'agency', revision: 1 };
    const returned = as(await desk.act(MAX, 'request.return', { ...data, returnReason: text }), 'approval');
    expect(returned.problem?.field).toBe('reason');
  });

  test.each(nothing)('names nobody for a redistributed device: %j', async (text) => {
    const desk = await office();
    const replacing = { additional: '', replaces: '5CG0000001', becomes: 'redistribute' };
    const next = { nextUser_5CG0000001: text, nextLocation_5CG0000001: text };
    const { view } = await submitted(desk, { ...replacing, ...next });
    expect(as(view, 'order form').problems.map(({ field }) => field)).toEqual([
      'nextUser_5CG0000001',
      'nextLocation_5CG0000001',
    ]);
  });
});

test('who is nobody’s any more sees no device (Rule 57)', async () => {
  const desk = await office();
  const rita = await desk.house.store.read(keys.person(desk.caller(RITA).person));
  if (rita === undefined) throw new Error('Rita is missing');
  expect((await desk.say(RITA, '5CG0000001')).card).toBe('device');
  await desk.house.store.commit([{ do: 'put', key: rita.key, body: { ...rita.body, roles: [] } }]);
  expect(as(await desk.say(RITA, '5CG0000001'), 'notice').title).toBe('You are not in the directory yet');
});
