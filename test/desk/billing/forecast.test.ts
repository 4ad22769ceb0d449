import assert from 'node:assert/strict';
import { dueOf } from '../../../src/desk/billing/due.ts';
import { IN_AN_ACCOUNT } from '../../../src/desk/house.ts';
import { DeliveryError } from '../../../src/desk/ports/messenger.ts';
import type { Store } from '../../../src/desk/ports/store.ts';
import { commitment } from '../../domain/office.ts';
import { as, Chats, DeskOffice } from '../desk-office.ts';
import { engine } from '../stores.ts';
import { ALL, agreed, transferOffice, work } from '../transfer-office.ts';

const [RITA, MAX, NORA, MIA, BILL] = ['01', '02', '03', '05', '0b'] as const;

async function office(store: Store, at: string, chats = new Chats()): Promise<DeskOffice> {
  const desk = new DeskOffice(store, chats, Date.parse(at));
  for (const number of [RITA, MAX, NORA, MIA]) await desk.desk.installed(desk.caller(number));
  return desk;
}

/** What the sweep brings about, until nothing is due. */
async function swept(desk: DeskOffice): Promise<void> {
  await desk.outbox.sweep();
  for (let rounds = 0; rounds < 4; rounds += 1) await desk.settle(1000);
}

function notices(desk: DeskOffice, number: string): string[] {
  return desk
    .sentTo(number)
    .flatMap(({ view }) =>
      view.card === 'refresh' ? view.due.rows.map(({ serial }) => `${view.month} ${serial}`) : [],
    );
}

describe('Rule 51: forecast', () => {
  test('tells an approver what the agency still owes, by fiscal year and in total', async () => {
    const desk = await office(await engine.open(), '2026-11-24T15:00:00.000Z');
    const view = as(await desk.say(MAX, 'forecast'), 'forecast');
    expect(view.forecast).toEqual({
      years: [
        { year: 2027, cents: 69132 },
        { year: 2028, cents: 118512 },
      ],
      totalCents: 187644,
      waiting: { devices: 1, cents: 158016 },
      quarters: [{ quarter: '2028-04', devices: 3 }],
    });
    expect(view).toMatchObject({ agency: { code: 'PARKS' }, due: { total: 0, orderSerials: [] } });
  });

  test('is of one’s own agency, and for billing of any or of all; bad input is a sentence', async () => {
    const desk = await office(await engine.open(), '2026-11-24T15:00:00.000Z');
    expect(as(await desk.say(MAX, 'forecast REV'), 'notice').text).toMatch(/no agency REV whose forecast you can see/);
    expect(as(await desk.say(RITA, 'forecast'), 'notice').text).toMatch(/for the approvers/);
    expect(as(await desk.say(BILL, 'forecast nowhere'), 'notice').text).toMatch(/no agency NOWHERE/);
    expect(as(await desk.say(BILL, 'forecast rev'), 'forecast').forecast.totalCents).toBe(25 * 3292);
    const all = as(await desk.say(BILL, 'forecast'), 'forecast');
    expect(all.agencies).toEqual([
      { agency: 'PARKS', totalCents: 187644 },
      { agency: 'REV', totalCents: 25 * 3292 },
    ]);
    expect(all.forecast.totalCents).toBe(187644 + 25 * 3292);
  });

  test('lists what is to be replaced, and the button opens an order that names those devices', async () => {
    const desk = await office(await engine.open(), '2028-01-10T15:00:00.000Z');
    const { due } = as(await desk.say(MAX, 'forecast'), 'forecast');
    // 7BLUE03 is a spare: nobody waits for its successor.
    expect(due).toMatchObject({ total: 2, orderSerials: ['7BLUE01', '7BLUE02'] });
    expect(due.rows.map(({ serial, lastMonth }) => [serial, lastMonth])).toEqual([
      ['7BLUE01', '2028-06'],
      ['7BLUE02', '2028-06'],
    ]);
    const form = as(await desk.act(MAX, 'order.open', { serial: due.orderSerials.join(', ') }), 'order form');
    expect(form.inputs.replaces).toBe('7BLUE01, 7BLUE02');
    expect(form.found.map(({ serial, monthsOwed }) => [serial, monthsOwed])).toEqual([
      ['7BLUE01', 5],
      ['7BLUE02', 5],
    ]);
    expect(as(await desk.say(BILL, 'forecast PARKS'), 'forecast').due.orderSerials).toEqual([]);
  });
});

