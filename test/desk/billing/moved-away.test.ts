import type { View } from '../../../src/desk/views.ts';
import { as, type DeskOffice } from '../desk-office.ts';
import { ALL, agreed, MAX, MIA, transferOffice, work } from '../transfer-office.ts';

const BILL = '0b';

/** Two devices, one of them leased, deployed at REV in November, in December; the outbox has not worked since. */
async function deployed(): Promise<DeskOffice> {
  const desk = await transferOffice();
  const request = await agreed(desk);
  await work(desk, request, ...ALL);
  desk.clock.at = Date.parse('2026-12-02T15:00:00.000Z');
  return desk;
}

async function settled(desk: DeskOffice): Promise<void> {
  for (let rounds = 0; rounds < 8; rounds += 1) await desk.settle(1000);
}

function totals(view: View): [string, number][] {
  return as(view, 'month').rows.map(({ agency, totalCents }) => [agency, totalCents]);
}

describe('a month in which devices went to another agency', () => {
  test('Rules 36, 46 and 50: is not closed while one is on its way: nobody’s records have its charges', async () => {
    const desk = await deployed();
    const view = as(await desk.say(BILL, 'bill close 2026-11'), 'month');
    expect(view.problem).toBe(
      '2026-11 waits for what moves to another agency: 5CG0000003, 7BLUE01. That takes a moment; then close it again.',
    );
    expect(await desk.house.store.count({ type: 'closing', where: [] })).toBe(0);
    // October is not concerned.
    expect(as(await desk.say(BILL, 'bill close 2026-10'), 'month').problem).toBeNull();
    await settled(desk);
    expect(as(await desk.say(BILL, 'bill close 2026-11'), 'month').problem).toBeNull();
    await settled(desk);
    // October's $398.76 and $57.92: support of two devices and the hardware of one have changed hands.
    expect(totals(await desk.say(BILL, 'bill 2026-10'))).toEqual([
      ['OTS', 0],
      ['PARKS', 39876],
      ['REV', 5792],
    ]);
    expect(totals(await desk.say(BILL, 'bill 2026-11'))).toEqual([
      ['OTS', 0],
      ['PARKS', 39876 - 2 * 2500 - 3292],
      ['REV', 5792 + 2 * 2500 + 3292],
    ]);
  });

  test('Rule 49: is explained to each agency by what it may know', async () => {
    const desk = await deployed();
    await settled(desk);
    const ours = as(await desk.say(MAX, 'bill explain 7BLUE01 2026-11'), 'explain');
    expect(ours.lines).toEqual([]);
    expect(ours.reasons.find(({ kind }) => kind === 'hardware')).toMatchObject({
      from: '2024-07',
      to: '2026-10',
      ended: { what: 'Deployed' },
    });
    const theirs = as(await desk.say(MIA, 'bill explain 7BLUE01 2026-11'), 'explain');
    expect(theirs.lines.map(({ kind, nth, cents }) => [kind, nth, cents])).toEqual([
      ['support', null, 2500],
      ['hardware', 29, 3292],
    ]);
    expect(theirs.reasons.find(({ kind }) => kind === 'hardware')).toMatchObject({
      from: '2026-11',
      to: '2028-06',
      began: { what: 'Came from PARKS, in service here' },
    });
  });

  test('Rules 49 and 57: is explained to billing with the charges of both agencies, to an agency with its own', async () => {
    const desk = await deployed();
    await settled(desk);
    const charged = async (month: string, who: string = BILL) => {
      const { agency, lines, others } = as(await desk.say(who, `bill explain 7BLUE01 ${month}`), 'explain');
      return [{ agency, lines }, ...others].map(({ agency: { code }, lines }) => [
        code,
        ...lines.map(({ kind, nth }) => (nth === null ? kind : `${kind} ${nth}`)),
      ]);
    };
    expect(await charged('2026-10')).toEqual([['REV'], ['PARKS', 'support', 'hardware 28']]);
    expect(await charged('2026-11')).toEqual([['REV', 'support', 'hardware 29'], ['PARKS']]);
    expect(await charged('2026-10', MAX)).toEqual([['PARKS', 'support', 'hardware 28']]);
    expect(await charged('2026-11', MIA)).toEqual([['REV', 'support', 'hardware 29']]);
    const view = as(await desk.say(BILL, 'bill explain 7BLUE01 2026-11'), 'explain');
    expect(view.others.map(({ reasons }) => reasons.find(({ kind }) => kind === 'hardware'))).toMatchObject([
      { from: '2024-07', to: '2026-10', ended: { what: 'Deployed' } },
    ]);
  });
});
