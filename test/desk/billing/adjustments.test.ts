import { keys } from '../../../src/desk/documents.ts';
import type { View } from '../../../src/desk/views.ts';
import { as, type DeskOffice } from '../desk-office.ts';
import { BILL, ED, EVE, MAX, office, RITA, settled } from './bills-office.ts';

/** A line of PARKS's bill questioned by Max: a credit of what it comes to. */
async function questioned(desk: DeskOffice, by: string = MAX, change: Record<string, unknown> = {}): Promise<View> {
  const line = {
    agency: 'PARKS',
    month: '2026-10',
    serial: '7BLUE03',
    charge: 'hardware',
    cents: 3292,
    billingCode: 'PARKS-200',
  };
  const form = as(await desk.act(by, 'adjustment.open', line), 'adjustment form');
  return desk.act(by, 'adjustment.submit', {
    request: form.request,
    ...form.inputs,
    reason: 'It is broken.',
    ...change,
  });
}

/** Agreed by billing and EUC, and booked. */
async function agreed(desk: DeskOffice, request: string): Promise<void> {
  for (const [who, step] of [
    [BILL, 'billing'],
    [ED, 'EUC'],
  ] as const) {
    await desk.act(who, 'request.approve', { request, revision: 1, step });
  }
  await settled(desk);
}

