import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, CANCEL_ALL, DeskOffice, filledOrder, HOLIDAYS } from './desk-office.ts';

const [RITA, MAX, NORA, ED, EVE] = ['01', '02', '03', '06', '0d'] as const;
const ORDER = 'PARKS-T00001';
const HOUR = 3_600_000;

let store: Store;
let office: DeskOffice;

beforeEach(async () => {
  store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  office = new DeskOffice(store);
  for (const number of [RITA, MAX, NORA, ED, EVE]) await office.desk.installed(office.caller(number));
  await office.act(RITA, 'order.submit', filledOrder(ORDER));
  await office.settle();
});
afterEach(() => store.close());

const approve = (step = 'agency', revision = 1) => ({ request: ORDER, step, revision });

/** Turns the clock to an hour of a day in Chicago (UTC-6 in winter), and has everything done as it becomes due until then. */
async function until(day: string, hour: number): Promise<void> {
  const end = Date.parse(`${day}T00:00:00.000Z`) + (hour + 6) * HOUR;
  const where = [{ field: 'state', is: 'due' }] as const;
  for (;;) {
    const { items } = await store.query({ type: 'outbox', where: [...where], orderBy: { field: 'dueAt' }, limit: 1 });
    const next = Date.parse(items[0]?.body.dueAt ?? '');
    if (!(next > office.clock.at && next < end)) break;
    await office.settle(next - office.clock.at);
  }
  await office.settle(end - office.clock.at);
}

/** What came to somebody, in order: "approval" when asked, "reminder" and so on afterwards; "request" for news. */
function cameTo(number: string): string[] {
  return office.sentTo(number).map(({ view, cameAs }) => {
    const nudge = /(second reminder|reminder|passed on)/.exec(cameAs)?.[0];
    if (nudge !== undefined) return nudge;
    if (view.card === 'request' && view.note?.startsWith('Nobody has decided')) return 'told';
    return cameAs.split(' ')[0] ?? '';
  });
}

function count(number: string): number {
  return office.sentTo(number).length;
}

describe('Rule 21: a waiting approver', () => {
  test('is reminded after 2 business days, by the state’s calendar, and once', async () => {
    // Asked on Tuesday at 9; Thursday and Friday are holidays, so that two business days are over on Monday at 9.
    expect(HOLIDAYS).toEqual(['2026-11-26', '2026-11-27']);
    await until('2026-11-30', 8.99);
    expect([cameTo(MAX), cameTo(NORA)]).toEqual([['approval'], ['approval']]);
    await until('2026-11-30', 9.01);
    expect([cameTo(MAX), cameTo(NORA)]).toEqual([
      ['approval', 'reminder'],
      ['approval', 'reminder'],
    ]);
    await until('2026-12-01', 9);
    expect([count(MAX), count(NORA), count(RITA), count(ED)]).toEqual([2, 2, 0, 0]);
  });

  test('is told nothing more once it is decided, and both cards say who did', async () => {
    await until('2026-11-30', 10);
    await office.act(MAX, 'request.approve', approve());
    await until('2026-11-30', 11);
    for (const { view } of [...office.sentTo(MAX), ...office.sentTo(NORA)]) expect(view.card).toBe('decided');
    await until('2026-12-11', 17);
    expect([count(MAX), count(NORA)]).toEqual([2, 2]);
    // The next step has a clock of its own: asked on Monday at 10, EUC is reminded on Wednesday at 10.
    expect(cameTo(ED)).toEqual(['approval', 'reminder', 'second reminder']);
  });

  test.each([
    ['decided', () => office.act(MAX, 'request.reject', { ...approve(), rejectReason: 'No.' })],
    ['returned', () => office.act(MAX, 'request.return', { ...approve(), returnReason: 'Why?' })],
    ['cancelled', () => office.act(RITA, 'request.cancel', { request: ORDER, ...CANCEL_ALL })],
  ])('is not reminded of what was %s meanwhile', async (_what, act) => {
    await act();
    await until('2026-12-11', 17);
    expect([count(MAX), count(NORA), count(ED)]).toEqual([1, 1, 0]);
  });

  test('is reminded of what was sent in anew, counted from then, and not of the submission before', async () => {
    await office.act(MAX, 'request.return', { ...approve(), returnReason: 'Why?' });
    await until('2026-11-25', 9);
    await office.act(RITA, 'order.submit', filledOrder(ORDER, { revision: 2 }));
    await office.settle();
    await until('2026-11-30', 12);
    expect(count(NORA)).toBe(2);
    await until('2026-12-01', 12);
    expect(cameTo(NORA)).toEqual(['approval', 'approval', 'reminder']);
    expect(office.sentTo(NORA)[2]?.cameAs).toBe(`approval ${ORDER} awaiting approval agency 2 reminder`);
  });

  test('gets one card and no reminder behind it, having installed the desk late', async () => {
    const paul = {
      id: office.caller('31').person,
      name: 'Paul Pope',
      agency: 'PARKS',
      roles: ['agency approver' as const],
    };
    await store.commit([{ do: 'create', key: keys.person(paul.id), body: paul }]);
    await office.act(RITA, 'order.submit', filledOrder('PARKS-T00002'));
    await until('2026-12-01', 12);
    await office.desk.installed(office.caller('31'));
    await office.settle();
    const about = office.sentTo('31').filter(({ cameAs }) => cameAs.includes('PARKS-T00002'));
    expect(about).toHaveLength(1);
  });
});

