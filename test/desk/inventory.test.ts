import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { unanswered } from '../../src/domain/inventory.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, CANCEL_ALL, DeskOffice } from './desk-office.ts';

const [RITA, MAX, NORA, MIA, ED, ADA] = ['01', '02', '03', '05', '06', '0a'] as const;
const DAY = 86_400_000;
const PARKS = { agency: 'PARKS', year: 2027, page: 1 };

async function office(store?: Store): Promise<DeskOffice> {
  const own = store ?? openSqliteStore(':memory:');
  if (store === undefined) await loadSampleWorld(own);
  const desk = new DeskOffice(own);
  for (const number of [RITA, MAX, NORA, MIA, ED, ADA]) await desk.desk.installed(desk.caller(number));
  return desk;
}

async function started(words = 'inventory start'): Promise<DeskOffice> {
  const desk = await office();
  await desk.say(ADA, words);
  await desk.settle();
  return desk;
}

async function inventoryOf(desk: DeskOffice, agency = 'PARKS') {
  const stored = await desk.house.store.read(keys.inventory(agency, 2027));
  if (stored === undefined) throw new Error(`no inventory of ${agency}`);
  return stored.body;
}

function asked(desk: DeskOffice, number: string) {
  return desk
    .sentTo(number)
    .flatMap(({ view }) => (view.card === 'inventory list' ? `${view.agency.code} ${view.why} page ${view.page}` : []));
}

function tick(...serials: string[]): Record<string, string> {
  return Object.fromEntries(serials.map((serial) => [`pick_${serial}`, 'true']));
}