describe('Rule 50: an adjustment', () => {
  test('is asked for on a line, agreed by billing and EUC, and charged in the open month; the closed bill stays', async () => {
    const desk = await office();
    await desk.say(BILL, 'bill close 2026-10');
    await settled(desk);
    const { request } = as(await questioned(desk), 'request');
    expect(request).toMatchObject({
      kind: 'adjustment',
      title: 'Credit of $32.92 for 7BLUE03',
      route: ['billing', 'EUC'],
    });
    await settled(desk);
    expect(as(desk.sentTo(BILL).at(-1)?.view, 'approval').step).toBe('billing');
    expect(as(await desk.say(BILL, 'approvals'), 'requests').total).toBe(1);
    const decision = { request: request.id, revision: 1 };
    await desk.act(BILL, 'request.approve', { ...decision, step: 'billing' });
    await settled(desk);
    expect(as(await desk.say(MAX, 'bill 2026-11'), 'bill').tally.totalCents).toBe(39876);
    await desk.act(ED, 'request.approve', { ...decision, step: 'EUC' });
    // Doing it twice is doing it once.
    await desk.act(ED, 'request.approve', { ...decision, step: 'EUC' });
    await settled(desk);
    const open = as(await desk.say(MAX, 'bill 2026-11'), 'bill').tally;
    expect(open.totalCents).toBe(39876 - 3292);
    expect(open.groups.filter(({ kind }) => kind === 'adjustment')).toEqual([
      { billingCode: 'PARKS-200', kind: 'adjustment', item: null, count: 1, cents: -3292 },
    ]);
    expect(as(await desk.say(MAX, 'bill 2026-10'), 'bill').tally.totalCents).toBe(39876);
    expect(as(await desk.say(MAX, 'bill explain 7BLUE03 2026-11'), 'explain').lines.at(-1)).toMatchObject({
      cents: -3292,
      request: request.id,
    });
    expect(as(desk.sentTo(MAX).at(-1)?.view, 'request').request.status).toBe('closed');
    const charge = await desk.house.store.read(keys.charge('PARKS', request.id, '7BLUE03'));
    expect(charge?.body).toMatchObject({ month: '2026-11', reason: 'About hardware in 2026-10: It is broken.' });
  });

  test('that billing proposes is approved by EUC, by somebody else', async () => {
    const desk = await office();
    const { request } = as(await questioned(desk, EVE, { amount: '12.00' }), 'request');
    expect(request).toMatchObject({ agency: 'PARKS', route: ['EUC'], title: 'Charge of $12.00 for 7BLUE03' });
    await desk.act(EVE, 'request.approve', { request: request.id, step: 'EUC', revision: 1 });
    await settled(desk);
    expect(as(await desk.say(BILL, 'bill PARKS 2026-11'), 'bill').tally.totalCents).toBe(39876);
    await desk.act(ED, 'request.approve', { request: request.id, step: 'EUC', revision: 1 });
    await settled(desk);
    expect(as(await desk.say(BILL, 'bill PARKS 2026-11'), 'bill').tally.totalCents).toBe(39876 + 1200);
  });

  test('credits a line once: what is agreed or asked for already is taken off, and approvers are shown it', async () => {
    const desk = await office();
    await desk.say(BILL, 'bill close 2026-10');
    await settled(desk);
    const first = as(await questioned(desk, MAX, { amount: '-20.00' }), 'request').request.id;
    const problems = async (amount: string) => as(await questioned(desk, MAX, { amount }), 'adjustment form').problems;
    const text = `The line is $32.92; ${first} took $20.00 off. A credit can be $12.92 at most.`;
    expect(await problems('-12.93')).toEqual([{ field: 'amount', text }]);
    await agreed(desk, first);
    expect(await problems('-32.92')).toEqual([{ field: 'amount', text }]);
    const second = as(await questioned(desk, MAX, { amount: '-12.92' }), 'request').request;
    expect(second.quote.adjustment).toMatchObject({ lineCents: 3292, earlier: [{ request: first, cents: -2000 }] });
    expect(await problems('-0.01')).toMatchObject([
      { text: `The line is $32.92; ${first} and 1 more took $32.92 off. There is nothing left to credit.` },
    ]);
    // What is rejected takes nothing off.
    await desk.act(BILL, 'request.reject', { request: second.id, revision: 1, step: 'billing', rejectReason: 'No.' });
    await agreed(desk, as(await questioned(desk, MAX, { amount: '-12.92' }), 'request').request.id);
    expect(as(await desk.say(MAX, 'bill 2026-11'), 'bill').tally.totalCents).toBe(39876 - 3292);
  });

  test.each([
    [{ charge: 'support' }, 'The bill of 2026-10 has no support charge for 7BLUE03, so there is nothing to credit.'],
    [{ month: '2019-01' }, 'The bill of 2019-01 has no hardware charge for 7BLUE03, so there is nothing to credit.'],
    [{ month: '2026-11', charge: 'handling' }, /^The bill of 2026-11 has no handling charge/],
    [{ amount: '-32.93' }, 'The line is $32.92. A credit can be $32.92 at most.'],
  ])('credits nothing that is on no bill, whether the month is closed or not: %j', async (change, text) => {
    for (const close of [false, true]) {
      const desk = await office();
      if (close) await desk.say(BILL, 'bill close 2026-10');
      await settled(desk);
      const view = as(await questioned(desk, MAX, change), 'adjustment form');
      expect(view.problems).toMatchObject([{ text: typeof text === 'string' ? text : expect.stringMatching(text) }]);
      expect(await desk.house.store.count({ type: 'request', where: [] })).toBe(0);
    }
  });

  test('that charges what a bill has left out is possible, and approvers are told that the bill has no such line', async () => {
    const desk = await office();
    const { request } = as(await questioned(desk, MAX, { charge: 'support', amount: '25.00' }), 'request');
    expect(request.quote.adjustment).toMatchObject({ lineCents: null, earlier: [] });
  });

  test('needs two people: who agreed for billing does not approve for EUC', async () => {
    const desk = await office();
    const { request } = as(await questioned(desk), 'request');
    await desk.act(EVE, 'request.approve', { request: request.id, step: 'billing', revision: 1 });
    const view = await desk.act(EVE, 'request.approve', { request: request.id, step: 'EUC', revision: 1 });
    expect(as(view, 'decided').note).toMatch(/the second must come from someone else/);
  });

  test.each([
    ['amount', { amount: 'half of it' }, /Write an amount in dollars/],
    ['amount', { amount: '0' }, /changes nothing/],
    ['amount', { amount: '-100,000.01' }, /at most/],
    ['month', { month: '2027-01' }, /still to come/],
    ['month', { month: 'October' }, /Write the month of the bill/],
    ['serial', { serial: '8REDX01' }, /is on no bill of PARKS/],
    ['charge', { charge: 'everything' }, /Choose which charge/],
    ['billingCode', { billingCode: 'REV-100' }, /not a billing code of PARKS/],
    ['reason', { reason: ' ' }, /Say in a sentence/],
  ])('with a bad %s keeps what was typed, and changes nothing: %j', async (field, change, text) => {
    const desk = await office();
    const view = as(await questioned(desk, MAX, change), 'adjustment form');
    expect(view.problems).toEqual([{ field, text: expect.stringMatching(text) }]);
    expect(view.inputs).toMatchObject(change);
    expect(await desk.house.store.count({ type: 'request', where: [] })).toBe(0);
  });

  test('Rule 57: is not for requesters, nor about another agency’s bill', async () => {
    const desk = await office();
    const line = {
      agency: 'REV',
      month: '2026-10',
      serial: '8REDX01',
      charge: 'hardware',
      cents: 3292,
      billingCode: 'REV-100',
    };
    expect(as(await desk.act(MAX, 'adjustment.open', line), 'notice').tone).toBe('refused');
    expect(as(await desk.act(RITA, 'adjustment.open', { ...line, agency: 'PARKS' }), 'notice').tone).toBe('refused');
    const forged = {
      request: 'REV-ABCDEF',
      serial: '8REDX01',
      month: '2026-10',
      charge: 'hardware',
      amount: '-1',
      billingCode: 'REV-100',
      reason: 'x',
    };
    expect(as(await desk.act(MAX, 'adjustment.submit', forged), 'notice').tone).toBe('refused');
  });
});