describe('Rule 54: notices', () => {
  test('come at months 42, 45 and 48, to the approvers, once each, however often the desk starts', async () => {
    const store = await engine.open();
    const chats = new Chats();
    for (let month = 11; month <= 20; month += 1) {
      const at = new Date(Date.UTC(2027, month - 1, 3, 15)).toISOString();
      for (let starts = 0; starts < 2; starts += 1) {
        const desk = await office(store, at, chats);
        await swept(desk);
        await swept(desk);
      }
    }
    const desk = await office(store, '2028-09-03T15:00:00.000Z', chats);
    const wanted = ['2027-12', '2028-03', '2028-06'].flatMap((month) => [`${month} 7BLUE01`, `${month} 7BLUE02`]);
    expect(notices(desk, MAX)).toEqual(wanted);
    expect(notices(desk, NORA)).toEqual(wanted);
    expect(notices(desk, RITA)).toEqual([]);
    expect(notices(desk, MIA)).toEqual(['2028-06 8REDX01']);
  });

  test('wait for who is not there yet, and are not sent again when they may have arrived', async () => {
    const store = await engine.open();
    const chats = new Chats();
    const desk = new DeskOffice(store, chats, Date.parse('2027-12-01T15:00:00.000Z'));
    await desk.desk.installed(desk.caller(NORA));
    chats.after = (what) => {
      if (what === 'send') throw new DeliveryError('unknown', 'the line broke');
    };
    await swept(desk);
    expect(notices(desk, NORA)).toHaveLength(2);
    expect(notices(desk, MAX)).toEqual([]);
    chats.after = () => {};
    await desk.desk.installed(desk.caller(MAX));
    await swept(desk);
    for (let rounds = 0; rounds < 4; rounds += 1) await desk.settle(301_000);
    expect(notices(desk, MAX)).toEqual(['2027-12 7BLUE01', '2027-12 7BLUE02']);
    expect(notices(desk, NORA)).toHaveLength(2);
  });

  test('wait for who has removed the app, without end and without being tried over and over', async () => {
    const desk = new DeskOffice(await engine.open(), new Chats(), Date.parse('2027-12-01T15:00:00.000Z'));
    for (const number of [MAX, NORA]) await desk.desk.installed(desk.caller(number));
    let tried = 0;
    desk.chats.before = () => {
      tried += 1;
      assert(tried < 20, 'one notice is tried over and over');
      throw new DeliveryError('unreachable', 'the app is gone');
    };
    await swept(desk);
    await swept(desk);
    expect(tried).toBe(2);
    desk.chats.before = () => {};
    await desk.say(MAX, 'help');
    await desk.settle();
    expect(notices(desk, MAX)).toEqual(['2027-12 7BLUE01', '2027-12 7BLUE02']);
    expect(notices(desk, NORA)).toEqual([]);
  });

  test('go to the agency that has the device, also where another one pays for it', async () => {
    const desk = await transferOffice();
    const moved = await agreed(desk, { takesOver: '' }, '7BLUE01');
    await work(desk, moved, ...ALL);
    await desk.settle();
    desk.clock.at = Date.parse('2027-12-03T15:00:00.000Z');
    await swept(desk);
    expect(notices(desk, MIA)).toEqual(['2027-12 7BLUE01']);
    expect(notices(desk, MAX)).toEqual(['2027-12 7BLUE02']);
    const { due } = as(await desk.say(MIA, 'forecast'), 'forecast');
    expect(due).toMatchObject({ total: 1, orderSerials: ['7BLUE01'], unseen: 0 });
    expect(due.rows.map(({ serial, lastMonth }) => [serial, lastMonth])).toEqual([['7BLUE01', '2028-06']]);
  });

  test('open an order form that names the device as replaced', async () => {
    const desk = await office(await engine.open(), '2027-12-01T15:00:00.000Z');
    await swept(desk);
    const view = desk.sentTo(MAX).find(({ view }) => view.card === 'refresh')?.view;
    const { due } = as(view, 'refresh');
    const form = as(await desk.act(MAX, 'order.open', { serial: due.orderSerials.join(', ') }), 'order form');
    expect(form.found.map(({ serial }) => serial)).toEqual(['7BLUE01', '7BLUE02']);
    assert.equal(form.problems.length, 0);
  });
});

describe('an agency that is too large for a turn', () => {
  const [PARKS, STATE] = [30_000, 60_000];

  async function large(count: number): Promise<DeskOffice> {
    const store = await engine.open();
    const many: Store = {
      read: (key) => store.read(key),
      query: (query) => store.query(query),
      count: async ({ type }) => (['device', 'commitment'].includes(type) ? count : 0),
      commit: (operations) => store.commit(operations),
      removeOutlived: (at) => store.removeOutlived(at),
      check: () => store.check(),
      close: () => store.close(),
    };
    return office(many, '2026-11-24T15:00:00.000Z');
  }

  test('is smaller in an account, where each record costs', async () => {
    const asked = async (records: number, word: string) => {
      const desk = await large(records);
      desk.house.patience = IN_AN_ACCOUNT;
      return (await desk.say(MAX, word)).card;
    };
    // A bill is made of devices and commitments: of so many each.
    expect(await asked(2_500, 'bill 2026-10')).toBe('bill');
    expect(await asked(2_501, 'bill 2026-10')).toBe('notice');
    expect(await asked(5_000, 'forecast')).toBe('forecast');
    expect(await asked(5_001, 'forecast')).toBe('notice');
  });

  test('is told how to get its bill and its forecast instead', async () => {
    const desk = await large(PARKS);
    expect(as(await desk.say(MAX, 'bill 2026-10'), 'notice').text).toMatch(
      /^PARKS has too many devices .* Type bill and a month that is closed, or .*: npm run bill -- PARKS 2026-10 writes/,
    );
    as(await desk.say(MAX, 'forecast'), 'forecast');
    const state = await large(STATE);
    expect(as(await state.say(MAX, 'forecast'), 'notice').text).toMatch(/^PARKS has too many .* npm run export\.$/);
    expect(as(await state.say(BILL, 'forecast'), 'notice').text).toMatch(/Ask for one agency: forecast and its code/);
  });
});

test('Rule 54: however many devices are long gone, those that are in service are listed, and what was not looked at is told', async () => {
  const store = await engine.open();
  const old = Array.from({ length: 5020 }, (_, index) => commitment(`OLD${String(index).padStart(5, '0')}`, '2023-01'));
  const desk = await office(store, '2028-01-10T15:00:00.000Z');
  const max = await desk.house.directory.person(desk.caller(MAX).person);
  assert(max !== undefined);
  const due = (count: number) => {
    return dueOf(store, 'PARKS', [...old.slice(0, count), commitment('7BLUE01', '2024-07')], max);
  };
  expect(await due(4000)).toMatchObject({ rows: [{ serial: '7BLUE01' }], total: 1, unseen: 0 });
  expect(await due(5020)).toMatchObject({ rows: [], total: 0, unseen: 21 });
});
