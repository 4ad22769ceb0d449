import { storedLines } from '../../../src/desk/billing/count-bill.ts';
import { keys } from '../../../src/desk/documents.ts';
import type { Store } from '../../../src/desk/ports/store.ts';
import type { BillLine } from '../../../src/domain/billing/charges.ts';
import { as, DeskOffice, filledOrder } from '../desk-office.ts';
import { engine } from '../stores.ts';
import { ALL, agreed, transferOffice, work } from '../transfer-office.ts';

const [RITA, MAX, ED, BILL, EVE] = ['01', '02', '06', '0b', '0d'] as const;
const REQUEST = 'PARKS-T00001';

/** Midnight after November, in the state's time zone. */
const MIDNIGHT = Date.parse('2026-12-01T06:00:00.000Z');
const A_QUARTER = 15 * 60_000;

async function installed(store: Store, at?: number): Promise<DeskOffice> {
  const desk = new DeskOffice(store, undefined, at);
  for (const number of [RITA, MAX, ED, BILL, EVE]) await desk.desk.installed(desk.caller(number));
  return desk;
}

/** A store that does something before its first commit of a commitment. */
function heldUp(store: Store, meanwhile: () => Promise<void>): Store {
  let armed = true;
  return {
    read: (key) => store.read(key),
    query: (query) => store.query(query),
    count: (query) => store.count(query),
    removeOutlived: (at) => store.removeOutlived(at),
    check: () => store.check(),
    close: () => store.close(),
    async commit(operations) {
      const now = armed && operations.some(({ key }) => key.type === 'commitment');
      if (now) armed = false;
      if (now) await meanwhile();
      await store.commit(operations);
    },
  };
}

async function settled(desk: DeskOffice): Promise<void> {
  for (let rounds = 0; rounds < 5; rounds += 1) await desk.settle(1000);
}

async function closeNovember(desk: DeskOffice): Promise<string | null> {
  const { problem } = as(await desk.say(BILL, 'bill close 2026-11'), 'month');
  await settled(desk);
  return problem;
}

async function linesOf(store: Store, month: string): Promise<BillLine[]> {
  const bill = (await store.read(keys.bill('PARKS', month)))?.body;
  const lines: BillLine[] = [];
  if (bill !== undefined) for await (const some of storedLines(store, bill)) lines.push(...some);
  return lines;
}

/** 7BLUE01, at REV since October and paid by PARKS, swapped there in November; the outbox has not worked since. */
async function swappedWhereAnotherPays(desk: DeskOffice): Promise<void> {
  const move = await agreed(desk, { takesOver: '' }, '7BLUE01');
  await work(desk, move, ...ALL);
  await settled(desk);
  const { request } = as(await desk.say(EVE, 'swap 7BLUE01'), 'swap form');
  as(await desk.act(EVE, 'swap.submit', { request, serial: '7BLUE01', reason: 'Dark.' }), 'request');
  const box = { request, item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2027-07-31' };
  as(await desk.act(EVE, 'work.receive', { ...box, serials: '8KLM2X1' }), 'request');
  for (const step of ['image', 'stage', 'dispatch', 'deploy'])
    await desk.act(EVE, 'work.do', { request, step, label: 'true' });
}

describe('Rules 46 and 50: what is done in the last moment of a month', () => {
  test('a deployment whose commit comes after midnight is on the bill of the month it was decided in', async () => {
    const store = await engine.open();
    const desk = await installed(store);
    await desk.act(RITA, 'order.submit', filledOrder(REQUEST));
    await desk.act(MAX, 'request.approve', { request: REQUEST, step: 'agency', revision: 1 });
    await desk.act(ED, 'request.approve', { request: REQUEST, step: 'EUC', revision: 1 });
    const box = { item: 'LT-STD', serials: '8KLM2X3 8KLM2X4', model: 'Dell', warranty: '2029-11-23' };
    await desk.act(EVE, 'work.receive', { request: REQUEST, ...box });
    for (const step of ['image', 'stage', 'dispatch'])
      await desk.act(EVE, 'work.do', { request: REQUEST, step, label: 'true' });
    const other = new DeskOffice(store, undefined, MIDNIGHT + 500);
    let answer: string | null = null;
    const slow = heldUp(store, async () => {
      answer = await closeNovember(other);
    });
    const late = new DeskOffice(slow, undefined, MIDNIGHT - 100);
    await late.act(EVE, 'work.do', { request: REQUEST, step: 'deploy', label: 'true' });
    expect(answer).toMatch(/2026-11 is over, but what was done last may not be on record yet/);
    expect((await store.read(keys.commitment('PARKS', '8KLM2X3')))?.body.firstMonth).toBe('2026-11');
    other.clock.at = MIDNIGHT + A_QUARTER;
    expect(await closeNovember(other)).toBeNull();
    const charged = (await linesOf(store, '2026-11')).filter(({ serial }) => serial === '8KLM2X3');
    expect(charged.map(({ kind, nth }) => [kind, nth])).toEqual([
      ['support', null],
      ['hardware', 1],
    ]);
  });

  test('a swap at an agency that does not pay holds the month until the commitment is passed on, and no later month', async () => {
    const desk = await transferOffice();
    await swappedWhereAnotherPays(desk);
    desk.clock.at = MIDNIGHT + A_QUARTER;
    const problem = async (month: string) => as(await desk.say(EVE, `bill close ${month}`), 'month').problem;
    expect(await problem('2026-11')).toBe(
      '2026-11 waits for what is still to be booked: REV-T00002. That takes a moment; then close it again.',
    );
    expect(await desk.house.store.count({ type: 'closing', where: [] })).toBe(0);
    // What October is made of is on record.
    expect(await problem('2026-10')).toBeNull();
    await settled(desk);
    expect(await problem('2026-11')).toBeNull();
    await settled(desk);
    const hardware = (await linesOf(desk.house.store, '2026-11')).filter(({ kind, serial }) => {
      return kind === 'hardware' && ['7BLUE01', '8KLM2X1'].includes(serial);
    });
    expect(hardware.map(({ serial, nth }) => [serial, nth])).toEqual([['8KLM2X1', 29]]);
  });
});
