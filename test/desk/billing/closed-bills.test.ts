import assert from 'node:assert/strict';
import { readAll } from '../../../src/desk/directory.ts';
import { keys } from '../../../src/desk/documents.ts';
import { as } from '../desk-office.ts';
import { BILL, EVE, MAX, office, refusedWith, settled } from './bills-office.ts';

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

describe('Rule 50: an agency that joins after a month was closed', () => {
  test('has no bill for it, not one that changes with its records', async () => {
    const desk = await office();
    await desk.say(BILL, 'bill close 2026-10');
    await settled(desk);
    const { store } = desk.house;
    const device = (await store.read(keys.device('PARKS', '5CG0000001')))?.body;
    assert(device !== undefined);
    const agency = { code: 'DOTD', name: 'Roads', billingCodes: ['DOTD-1'] };
    await store.commit([{ do: 'create', key: keys.agency('DOTD'), body: agency }]);
    const body = { ...device, agency: 'DOTD', serial: '5CG0009999', billingCode: 'DOTD-1' };
    await store.commit([{ do: 'create', key: keys.device('DOTD', '5CG0009999'), body }]);
    await store.commit([
      {
        do: 'create',
        key: keys.claim('5CG0009999'),
        body: { serial: '5CG0009999', agency: 'DOTD', request: null, at: '2026-11-24T15:00:00.000Z' },
      },
    ]);
    const text = '2026-10 was closed before DOTD joined, so it has no bill for it.';
    expect(refusedWith(await desk.say(BILL, 'bill DOTD 2026-10'))).toBe(text);
    expect(refusedWith(await desk.act(BILL, 'bill.lines', { agency: 'DOTD', month: '2026-10' }))).toBe(text);
    expect(as(await desk.say(BILL, 'bill explain 5CG0009999 2026-10'), 'explain').lines).toEqual([]);
    const november = as(await desk.say(BILL, 'bill DOTD 2026-11'), 'bill');
    expect(november).toMatchObject({ state: 'open', tally: { totalCents: 2500 } });
    // October and what is before it was never billed.
    expect(november.trend.map(({ month }) => month)).not.toContain('2026-10');
  });
});

describe('Rules 49 and 50: the change against the month before', () => {
  test('is against its closed bill, and what came in after that is told apart', async () => {
    const desk = await office();
    await desk.say(BILL, 'bill close 2026-10');
    await settled(desk);
    const { store } = desk.house;
    const device = (await store.read(keys.device('PARKS', '5CG0000001')))?.body;
    assert(device !== undefined);
    // Imported in November, and in service since long before.
    const body = { ...device, serial: '5CG0009999' };
    await store.commit([{ do: 'create', key: keys.device('PARKS', '5CG0009999'), body }]);
    const november = as(await desk.say(MAX, 'bill 2026-11'), 'bill');
    expect(november.trend.at(-2)?.totalCents).toBe(39876);
    expect(november.tally).toMatchObject({ totalCents: 42376, beforeCents: 39876, lateCents: 2500, changes: {} });
    desk.clock.at = Date.parse('2026-12-02T15:00:00.000Z');
    await desk.say(BILL, 'bill close 2026-11');
    await settled(desk);
    expect(as(await desk.say(MAX, 'bill 2026-11'), 'bill')).toMatchObject({ state: 'closed', tally: november.tally });
    const { rows } = as(await desk.say(BILL, 'bill 2026-11'), 'month');
    expect(rows.find(({ agency }) => agency === 'PARKS')).toMatchObject({ totalCents: 42376, beforeCents: 39876 });
    // By December it is nothing new.
    expect(as(await desk.say(MAX, 'bill 2026-12'), 'bill').tally).not.toHaveProperty('lateCents');
  });
});
