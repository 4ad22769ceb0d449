import { keys } from '../../src/desk/documents.ts';
import type { View } from '../../src/desk/views.ts';
import { unanswered } from '../../src/domain/inventory.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, DeskOffice } from './desk-office.ts';

const [MAX, NORA, MIA, ADA] = ['02', '03', '05', '0a'] as const;
const PARKS = { agency: 'PARKS', year: 2027, page: 1 };
const DAY = 86_400_000;

async function started(words: string): Promise<DeskOffice> {
  const store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  const desk = new DeskOffice(store);
  for (const number of [MAX, NORA, MIA, ADA]) await desk.desk.installed(desk.caller(number));
  desk.clock.at = Date.parse('2027-05-20T15:00:00.000Z');
  await desk.say(ADA, words);
  await desk.settle();
  return desk;
}

/** What was sent to somebody since an inventory was closed. */
function reports(desk: DeskOffice, number: string): View[] {
  return desk
    .sentTo(number)
    .map(({ view }) => view)
    .filter((view) => view.card === 'inventory' || (view.card === 'inventory list' && view.why === 'closed'));
}

describe('Rule 53: a yearly inventory that is closed', () => {
  test('tells the agency’s approvers what nobody has answered, and the asset manager the sums', async () => {
    const desk = await started('inventory start PARKS REV');
    await desk.act(MAX, 'inventory.confirm', { ...PARKS, pick_5CG0000001: 'true' });
    await desk.act(MIA, 'inventory.confirm', { ...PARKS, agency: 'REV', all: 'true' });
    await desk.say(ADA, 'inventory close PARKS');
    await desk.settle();
    for (const approver of [MAX, NORA]) {
      const [list, ...more] = reports(desk, approver);
      expect(unanswered(as(list, 'inventory list').inventory)).toBe(13);
      expect(as(list, 'inventory list').rows.filter(({ answer }) => answer === null)).toHaveLength(13);
      expect(more).toEqual([]);
    }
    // One message about all of them, once the last is closed.
    expect(reports(desk, ADA)).toEqual([]);
    await desk.say(ADA, 'inventory close');
    await desk.settle();
    expect(reports(desk, MIA)).toEqual([]);
    const [sums, ...more] = reports(desk, ADA);
    expect(as(sums, 'inventory')).toMatchObject({
      year: 2027,
      total: 2,
      closed: 2,
      sums: { listed: 15, confirmed: 2 },
    });
    expect(more).toEqual([]);
    await desk.settle(40 * DAY);
    expect([reports(desk, ADA).length, reports(desk, MAX).length]).toEqual([1, 1]);
  });

  test('is sent for once by a year’s end that closes all of them side by side', async () => {
    const desk = await started('inventory start');
    desk.clock.at = Date.parse('2027-07-01T06:00:00.000Z');
    await desk.settle();
    await desk.settle(1000);
    expect(reports(desk, ADA).map((view) => as(view, 'inventory').closed)).toEqual([3]);
    expect(reports(desk, MAX)).toHaveLength(1);
  });

  test('is there after 30 June until the next one is started, and by its year afterwards', async () => {
    const desk = await started('inventory start PARKS');
    desk.clock.at = Date.parse('2027-07-02T15:00:00.000Z');
    await desk.settle();
    await desk.settle(1000);
    const last = as(await desk.say(ADA, 'inventory'), 'inventory');
    expect(last).toMatchObject({ year: 2027, starts: 2028, total: 1, closed: 1, notStarted: 3, canRun: true });
    const list = as(await desk.say(MAX, 'inventory'), 'inventory list');
    expect(list).toMatchObject({ canAnswer: false, inventory: { year: 2027, state: 'closed' } });
    await desk.say(ADA, 'inventory start PARKS');
    await desk.settle();
    expect(as(await desk.say(ADA, 'inventory'), 'inventory')).toMatchObject({ year: 2028, closed: 0, notStarted: 2 });
    expect(as(await desk.say(MAX, 'inventory'), 'inventory list').inventory.year).toBe(2028);
    for (const words of ['inventory 2027', 'inventory FY 2027']) {
      expect(as(await desk.say(ADA, words), 'inventory')).toMatchObject({ year: 2027, starts: 2028, closed: 1 });
      expect(as(await desk.say(MAX, words), 'inventory list').inventory.year).toBe(2027);
    }
    expect(as(await desk.say(ADA, 'inventory PARKS 2027'), 'inventory list').inventory.year).toBe(2027);
    expect(as(await desk.say(MAX, 'inventory 2025'), 'notice').text).toBe(
      'There was no inventory of PARKS for FY 2025.',
    );
    expect(as(await desk.say(MIA, 'inventory PARKS 2027'), 'notice').title).toBe('Not found');
    const late = as(await desk.act(MAX, 'inventory.confirm', { ...PARKS, all: 'true' }), 'inventory list');
    expect(late).toMatchObject({ inventory: { year: 2027 }, problem: expect.stringMatching('takes no more answers') });
  });

  test('is written by who runs the desk where it is too large for a chat', async () => {
    const desk = await started('inventory start PARKS');
    const { store } = desk.house;
    const key = keys.inventory('PARKS', 2027);
    const inventory = (await store.read(key))?.body;
    if (inventory === undefined) throw new Error('no inventory');
    await store.commit([{ do: 'put', key, body: { ...inventory, listed: 30_000 } }]);
    const file = { file: 'inventory', agency: 'PARKS', year: 2027 };
    expect(as(await desk.act(ADA, 'file.open', file), 'notice').text).toBe(
      'The inventory of PARKS lists 30,000 devices. Whoever runs the desk writes it to a file: npm run export -- --agency PARKS --only inventory.',
    );
  });

  test('opens on the page where something was not answered', async () => {
    const desk = await started('inventory start PARKS');
    const { store } = desk.house;
    const [header, page] = [keys.inventory('PARKS', 2027), keys.inventoryPage('PARKS', 2027, 1)];
    const [inventory, first] = [(await store.read(header))?.body, (await store.read(page))?.body];
    if (inventory === undefined || first === undefined) throw new Error('no list');
    const at = desk.house.clock.now().at;
    const rows = first.rows.map((row) => ({ ...row, answer: 'confirmed' as const, at }));
    const closed = { ...inventory, state: 'closed' as const, pages: 2, listed: 15 };
    const answers = { ...inventory.answers, confirmed: 14 };
    const open = { serial: '8REDX01', answer: null, by: null, at: null, request: null };
    await store.commit([
      { do: 'put', key: header, body: { ...closed, answers, closed: { at, by: inventory.by, role: null } } },
      { do: 'put', key: page, body: { ...first, rows, done: true } },
      {
        do: 'put',
        key: keys.inventoryPage('PARKS', 2027, 2),
        body: { ...first, no: 2, serials: ['8REDX01'], rows: [open], done: true },
      },
    ]);
    expect(as(await desk.say(MAX, 'inventory'), 'inventory list').page).toBe(2);
  });
});
