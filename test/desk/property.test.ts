import { keys } from '../../src/desk/documents.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, CANCEL_ALL, DeskOffice } from './desk-office.ts';
import { deploy, ED, MAX, MIA, office, RAVI, received } from './purchase-office.ts';

const DAY = 86_400_000;

/** What somebody was reminded of: whose tags, or which year's inventory, and how many devices. */
function reminders(desk: DeskOffice, person: string): unknown[] {
  return desk.sentTo(person).flatMap(({ view }) => (view.card === 'property' ? [[view.about, view.total]] : []));
}

/** Lets days pass, and the outbox work each day. */
async function pass(desk: DeskOffice, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    await desk.settle(DAY);
    await desk.outbox.sweep();
    await desk.settle();
  }
}

describe('Rule 53: the tag that is due within 60 days', () => {
  test('the requester and the approvers are reminded before it is due and once it is late, and never again', async () => {
    const desk = await office();
    const request = await received(desk);
    await deploy(desk, request);
    await pass(desk, 44);
    expect(reminders(desk, RAVI)).toEqual([]);
    await pass(desk, 2);
    const once = [[{ tags: request }, 2]];
    expect(reminders(desk, RAVI)).toEqual(once);
    expect(reminders(desk, MIA)).toEqual(once);
    await desk.act(MIA, 'tag.record', { request, tag_TAB00001: 'RV-1001' });
    await pass(desk, 20);
    expect(reminders(desk, RAVI)).toEqual([...once, [{ tags: request }, 1]]);
    const late = as(desk.sentTo(RAVI).findLast(({ view }) => view.card === 'property')?.view, 'property');
    expect(late.rows).toMatchObject([{ serial: 'TAB00002', due: '2027-01-23' }]);
    await pass(desk, 40);
    expect(reminders(desk, RAVI)).toHaveLength(2);
    for (const stranger of [MAX, ED]) expect(reminders(desk, stranger)).toEqual([]);
  });

  test('nobody is reminded of what bears its tag, is under $1,000, was cancelled or is lost', async () => {
    const tagged = await office();
    const one = await received(tagged);
    await tagged.act(RAVI, 'tag.record', { request: one, tag_TAB00001: 'RV-1', tag_TAB00002: 'RV-2' });
    const cheap = await office();
    await received(cheap, { price1: '999.99' });
    const cancelled = await office();
    const three = await received(cancelled);
    await cancelled.act(ED, 'request.cancel', { request: three, ...CANCEL_ALL, cancelReason: 'Not needed.' });
    const gone = await office();
    await deploy(gone, await received(gone));
    for (const serial of ['TAB00001', 'TAB00002']) {
      const stored = await gone.house.store.read(keys.device('REV', serial));
      if (stored === undefined) throw new Error(`${serial} is missing`);
      const body = { ...stored.body, status: 'lost' } as const;
      await gone.house.store.commit([{ do: 'replace', key: stored.key, body, etag: stored.etag }]);
    }
    for (const desk of [tagged, cheap, cancelled, gone]) {
      await pass(desk, 65);
      expect(reminders(desk, RAVI)).toEqual([]);
    }
  });

  test('the card’s button opens the tags that are missing', async () => {
    const desk = await office();
    const request = await received(desk);
    await pass(desk, 46);
    const card = as(await desk.act(RAVI, 'tag.open', { request }), 'tag');
    expect(card.total).toBe(2);
  });

  test('a restart loses none of them, and sends none twice', async () => {
    const store = openSqliteStore(':memory:');
    const desk = await office(undefined, store);
    const request = await received(desk);
    await pass(desk, 46);
    const next = new DeskOffice(store, desk.chats, desk.clock.at);
    await pass(next, 20);
    expect(reminders(next, RAVI)).toEqual([
      [{ tags: request }, 2],
      [{ tags: request }, 2],
    ]);
  });
});

describe('Rule 53: the inventory of each fiscal year', () => {
  test('approvers of an agency that owns something to count are reminded on 1 July, once a year', async () => {
    const desk = await office('2027-06-01T15:00:00.000Z');
    const request = await received(desk);
    await deploy(desk, request);
    await desk.act(MIA, 'tag.record', { request, tag_TAB00001: 'RV-1', tag_TAB00002: 'RV-2' });
    await pass(desk, 29);
    expect(reminders(desk, MIA)).toEqual([]);
    await pass(desk, 3);
    expect(reminders(desk, MIA)).toEqual([[{ inventory: 2028 }, 2]]);
    expect(reminders(desk, RAVI)).toEqual([]);
    await pass(desk, 40);
    expect(reminders(desk, MIA)).toHaveLength(1);
    desk.clock.at = Date.parse('2028-07-02T15:00:00.000Z');
    await pass(desk, 2);
    expect(reminders(desk, MIA)).toEqual([
      [{ inventory: 2028 }, 2],
      [{ inventory: 2029 }, 2],
    ]);
    const view = as(desk.sentTo(MIA).findLast(({ view }) => view.card === 'property')?.view, 'property');
    expect(view.rows.map(({ serial, tag }) => [serial, tag])).toEqual([
      ['TAB00001', 'RV-1'],
      ['TAB00002', 'RV-2'],
    ]);
  });

  test('an agency that owns nothing of $1,000 and over is not', async () => {
    const store = openSqliteStore(':memory:');
    await loadSampleWorld(store);
    const desk = await office('2027-06-28T15:00:00.000Z', store);
    await deploy(desk, await received(desk, { price1: '999.99' }));
    await pass(desk, 10);
    expect(reminders(desk, MIA)).toEqual([]);
  });
});
