import assert from 'node:assert/strict';
import { readAll } from '../../../src/desk/directory.ts';
import { keys } from '../../../src/desk/documents.ts';
import type { View } from '../../../src/desk/views.ts';
import { as, DeskOffice, filledOrder } from '../desk-office.ts';
import { engine } from '../stores.ts';

const [RITA, MAX, MIA, ED, BILL, EVE] = ['01', '02', '05', '06', '0b', '0d'] as const;

async function office(): Promise<DeskOffice> {
  const store = await engine.open();
  const desk = new DeskOffice(store);
  for (const number of [RITA, MAX, ED, BILL, EVE]) await desk.desk.installed(desk.caller(number));
  return desk;
}

/** Lets the outbox work until nothing is due, as the loop does. */
async function settled(desk: DeskOffice): Promise<void> {
  for (let rounds = 0; rounds < 5; rounds += 1) await desk.settle(1000);
}

function refusedWith(view: View): string {
  const { tone, text } = as(view, 'notice');
  assert.equal(tone, 'refused');
  return text;
}

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

describe('bill', () => {
  test('shows an approver what the agency pays: the month that is over, as a preview that says so', async () => {
    const desk = await office();
    const view = as(await desk.say(MAX, 'bill'), 'bill');
    expect(view).toMatchObject({
      month: '2026-10',
      state: 'counted',
      closedAt: null,
      tally: { totalCents: 39876, lines: 15 },
    });
    expect(view.trend).toEqual([{ month: '2026-10', totalCents: 39876 }]);
    expect(as(await desk.say(MAX, 'Bill 2026-11'), 'bill').state).toBe('open');
    expect(as(await desk.say(MIA, 'bill'), 'bill').tally.totalCents).toBe(5792);
  });

  test('is compared with the months before that are closed', async () => {
    const desk = await office();
    for (const month of ['2026-08', '2026-09']) {
      await desk.say(BILL, `bill close ${month}`);
      await settled(desk);
    }
    expect(as(await desk.say(MAX, 'bill 2026-10'), 'bill').trend).toEqual([
      { month: '2026-08', totalCents: 39876 },
      { month: '2026-09', totalCents: 39876 },
      { month: '2026-10', totalCents: 39876 },
    ]);
  });

  test('Rule 57: is of one’s own agency only, and of any for billing', async () => {
    const desk = await office();
    expect(refusedWith(await desk.say(MAX, 'bill REV 2026-10'))).toMatch(/no agency REV whose bills you can see/);
    expect(refusedWith(await desk.act(MAX, 'bill.lines', { agency: 'REV', month: '2026-10' }))).toMatch(
      /no agency REV/,
    );
    expect(refusedWith(await desk.say(RITA, 'bill'))).toMatch(/for the approvers of an agency/);
    expect(refusedWith(await desk.act(RITA, 'bill.explain', { serial: '7BLUE01', month: '2026-10' }))).toMatch(
      /that you can see/,
    );
    expect(refusedWith(await desk.act(MAX, 'month.open', { month: '2026-10' }))).toMatch(/for billing/);
    expect(as(await desk.say(BILL, 'bill rev 2026-10'), 'bill').tally.totalCents).toBe(5792);
    expect(refusedWith(await desk.say(BILL, 'bill NOSUCH 2026-10'))).toMatch(/no agency NOSUCH/);
  });

  test.each([
    ['bill 2027-01', '2027-01 is still to come. There are bills up to 2026-11.'],
    ['bill 2026-13', '“2026-13” is not a month. Write it as year and month, for example 2026-11.'],
    ['bill 10/2026', '“10/2026” is not a month. Write it as year and month, for example 2026-11.'],
    ['bill 2026-05', 'No catalog tells the rates of 2026-05, so there is no bill for it.'],
    ['bill explain', 'Write bill explain and the serial, for example: bill explain 7BLUE01.'],
    ['bill explain NOSUCH1', 'There is no device NOSUCH1 on a bill that you can see. Check the label.'],
    ['bill close 2026-10', 'Months are closed by billing. Type bill for the bill of your agency.'],
  ])('answers “%s” with a sentence and changes nothing', async (said, text) => {
    const desk = await office();
    expect(refusedWith(await desk.say(MAX, said))).toBe(text);
    expect(await desk.house.store.count({ type: 'closing', where: [] })).toBe(0);
  });

  test('shows every line, page by page, before the month is closed and after', async () => {
    const desk = await office();
    const all = async () => {
      const serials: string[] = [];
      let after: string | null = null;
      do {
        const view: View = await desk.act(MAX, 'bill.lines', {
          agency: 'PARKS',
          month: '2026-10',
          ...(after === null ? {} : { after }),
        });
        const page = as(view, 'bill lines');
        serials.push(...page.rows.map(({ serial, kind }) => `${serial} ${kind}`));
        after = page.after;
      } while (after !== null);
      return serials;
    };
    const before = await all();
    expect(before).toHaveLength(15);
    await desk.say(BILL, 'bill close 2026-10');
    await settled(desk);
    expect(await all()).toEqual(before);
    expect(
      refusedWith(await desk.act(MAX, 'bill.lines', { agency: 'PARKS', month: '2026-10', after: 'eyJmb3JnZWQiOjF9' })),
    ).toMatch(/Type the word/);
  });
});