describe('Rule 53: the yearly inventory', () => {
  test('is started by the asset manager for all agencies, once a fiscal year, and their approvers are asked', async () => {
    const desk = await office();
    const view = as(await desk.say(ADA, 'inventory start'), 'inventory');
    expect(view).toMatchObject({
      year: 2027,
      total: 3,
      open: 3,
      notStarted: 0,
      note: expect.stringMatching('3 agencies'),
    });
    await desk.settle();
    expect(asked(desk, MAX)).toEqual(['PARKS start page 1']);
    expect(asked(desk, NORA)).toEqual(['PARKS start page 1']);
    expect(asked(desk, MIA)).toEqual(['REV start page 1']);
    expect(asked(desk, RITA)).toEqual([]);
    const again = as(await desk.say(ADA, 'inventory start'), 'inventory');
    expect(again.note).toBe('It was started before. Nothing was changed.');
    await desk.settle();
    expect(asked(desk, MAX)).toHaveLength(1);
    expect(await inventoryOf(desk)).toMatchObject({ state: 'open', pages: 1, listed: 14, until: '2027-01-23' });
  });

  test('lists what the agency has: in service, spare and reserve; the rest is with EUC', async () => {
    const desk = await started();
    const list = as(await desk.say(MAX, 'inventory'), 'inventory list');
    expect(list.rows.map(({ serial }) => serial)).toEqual(expect.arrayContaining(['5CG0000001', '7BLUE03', '7BLUE04']));
    expect(list).toMatchObject({ canAnswer: true, page: 1, rows: { length: 14 } });
  });

  test('may be started for some agencies first, with a last day for answers of one’s own', async () => {
    const desk = await office();
    const view = as(await desk.act(ADA, 'inventory.start', { agencies: 'parks', until: '2026-12-31' }), 'inventory');
    expect(view).toMatchObject({ total: 1, notStarted: 2, rows: [{ agency: 'PARKS', until: '2026-12-31' }] });
    const wrong = as(await desk.act(ADA, 'inventory.start', { agencies: 'REV NOWHERE', until: '' }), 'inventory');
    expect(wrong).toMatchObject({ total: 1, problem: 'There is no agency NOWHERE. Check the code.' });
    const late = as(await desk.act(ADA, 'inventory.start', { agencies: 'REV', until: '2027-07-01' }), 'inventory');
    expect(late.problem).toMatch('end of the fiscal year, 2027-06-30');
  });

  test('is confirmed page by page, by whoever comes first, and the journal says by whom and when', async () => {
    const desk = await started();
    const some = { ...PARKS, ...tick('5CG0000001', '7BLUE03', '8REDX01') };
    const first = as(await desk.act(MAX, 'inventory.confirm', some), 'inventory list');
    expect(first.note).toBe('2 devices confirmed.');
    desk.clock.at += 1000;
    expect(await desk.act(MAX, 'inventory.confirm', some)).toMatchObject({ note: expect.stringMatching('before') });
    desk.clock.at += DAY;
    const rest = as(await desk.act(NORA, 'inventory.confirm', { ...PARKS, all: 'true' }), 'inventory list');
    expect(rest.note).toBe('12 devices confirmed.');
    expect(rest.rows.find(({ serial }) => serial === '7BLUE03')).toMatchObject({ by: { name: 'Max Moreau' } });
    expect(await inventoryOf(desk)).toMatchObject({ answers: { confirmed: 14 } });
    const device = as(await desk.say(MAX, '7BLUE01'), 'device');
    expect(device.history[0]).toMatchObject({ what: 'Confirmed in the inventory of FY 2027', by: 'Nora Nash' });
  });

  test('Rule 6: what is wrong becomes a correction that waits for the asset manager', async () => {
    const desk = await started();
    const none = as(await desk.act(MAX, 'inventory.correct', PARKS), 'inventory list');
    expect(none.problem).toMatch('Tick the one device');
    const form = as(await desk.act(MAX, 'inventory.correct', { ...PARKS, ...tick('7BLUE01') }), 'correction form');
    const sent = { ...form.inputs, request: form.request, location: 'Room 3.01', reason: 'She moved upstairs.' };
    const request = as(await desk.act(MAX, 'correction.submit', sent), 'request');
    await desk.settle();
    expect(await inventoryOf(desk)).toMatchObject({ answers: { corrected: 1 } });
    const open = as(await desk.say(ADA, '7BLUE01'), 'device');
    expect(open.device).toMatchObject({ location: 'Baton Rouge 2.20', openRequest: request.request.id });
    await desk.act(ADA, 'work.do', { request: request.request.id, step: 'update' });
    const done = as(await desk.say(ADA, '7BLUE01'), 'device');
    expect(done.device).toMatchObject({ location: 'Room 3.01', openRequest: null });
    expect(done.history[0]?.what).toBe('Location: Baton Rouge 2.20 → Room 3.01, because: She moved upstairs.');
  });

  test('Rule 55: what is not there becomes a report of its loss; one that is cancelled is an open question again', async () => {
    const desk = await started();
    const form = as(
      await desk.act(MAX, 'inventory.missing', { ...PARKS, ...tick('5CG0000001', '5CG0000002') }),
      'loss form',
    );
    expect(form.inputs.serials).toBe('5CG0000001, 5CG0000002');
    const how = { what: 'lost', since: '2026-11-01', reason: 'Not in its room.' };
    const { request } = as(
      await desk.act(MAX, 'loss.submit', { ...form.inputs, ...how, request: form.request }),
      'request',
    );
    await desk.settle();
    expect(await inventoryOf(desk)).toMatchObject({ answers: { missing: 2 } });
    await desk.act(MAX, 'request.cancel', {
      request: request.id,
      ...CANCEL_ALL,
      cancelReason: 'They were in the cupboard.',
    });
    await desk.settle();
    expect(await inventoryOf(desk)).toMatchObject({ answers: { missing: 0 } });
    await desk.act(MAX, 'inventory.confirm', { ...PARKS, all: 'true' });
    expect(unanswered(await inventoryOf(desk))).toBe(0);
  });

  test('Rule 55: a loss counts, whatever was clicked or asked for before', async () => {
    const desk = await started();
    const correction = as(await desk.say(MAX, 'correct 5CG0000001'), 'correction form');
    const sent = { ...correction.inputs, request: correction.request, location: 'Elsewhere 9', reason: 'It moved.' };
    as(await desk.act(MAX, 'correction.submit', sent), 'request');
    await desk.settle();
    await desk.act(MAX, 'inventory.confirm', { ...PARKS, all: 'true' });
    const serials = '5CG0000001, 5CG0000002';
    const { request } = as(await desk.say(ADA, `lost ${serials}`), 'loss form');
    const how = { what: 'stolen', since: '2026-11-20', reason: 'The door was open.' };
    as(await desk.act(ADA, 'loss.submit', { request, serials, ...how }), 'request');
    await desk.act(ADA, 'work.do', { request, step: 'mark lost' });
    await desk.settle();
    expect((await inventoryOf(desk)).answers).toEqual({ confirmed: 12, corrected: 0, missing: 2, left: 0 });
    const list = as(await desk.say(MAX, 'inventory'), 'inventory list');
    expect(list.rows.filter(({ answer }) => answer === 'missing').map((row) => row.request)).toEqual([
      request,
      request,
    ]);
  });

  test('reminds of what is unanswered after two weeks and a week before the end, once each, also after a restart', async () => {
    const desk = await started();
    await desk.act(MIA, 'inventory.confirm', { ...PARKS, agency: 'REV', all: 'true' });
    await desk.settle(13 * DAY);
    expect(asked(desk, MAX)).toHaveLength(1);
    await desk.settle(2 * DAY);
    const later = new DeskOffice(desk.house.store, desk.chats, desk.clock.at);
    await later.settle(60_000);
    expect(asked(later, MAX)).toEqual(['PARKS start page 1', 'PARKS reminder page 1']);
    await later.settle(40 * DAY);
    await later.settle(DAY);
    expect(asked(later, MAX).slice(2)).toEqual(['PARKS last reminder page 1']);
    expect(asked(later, MIA)).toEqual(['REV start page 1']);
  });

  test('asks who was out of reach once only, for the latest reason', async () => {
    const desk = new DeskOffice(openSqliteStore(':memory:'));
    await loadSampleWorld(desk.house.store);
    await desk.say(ADA, 'inventory start PARKS');
    await desk.settle();
    await desk.settle(15 * DAY);
    await desk.desk.installed(desk.caller(MAX));
    await desk.settle(1000);
    expect(asked(desk, MAX)).toEqual(['PARKS reminder page 1']);
  });

  test('is closed by the asset manager, and what is unanswered stays so', async () => {
    const desk = await started();
    await desk.act(MAX, 'inventory.confirm', { ...PARKS, ...tick('5CG0000001') });
    expect(as(await desk.say(ADA, 'inventory close PARKS'), 'inventory').note).toBe('Closed for 1 agency.');
    await desk.settle();
    expect(await inventoryOf(desk)).toMatchObject({ state: 'closed', closed: { by: { name: 'Ada Adams' } } });
    const late = as(await desk.act(MAX, 'inventory.confirm', { ...PARKS, all: 'true' }), 'inventory list');
    expect(late.problem).toMatch('takes no more answers');
    expect(unanswered(await inventoryOf(desk))).toBe(13);
    await desk.settle(30 * DAY);
    expect(asked(desk, MAX)).toEqual(['PARKS start page 1', 'PARKS closed page 1']);
    expect(as(await desk.say(ADA, 'inventory'), 'inventory')).toMatchObject({ closed: 1, open: 2 });
  });

  test('ends by itself once its last day is over in the state', async () => {
    const desk = await started();
    desk.clock.at = Date.parse('2027-01-24T05:59:00.000Z');
    await desk.settle();
    expect(await inventoryOf(desk)).toMatchObject({ state: 'open' });
    await desk.settle(3_600_000);
    await desk.settle(1000);
    expect(await inventoryOf(desk)).toMatchObject({ state: 'closed', closed: { by: { name: 'Device Desk' } } });
  });

  test('a device that comes later is not on the list, one that leaves falls off', async () => {
    const desk = await started();
    const key = keys.device('PARKS', '5CG0000001');
    const stored = await desk.house.store.read(key);
    if (stored === undefined) throw new Error('no such device');
    const put = (body: typeof stored.body) =>
      desk.house.store.commit([{ do: 'put', key: keys.device('PARKS', body.serial), body }]);
    await put({ ...stored.body, status: 'surplus' });
    await put({ ...stored.body, serial: '5CG0000099' });
    await desk.act(MAX, 'inventory.confirm', { ...PARKS, all: 'true' });
    expect(await inventoryOf(desk)).toMatchObject({ listed: 14, answers: { confirmed: 13, left: 1 } });
  });

  test('Rule 57: of another agency nothing is seen or said, whatever the card says; and only asset managers run it', async () => {
    const desk = await started();
    for (const [verb, data] of [
      ['inventory.open', { agency: 'PARKS' }],
      ['inventory.confirm', { ...PARKS, all: 'true' }],
      ['inventory.correct', { ...PARKS, ...tick('7BLUE01') }],
      ['inventory.missing', { ...PARKS, ...tick('7BLUE01') }],
    ] as const) {
      expect(as(await desk.act(MIA, verb, data), 'notice')).toMatchObject({
        title: 'Not found',
        text: 'There is no inventory of PARKS that you can see.',
      });
    }
    const file = await desk.act(MIA, 'file.open', { file: 'inventory', agency: 'PARKS', year: 2027 });
    expect(as(file, 'notice').title).toBe('Not found');
    for (const who of [MAX, ED]) {
      expect(as(await desk.say(who, 'inventory start'), 'notice').text).toMatch('by the asset manager');
      expect(as(await desk.say(who, 'inventory close'), 'notice').text).toMatch('by the asset manager');
    }
    expect(as(await desk.say(RITA, 'inventory'), 'notice').text).toMatch('approvers of each agency');
    expect(as(await desk.say(ED, 'inventory'), 'inventory').canRun).toBe(false);
    expect(as(await desk.say(ED, 'inventory parks'), 'inventory list').canAnswer).toBe(false);
    expect(await inventoryOf(desk)).toMatchObject({ answers: { confirmed: 0 } });
  });

  test('before it is started there is nothing to answer', async () => {
    const desk = await office();
    expect(as(await desk.say(MAX, 'inventory'), 'notice')).toMatchObject({ tone: 'fine', title: 'No inventory now' });
    const none = as(await desk.act(MAX, 'inventory.confirm', { ...PARKS, all: 'true' }), 'notice');
    expect(none.title).toBe('No inventory now');
    expect(as(await desk.say(ADA, 'inventory'), 'inventory')).toMatchObject({ total: 0, notStarted: 3, canRun: true });
  });
});
