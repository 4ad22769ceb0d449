import assert from 'node:assert/strict';
import { keys } from '../../../src/desk/documents.ts';
import { askedBillFile } from '../../../src/desk/files/bills.ts';
import type { View } from '../../../src/desk/views.ts';
import { as, filledOrder } from '../desk-office.ts';
import { BILL, ED, EVE, MAX, MIA, office, RITA, refusedWith, settled } from './bills-office.ts';

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
    expect(view.trend.map(({ month, totalCents }) => [month, totalCents])).toEqual([
      ['2026-07', 39876],
      ['2026-08', 39876],
      ['2026-09', 39876],
      ['2026-10', 39876],
    ]);
    expect(as(await desk.say(MAX, 'Bill 2026-11'), 'bill').state).toBe('open');
    expect(as(await desk.say(MIA, 'bill'), 'bill').tally.totalCents).toBe(5792);
  });

  test('of a large office is compared with the months before that are closed', async () => {
    const desk = await office();
    desk.house.patience = { ...desk.house.patience, trend: 14 };
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

test.each([
  ['parks', '2027-01', '2027-01 is still to come. There are bills up to 2026-11.'],
  ['PARKS', 'October', '“October” is not a month. Write it as year and month, for example 2026-11.'],
  ['NOSUCH', '2026-10', 'There is no agency NOSUCH.'],
  ['PARKS', '2026-05', 'No catalog tells the rates of 2026-05, so there is no bill for it.'],
])('the file of a bill of %s for %s is not written: a sentence says why', async (code, month, text) => {
  expect(await askedBillFile((await office()).house, code, month)).toBe(text);
});

test('the file of a bill is what it was closed as, and else a preview that says so', async () => {
  const desk = await office();
  expect(await askedBillFile(desk.house, 'parks', '2026-10')).toMatchObject({
    agency: { code: 'PARKS' },
    closedAt: null,
  });
  await desk.say(BILL, 'bill close 2026-10');
  await settled(desk);
  expect(await askedBillFile(desk.house, 'PARKS', '2026-10')).toMatchObject({
    closedAt: expect.stringMatching(/^2026-11-24/),
  });
  const agency = { code: 'DOTD', name: 'Roads', billingCodes: [] };
  await desk.house.store.commit([{ do: 'create', key: keys.agency('DOTD'), body: agency }]);
  expect(await askedBillFile(desk.house, 'DOTD', '2026-10')).toBe(
    '2026-10 was closed before DOTD joined, so it has no bill for it.',
  );
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