describe('Rule 21: what nobody has decided after 5 business days', () => {
  test('goes to an approver who was not asked yet; the requester and EUC are told who has it', async () => {
    const paul = {
      id: office.caller('31').person,
      name: 'Paul Pope',
      agency: 'PARKS',
      roles: ['agency approver' as const],
    };
    await until('2026-12-01', 12);
    await store.commit([{ do: 'create', key: keys.person(paul.id), body: paul }]);
    await office.desk.installed(office.caller('31'));
    // Tuesday, Wednesday, Monday, Tuesday, Wednesday have passed on Thursday at 9.
    await until('2026-12-03', 8.99);
    expect(count('31')).toBe(0);
    await until('2026-12-03', 9.01);
    expect(cameTo('31')).toEqual(['passed on']);
    expect([cameTo(MAX), cameTo(NORA)]).toEqual([
      ['approval', 'reminder'],
      ['approval', 'reminder'],
    ]);
    expect(cameTo(RITA)).toEqual(['told']);
    expect([cameTo(ED), cameTo(EVE)]).toEqual([['told'], ['told']]);
    expect(as(office.sentTo(RITA)[0]?.view, 'request').note).toBe(
      'Nobody has decided this for 5 business days. Now it is with Max Moreau, Nora Nash, Paul Pope.',
    );
    const decided = as(await office.act('31', 'request.approve', approve()), 'decided');
    expect(decided.request).toMatchObject({ status: 'awaiting approval', step: 'EUC' });
  });

  test('is brought to those who were asked once more where there is nobody else', async () => {
    await until('2026-12-03', 10);
    expect([cameTo(MAX), cameTo(NORA)]).toEqual([
      ['approval', 'reminder', 'second reminder'],
      ['approval', 'reminder', 'second reminder'],
    ]);
    expect([cameTo(RITA), cameTo(ED)]).toEqual([['told'], ['told']]);
    await until('2027-01-29', 10);
    expect([count(MAX), count(RITA), count(ED)]).toEqual([3, 1, 1]);
  });

  test('is with a delegate already, who is reminded like everybody who may decide', async () => {
    await office.act(RITA, 'request.cancel', { request: ORDER, ...CANCEL_ALL });
    await office.act(NORA, 'order.submit', filledOrder('PARKS-T00002'));
    await office.settle();
    const form = { approver: office.caller(MAX).person, delegate: office.caller(RITA).person };
    await office.act(MAX, 'delegation.submit', { ...form, from: '2026-11-25', until: '2026-12-31' });
    await until('2026-11-25', 10);
    await until('2026-12-03', 10);
    expect(cameTo(RITA)).toEqual(['delegated', 'approval', 'reminder', 'second reminder']);
    expect(cameTo(NORA).at(-1)).toBe('told');
  });

  test('is asked for once by a delegation that begins while approvers are being asked', async () => {
    await office.act(NORA, 'order.submit', filledOrder('PARKS-T00002'));
    const form = { approver: office.caller(MAX).person, delegate: office.caller(RITA).person };
    await office.act(MAX, 'delegation.submit', { ...form, from: '2026-11-24', until: '2026-12-31' });
    await office.settle();
    await office.settle(2000);
    expect(cameTo(RITA).sort()).toEqual(['approval', 'delegated']);
  });
});

test('a clock that was not looked at for weeks reminds of nothing that is over, and of the rest once', async () => {
  await office.act(MAX, 'request.approve', approve());
  await office.settle();
  const later = new DeskOffice(store, office.chats, office.clock.at + 30 * 24 * HOUR);
  await later.settle();
  expect([count(MAX), count(NORA)]).toEqual([1, 1]);
  // Nobody is told in the same minute that they are late and that it goes to others: 3 business days are between both.
  expect(cameTo(ED)).toEqual(['approval', 'reminder']);
  expect(cameTo(RITA)).toEqual([]);
  await later.settle(2 * 24 * HOUR);
  expect(cameTo(ED)).toEqual(['approval', 'reminder']);
  await later.settle(3 * 24 * HOUR);
  expect(cameTo(ED)).toEqual(['approval', 'reminder', 'second reminder']);
  await later.settle(30 * 24 * HOUR);
  expect(count(ED)).toBe(3);
});

test('two instances at one outbox remind once, and pass on once', async () => {
  const other = new DeskOffice(store, office.chats, office.clock.at);
  for (const day of ['2026-11-30', '2026-12-03']) {
    other.clock.at = Date.parse(`${day}T16:00:00.000Z`);
    office.clock.at = other.clock.at;
    await Promise.all([office.settle(), other.settle()]);
    await Promise.all([office.settle(2000), other.settle(2000)]);
  }
  expect([cameTo(MAX), cameTo(NORA)]).toEqual([
    ['approval', 'reminder', 'second reminder'],
    ['approval', 'reminder', 'second reminder'],
  ]);
  expect([cameTo(RITA), cameTo(ED), cameTo(EVE)]).toEqual([['told'], ['told'], ['told']]);
});

test('what is due in days costs the outbox nothing until then', async () => {
  const due = await store.count({
    type: 'outbox',
    where: [
      { field: 'state', is: 'due' },
      { field: 'dueAt', atMost: '2026-11-30T14:59:59.999Z' },
    ],
  });
  expect(due).toBe(0);
  expect(await store.count({ type: 'outbox', where: [{ field: 'state', is: 'due' }] })).toBe(1);
});
