import { keys } from '../../src/desk/documents.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { textsOf } from '../cards/card-json.ts';
import { sampleCards } from '../cards/sample-cards.ts';
import { as, CANCEL_ALL, DeskOffice, filledOrder } from './desk-office.ts';

const [RITA, MAX, ED, WANDA, FINN, EVE] = ['01', '02', '06', '07', '08', '0d'] as const;
const BOX = { item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2029-11-23' };

/** Two laptops on their way, in place of one that is given back. */
async function dispatched(change: Record<string, unknown> = {}): Promise<{ desk: DeskOffice; request: string }> {
  const store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  const desk = new DeskOffice(store);
  for (const number of [RITA, MAX, ED, EVE]) await desk.desk.installed(desk.caller(number));
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  const replacing = { additional: '', replaces: '5CG0000003', becomes: 'decommission', ...change };
  as(await desk.act(RITA, 'order.submit', filledOrder(request, replacing)), 'request');
  await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
  await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
  await desk.act(EVE, 'work.receive', { ...BOX, request, serials: '8KLM2X3 8KLM2X4' });
  for (const step of ['image', 'stage', 'dispatch']) await desk.act(EVE, 'work.do', { request, step, label: 'true' });
  await desk.settle();
  return { desk, request };
}

async function record(desk: DeskOffice, serial: string) {
  return (await desk.house.store.read(keys.device('PARKS', serial)))?.body;
}

describe('Rule 20: cancelled devices that are out', () => {
  test('are work for field operations and for the warehouse, and for nobody else', async () => {
    const { desk, request } = await dispatched();
    as(await desk.act(ED, 'request.cancel', { request, ...CANCEL_ALL }), 'request');
    for (const number of [FINN, WANDA]) {
      const queue = as(await desk.say(number, 'queue'), 'queue');
      expect(queue.rows).toMatchObject([{ step: 'bring back', request, units: 2, what: '2 standard laptops' }]);
    }
    const step = 'bring back';
    const card = as(await desk.act(FINN, 'work.open', { request, step }), 'work');
    expect(card.waiting.map(({ serial }) => serial)).toEqual(['8KLM2X3', '8KLM2X4']);
    expect(await desk.act(ED, 'work.do', { request, step })).toMatchObject({ card: 'work', problems: [{}] });
    expect((await record(desk, '8KLM2X3'))?.status).toBe('in transit');
    const partly = as(await desk.act(FINN, 'work.do', { request, step, serials: '8klm2x3' }), 'work');
    expect(partly.note).toBe('1 device brought back.');
    expect(as(await desk.act(WANDA, 'work.do', { request, step }), 'request').request.status).toBe('cancelled');
    for (const serial of ['8KLM2X3', '8KLM2X4']) {
      expect(await record(desk, serial)).toMatchObject({ status: 'received', openRequest: null, assignedUser: null });
    }
    expect(as(await desk.say(FINN, 'queue'), 'queue').rows).toEqual([]);
  });

  test('Rule 27: their history tells of it, and why they are not admitted', async () => {
    const { desk, request } = await dispatched();
    await desk.act(ED, 'request.cancel', { request, ...CANCEL_ALL });
    const before = as(await desk.say(EVE, '8KLM2X3'), 'device');
    expect(before.history[0]).toMatchObject({ what: 'Order cancelled: to be brought back', by: 'Ed Evans', request });
    const admission = as(await desk.say(EVE, 'admission 8KLM2X3'), 'admission');
    expect(admission.rows).toMatchObject([{ admit: false, reason: 'cancelled' }]);
    await desk.act(FINN, 'work.do', { request, step: 'bring back' });
    const after = as(await desk.say(EVE, '8KLM2X3'), 'device');
    expect(after.history[0]).toMatchObject({ what: 'Brought back', by: 'Finn Foster' });
  });

  test('their cards say so, and who has the next step, and name nobody whom they do not reach', async () => {
    const { desk, request } = await dispatched();
    const shown = async (number: string, text: string) => textsOf(sampleCards.render(await desk.say(number, text)));
    expect(await shown(RITA, '8KLM2X3')).toEqual(expect.arrayContaining(['○ In transit', 'Sam Stone']));
    await desk.act(ED, 'request.cancel', { request, ...CANCEL_ALL });
    for (const number of [RITA, EVE]) {
      const texts = await shown(number, '8KLM2X3');
      expect(texts).toEqual(expect.arrayContaining(['○ Being brought back', 'nobody', 'On its way back to EUC']));
      expect(texts.join(' ')).toMatch(/goes to nobody\. Next: bring back, EUC field operations or the warehouse\./);
      expect(texts.join(' ')).not.toMatch(/Sam Stone|2\.14|In transit/);
    }
    const list = await shown(MAX, 'devices in transit');
    expect(list).toContain('○ Being brought back · PARKS-200');
    expect(list.join(' ')).not.toContain('Sam Stone');
    await desk.act(FINN, 'work.do', { request, step: 'bring back' });
    const back = await shown(RITA, '8KLM2X3');
    expect(back).toEqual(expect.arrayContaining(['○ Received', 'EUC warehouse']));
    expect(back.join(' ')).toContain('Hardware is charged from the month it first serves.');
    expect(back.join(' ')).toContain('In stock at the EUC warehouse, for nobody yet.');
  });

  test('who asked is told once, when all of it is cancelled; the old device is let go at once', async () => {
    const { desk, request } = await dispatched();
    const news = () => desk.sentTo(RITA).map(({ cameAs }) => cameAs);
    const before = news().length;
    await desk.act(ED, 'request.cancel', { request, ...CANCEL_ALL });
    await desk.settle();
    expect(news().slice(before)).toEqual([`request ${request} cancelled 1`]);
    expect((await record(desk, '5CG0000003'))?.openRequest).toBeNull();
    expect((await record(desk, '8KLM2X3'))?.openRequest).toBe(request);
    await desk.act(FINN, 'work.do', { request, step: 'bring back' });
    await desk.settle();
    expect(news().slice(before)).toHaveLength(1);
    expect(as(desk.sentTo(RITA).at(-1)?.view, 'request').request.status).toBe('cancelled');
    const { rows } = as(await desk.act(RITA, 'history.open', { request }), 'history');
    expect(rows.slice(0, 3).map(({ what, by }) => [what, by])).toEqual([
      ['Cancelled: Not needed.', 'Ed Evans'],
      ['Brought back 2', 'Finn Foster'],
      ['Devices released', 'Device Desk'],
    ]);
  });

  test('Rule 15: the old device’s request opens when the rest is deployed, not only when all is back', async () => {
    const { desk, request } = await dispatched();
    const some = { request, cancelWhat: 'some', cancelWhich: '8KLM2X4', cancelReason: 'One less.' };
    expect(as(await desk.act(ED, 'request.cancel', some), 'request').note).toBe(
      '1 device cancelled, 1 to be brought back. The others go on.',
    );
    const rows = as(await desk.say(RITA, 'requests'), 'requests').rows;
    expect(rows).toMatchObject([{ id: request, monthlyCents: 3292, netCount: 0 }]);
    await desk.act(FINN, 'work.do', { request, step: 'deploy' });
    for (let rounds = 0; rounds < 3; rounds += 1) await desk.settle(10);
    const open = as(await desk.say(RITA, request), 'request').request;
    expect([open.status, open.children.map(({ serials }) => serials)]).toEqual(['in work', [['5CG0000003']]]);
    await desk.act(FINN, 'work.do', { request, step: 'bring back' });
    expect(as(await desk.say(RITA, request), 'request').request.status).toBe('closed');
  });
});

describe('Rule 12: the devices that a request lets go', () => {
  test('a resubmission keeps those it still names, and lets the others go', async () => {
    const store = openSqliteStore(':memory:');
    await loadSampleWorld(store);
    const desk = new DeskOffice(store);
    for (const number of [RITA, MAX]) await desk.desk.installed(desk.caller(number));
    const { request } = as(await desk.say(RITA, 'order'), 'order form');
    const form = { additional: '', replaces: '5CG0000001 5CG0000002', becomes: 'spare' };
    as(await desk.act(RITA, 'order.submit', filledOrder(request, form)), 'request');
    await desk.act(MAX, 'request.return', { request, step: 'agency', revision: 1, returnReason: 'Only one.' });
    const again = { ...form, revision: 2, replaces: '5CG0000002 5CG0000003' };
    as(await desk.act(RITA, 'order.submit', filledOrder(request, again)), 'request');
    await desk.settle();
    const held = async (serial: string) => (await record(desk, serial))?.openRequest;
    expect([await held('5CG0000001'), await held('5CG0000002'), await held('5CG0000003')]).toEqual([
      null,
      request,
      request,
    ]);
  });

  test('so does one that names devices to give back', async () => {
    const store = openSqliteStore(':memory:');
    await loadSampleWorld(store);
    const desk = new DeskOffice(store);
    for (const number of [RITA, MAX]) await desk.desk.installed(desk.caller(number));
    const { request } = as(await desk.say(RITA, 'decommission'), 'decommission form');
    const seenOwed = { '7BLUE01': 62548, '7BLUE02': 62548 };
    const form = { request, serials: '7BLUE01 7BLUE02', outcome: 'spare', reason: 'Old.', seenOwed };
    as(await desk.act(RITA, 'decommission.submit', form), 'request');
    await desk.act(MAX, 'request.return', { request, step: 'agency', revision: 1, returnReason: 'Only one.' });
    const again = { ...form, revision: 2, serials: '7BLUE02' };
    as(await desk.act(RITA, 'decommission.submit', again), 'request');
    await desk.settle();
    expect((await record(desk, '7BLUE01'))?.openRequest).toBeNull();
    expect((await record(desk, '7BLUE02'))?.openRequest).toBe(request);
  });
});