describe('Rule 50: bill close', () => {
  test('answers at once, goes on by itself, and its card follows', async () => {
    const desk = await office();
    const view = as(await desk.say(BILL, 'bill close 2026-10'), 'month');
    expect(view).toMatchObject({ state: 'open', rows: [], canClose: true });
    await desk.desk.shown(desk.caller(BILL), view, 'm77');
    desk.chats.of(desk.caller(BILL).person).push({ activity: 'm77', view, cameAs: 'month' });
    await settled(desk);
    const shown = as(desk.sentTo(BILL).find(({ activity }) => activity === 'm77')?.view, 'month');
    expect(shown).toMatchObject({ state: 'closed', by: 'Bill Baker', canClose: false });
    expect(shown.rows.map(({ agency, totalCents }) => [agency, totalCents])).toEqual([
      ['OTS', 0],
      ['PARKS', 39876],
      ['REV', 5792],
    ]);
    expect(as(await desk.say(MAX, 'bill 2026-10'), 'bill')).toMatchObject({
      state: 'closed',
      tally: { totalCents: 39876 },
    });
  });

  test('brings a card up to date that was shown only after the closing had moved on', async () => {
    const desk = await office();
    const view = as(await desk.say(BILL, 'bill close 2026-10'), 'month');
    await settled(desk);
    desk.chats.of(desk.caller(BILL).person).push({ activity: 'm78', view, cameAs: 'month' });
    await desk.desk.shown(desk.caller(BILL), view, 'm78');
    await settled(desk);
    expect(as(desk.sentTo(BILL).find(({ activity }) => activity === 'm78')?.view, 'month').state).toBe('closed');
  });

  test('twice is once; a month that is not over, and one that is closed, are refused with a sentence', async () => {
    const desk = await office();
    await desk.say(BILL, 'bill close 2026-10');
    await desk.say(BILL, 'bill close 2026-10');
    await settled(desk);
    const closed = await readAll(desk.house.store, { type: 'bill', where: [], orderBy: { field: 'month' } });
    expect(as(await desk.say(BILL, 'bill close 2026-10'), 'month').problem).toBe(
      '2026-10 is closed already. Nothing was changed.',
    );
    expect(as(await desk.say(EVE, 'bill close 2026-11'), 'month').problem).toMatch(/2026-11 is not over/);
    await settled(desk);
    expect(await readAll(desk.house.store, { type: 'bill', where: [], orderBy: { field: 'month' } })).toEqual(closed);
    expect(await desk.house.store.count({ type: 'closing', where: [] })).toBe(1);
  });
});

