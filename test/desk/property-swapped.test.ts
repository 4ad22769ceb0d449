import { keys } from '../../src/desk/documents.ts';
import { as, type DeskOffice, PURGE } from './desk-office.ts';
import { ADA, deploy, EVE, FINN, MIA, office, RAVI, received, WANDA } from './purchase-office.ts';

const DAY = 86_400_000;

/** REV’s two tablets in service, the first of them to be swapped; the new one received under that request. */
async function swapping(desk: DeskOffice): Promise<{ purchase: string; swap: string }> {
  const purchase = await received(desk);
  await deploy(desk, purchase);
  await desk.settle();
  return { purchase, swap: await swapped(desk, 'TAB00001', 'TAB00009') };
}

async function swapped(desk: DeskOffice, old: string, serials: string): Promise<string> {
  const { request } = as(await desk.say(ADA, `swap ${old}`), 'swap form');
  await desk.act(ADA, 'swap.submit', { request, serial: old, reason: 'The screen is dark.' });
  const box = { item: 'TB-STD', model: 'Acme Tab 11', warranty: '2029-11-23' };
  as(await desk.act(WANDA, 'work.receive', { request, ...box, serials }), 'request');
  return request;
}

async function bringOut(desk: DeskOffice, request: string): Promise<void> {
  for (const step of ['image', 'stage', 'dispatch', 'deploy', 'collect']) {
    await desk.act(EVE, 'work.do', { request, step });
  }
  await desk.settle();
}

async function placeOld(desk: DeskOffice, request: string, serials: string): Promise<void> {
  await desk.act(FINN, 'work.sanitize', { request, serials, mediaSerial: 'M1', ...PURGE });
  await desk.act(ADA, 'work.do', { request, step: 'place' });
}

async function tagOf(desk: DeskOffice, serial: string): Promise<string | undefined> {
  return (await desk.house.store.read(keys.device('REV', serial)))?.body.property?.tag?.number;
}

function reminded(desk: DeskOffice): string[][] {
  return desk.sentTo(MIA).flatMap(({ view }) => (view.card === 'property' ? [view.rows.map((row) => row.serial)] : []));
}

async function pass(desk: DeskOffice, days: number): Promise<void> {
  for (let day = 0; day < days; day += 1) {
    await desk.settle(DAY);
    await desk.outbox.sweep();
    await desk.settle();
  }
}

describe('Rules 53 and 55: a purchased device that the maker replaces', () => {
  test('without a tag is tagged under its new serial, in the same purchase, and the old one never', async () => {
    const desk = await office();
    const { purchase, swap } = await swapping(desk);
    await bringOut(desk, swap);
    const card = as(await desk.act(RAVI, 'tag.open', { request: purchase }), 'tag');
    expect(card.rows.map(({ serial }) => serial)).toEqual(['TAB00009', 'TAB00002']);
    const old = as(await desk.act(RAVI, 'tag.record', { request: purchase, tag_TAB00001: 'RV-1' }), 'tag');
    expect(old.problems.map(({ text }) => text)).toEqual([
      'TAB00001 was swapped for TAB00009. Record the tag of that one.',
    ]);
    await placeOld(desk, swap, 'TAB00001');
    const done = as(await desk.act(RAVI, 'tag.record', { request: purchase, tag_TAB00009: 'RV-9' }), 'tag');
    expect([done.note, done.rows.map(({ serial }) => serial)]).toEqual(['1 device tagged.', ['TAB00002']]);
    expect([await tagOf(desk, 'TAB00001'), await tagOf(desk, 'TAB00009')]).toEqual([undefined, 'RV-9']);
    const again = as(await desk.act(RAVI, 'tag.record', { request: purchase, tag_TAB00009: 'RV-9' }), 'tag');
    expect(again.problems).toEqual([]);
  });

  test('twice is tagged under the last serial', async () => {
    const desk = await office();
    const { purchase, swap } = await swapping(desk);
    await bringOut(desk, swap);
    await bringOut(desk, await swapped(desk, 'TAB00009', 'TAB00010'));
    const card = as(await desk.act(RAVI, 'tag.open', { request: purchase }), 'tag');
    expect(card.rows.map(({ serial }) => serial)).toEqual(['TAB00010', 'TAB00002']);
    await desk.act(RAVI, 'tag.record', { request: purchase, tag_TAB00010: 'RV-10' });
    expect(await tagOf(desk, 'TAB00010')).toBe('RV-10');
  });

  test('keeps the tag that it was given while the new one was on its way', async () => {
    const desk = await office();
    const { purchase, swap } = await swapping(desk);
    await desk.act(RAVI, 'tag.record', { request: purchase, tag_TAB00001: 'RV-1' });
    await bringOut(desk, swap);
    expect(await tagOf(desk, 'TAB00009')).toBe('RV-1');
  });

  test('is what the reminders of the tag are about', async () => {
    const desk = await office();
    const { purchase, swap } = await swapping(desk);
    await desk.act(RAVI, 'tag.record', { request: purchase, tag_TAB00002: 'RV-2' });
    await bringOut(desk, swap);
    await placeOld(desk, swap, 'TAB00001');
    await pass(desk, 65);
    expect(reminded(desk)).toEqual([['TAB00009'], ['TAB00009']]);
  });

  test('is counted once in the yearly inventory, before, while and after the old one comes back', async () => {
    const coming = await office('2027-06-28T15:00:00.000Z');
    await swapping(coming);
    await pass(coming, 4);
    expect(reminded(coming)).toEqual([['TAB00001', 'TAB00002']]);
    const there = await office('2027-06-28T15:00:00.000Z');
    await bringOut(there, (await swapping(there)).swap);
    await pass(there, 4);
    expect(reminded(there)).toEqual([['TAB00002', 'TAB00009']]);
  });
});