describe('the file of a large bill', () => {
  async function asked(lines: number, format: 'xlsx' | 'csv'): Promise<View> {
    const desk = await office();
    await desk.say(BILL, 'bill close 2026-10');
    await settled(desk);
    const bill = await desk.house.store.read(keys.bill('PARKS', '2026-10'));
    assert(bill !== undefined);
    const body = { ...bill.body, tally: { ...bill.body.tally, lines } };
    await desk.house.store.commit([{ do: 'put', key: keys.bill('PARKS', '2026-10'), body }]);
    return desk.act(MAX, 'file.open', { file: 'bill', agency: 'PARKS', month: '2026-10', format });
  }

  test('is CSV where a workbook would keep everybody waiting for more than a second, and then a command', async () => {
    expect((await asked(15_000, 'xlsx')).card).toBe('file');
    expect(refusedWith(await asked(15_001, 'xlsx'))).toBe(
      'The bill of PARKS for 2026-10 has 15001 lines, too many for a workbook here. Take CSV; npm run bill -- PARKS 2026-10 writes both at any size.',
    );
    expect((await asked(15_001, 'csv')).card).toBe('file');
    expect(refusedWith(await asked(25_001, 'csv'))).toBe(
      'The bill of PARKS for 2026-10 has 25001 lines, too many for a file here. Ask billing for it: npm run bill -- PARKS 2026-10 writes it at any size.',
    );
  });
});

describe('Rule 49: bill explain', () => {
  test('tells every charge of a device and the event that caused it', async () => {
    const desk = await office();
    const order = filledOrder('PARKS-EXPAN1', { quantity1: '1' });
    await desk.act(RITA, 'order.submit', order);
    await desk.act(MAX, 'request.approve', { request: 'PARKS-EXPAN1', step: 'agency', revision: 1 });
    await desk.act(ED, 'request.approve', { request: 'PARKS-EXPAN1', step: 'EUC', revision: 1 });
    const box = { item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2029-11-23' };
    await desk.act(EVE, 'work.receive', { request: 'PARKS-EXPAN1', ...box, serials: '8KLM2X3' });
    for (const step of ['image', 'stage', 'dispatch', 'deploy']) {
      await desk.act(EVE, 'work.do', { request: 'PARKS-EXPAN1', step, label: 'true' });
    }
    const view = as(await desk.say(MAX, 'bill explain 8klm-2x3 2026-11'), 'explain');
    expect(view.lines.map(({ kind, cents, nth, request }) => [kind, cents, nth, request])).toEqual([
      ['support', 2500, null, 'PARKS-EXPAN1'],
      ['hardware', 3292, 1, 'PARKS-EXPAN1'],
    ]);
    const cause = { what: 'Deployed', by: 'Eve Ellis', request: 'PARKS-EXPAN1' };
    expect(view.reasons).toMatchObject([
      { kind: 'hardware', cents: 3292, from: '2026-11', to: '2030-10', began: cause },
      { kind: 'support', from: '2026-11', to: null, began: cause, ended: null },
    ]);
    expect(as(await desk.say(MAX, 'bill explain 8KLM2X3'), 'explain').lines).toEqual([]);
    expect(as(await desk.say(MAX, 'bill 2026-11'), 'bill').tally.changes).toEqual({
      deployed: 1,
      'commitment begun': 1,
    });
  });

  test('tells what ended support, and why hardware goes on', async () => {
    const desk = await office();
    const view = as(await desk.say(BILL, 'bill explain 7BLUE03 2026-10'), 'explain');
    expect(view.lines.map(({ kind, nth }) => [kind, nth])).toEqual([['hardware', 28]]);
    expect(view.reasons).toMatchObject([
      { kind: 'hardware', from: '2024-07', to: '2028-06' },
      { kind: 'support', from: '2024-07', to: '2026-02' },
    ]);
    expect(as(await desk.say(MAX, 'bill explain 7BLUE04'), 'explain')).toMatchObject({ lines: [], reasons: [] });
  });
});

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
