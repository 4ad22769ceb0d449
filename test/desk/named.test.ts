import { keys } from '../../src/desk/documents.ts';
import type { NamedView } from '../../src/desk/views/named.ts';
import { textsOf } from '../cards/card-json.ts';
import { sampleCards } from '../cards/sample-cards.ts';
import { as, CANCEL_ALL, DeskOffice, PURGE } from './desk-office.ts';
import { engine } from './stores.ts';

const [RITA, MAX, NORA, MIA, ED, VERA, EVE] = ['01', '02', '03', '05', '06', '09', '0d'] as const;

async function office(): Promise<DeskOffice> {
  const desk = new DeskOffice(await engine.open());
  for (const number of [RITA, MAX, NORA, MIA, ED, VERA, EVE]) await desk.desk.installed(desk.caller(number));
  return desk;
}

/** What somebody was told of being named, oldest first. */
function toldTo(desk: DeskOffice, number: string): NamedView[] {
  return desk.sentTo(number).flatMap(({ view }) => (view.card === 'named' ? view : []));
}

async function givesBack(desk: DeskOffice, by: string, serials: string, seenOwed = {}): Promise<string> {
  const { request } = as(await desk.say(by, 'decommission'), 'decommission form');
  const form = { request, serials, outcome: 'surplus', reason: 'Too old.', seenOwed };
  as(await desk.act(by, 'decommission.submit', form), 'request');
  await desk.settle();
  return request;
}

describe('Rule 44: the validator of a sanitization', () => {
  test('is told once of what they are named for, and how to object', async () => {
    const desk = await office();
    const request = await givesBack(desk, RITA, '5CG0000004 5CG0000005');
    await desk.act(EVE, 'work.do', { request, step: 'collect' });
    await desk.act(EVE, 'work.sanitize', { request, ...PURGE });
    await desk.settle();
    await desk.act(EVE, 'work.sanitize', { request, ...PURGE });
    await desk.settle(3_600_000);
    const [told, ...more] = toldTo(desk, VERA);
    expect(more).toEqual([]);
    const view = as(told, 'named');
    const texts = textsOf(sampleCards.render(view)).join(' | ');
    expect(texts).toContain('Sanitization of 5CG0000004 and 5CG0000005');
    expect(texts).toContain('Eve Ellis named you as validator, so your name stands on the certificates.');
    expect(texts).toContain('tell EUC’s asset manager or the service desk');
    expect(texts).toContain('Purge, by cryptographic erase, with Eraser 4.2. Verified: read back.');
    expect(texts).toContain('225.219.6900');
    for (const number of [RITA, MAX, ED, EVE]) expect(toldTo(desk, number)).toEqual([]);
  });

  test('is told of each part for itself, and of nothing that was refused', async () => {
    const desk = await office();
    const request = await givesBack(desk, RITA, '5CG0000004 5CG0000005');
    await desk.act(EVE, 'work.do', { request, step: 'collect' });
    await desk.act(EVE, 'work.sanitize', { request, ...PURGE, method: 'clear', technique: 'overwrite' });
    await desk.settle();
    expect(toldTo(desk, VERA)).toEqual([]);
    for (const serials of ['5CG0000005', '5CG0000004']) {
      await desk.act(EVE, 'work.sanitize', { request, ...PURGE, serials });
      await desk.settle();
    }
    const serials = toldTo(desk, VERA).map(({ rows }) => rows.map(({ serial }) => serial));
    expect(serials).toEqual([['5CG0000005'], ['5CG0000004']]);
  });

  test('who is no longer of EUC is told nothing', async () => {
    const desk = await office();
    const request = await givesBack(desk, RITA, '5CG0000004');
    await desk.act(EVE, 'work.do', { request, step: 'collect' });
    await desk.act(EVE, 'work.sanitize', { request, ...PURGE });
    const vera = await desk.house.store.read(keys.person(desk.caller(VERA).person));
    if (vera === undefined) throw new Error('missing');
    await desk.house.store.commit([{ do: 'put', key: vera.key, body: { ...vera.body, roles: [] } }]);
    await desk.settle();
    expect(toldTo(desk, VERA)).toEqual([]);
  });
});

describe('who has a device that EUC is to collect', () => {
  test('is told once, if the directory has them; who asked for it is not', async () => {
    const desk = await office();
    const request = await givesBack(desk, RITA, '5CG0000001 5CG0000003 5CG0000004');
    await desk.settle(3_600_000);
    expect(toldTo(desk, NORA)).toMatchObject([{ request, total: 1, rows: [{ serial: '5CG0000003' }] }]);
    const texts = textsOf(sampleCards.render(as(toldTo(desk, NORA)[0], 'named'))).join(' | ');
    expect(texts).toContain('EUC will collect a device from you');
    expect(texts).toContain('EUC field operations come for it. Save what you need before: its data are removed.');
    expect(texts).toContain('to go to surplus');
    for (const number of [RITA, MAX]) expect(toldTo(desk, number)).toEqual([]);
    as(await desk.act(EVE, 'work.do', { request, step: 'collect', serials: '5CG0000004' }), 'work');
    await desk.settle(3_600_000);
    expect(toldTo(desk, NORA)).toHaveLength(1);
  });

  test('is found by a name that only one of the agency has', async () => {
    const desk = await office();
    const device = await desk.house.store.read(keys.device('PARKS', '5CG0000004'));
    if (device === undefined) throw new Error('missing');
    const body = { ...device.body, assignedUser: { id: null, name: 'nora  NASH' } };
    await desk.house.store.commit([{ do: 'put', key: device.key, body }]);
    await givesBack(desk, RITA, '5CG0000004');
    expect(toldTo(desk, NORA)).toHaveLength(1);
    const other = await desk.house.store.read(keys.device('PARKS', '5CG0000005'));
    if (other === undefined) throw new Error('missing');
    const mias = { ...other.body, assignedUser: { id: null, name: 'Mia Martin' } };
    await desk.house.store.commit([{ do: 'put', key: other.key, body: mias }]);
    await givesBack(desk, RITA, '5CG0000005');
    expect(toldTo(desk, MIA)).toEqual([]);
  });

  test('is found once for all of them: the people of the agency are not read again for each', async () => {
    const desk = await office();
    const { store } = desk.house;
    const readings = async (names: readonly string[]) => {
      const { request } = as(await desk.say(RITA, 'decommission'), 'decommission form');
      const serials = names.map((_, index) => `5CG100000${names.length}${index}`);
      const device = await store.read(keys.device('PARKS', '5CG0000004'));
      const nora = await store.read(keys.person(desk.caller(NORA).person));
      if (device === undefined || nora === undefined) throw new Error('missing');
      for (const [index, name] of names.entries()) {
        const id = `00000000-0000-4000-8000-1000000000${names.length}${index}`;
        const serial = serials[index] ?? '';
        const body = { ...device.body, serial, assignedUser: { id: null, name } };
        await store.commit([{ do: 'put', key: keys.person(id), body: { ...nora.body, id, name } }]);
        await store.commit([{ do: 'put', key: keys.device('PARKS', serial), body }]);
        await desk.desk.installed({ person: id, reference: id, personal: true });
      }
      await desk.desk.installed(desk.caller(RITA));
      const form = { request, serials: serials.join(' '), outcome: 'surplus', reason: 'Too old.', seenOwed: {} };
      as(await desk.act(RITA, 'decommission.submit', form), 'request');
      const query = jest.spyOn(store, 'query');
      await desk.settle();
      const people = query.mock.calls.filter(([{ type }]) => type === 'person').length;
      query.mockRestore();
      const told = [...desk.chats.chats.values()]
        .flat()
        .flatMap(({ view }) => (view.card === 'named' && view.request === request ? view : []));
      return { people, told };
    };
    const one = await readings(['Ann Abel']);
    const four = await readings(['Bea Bell', 'Cal Cole', 'Dan Dale', 'Eli East']);
    expect([one.told.length, four.told.length]).toEqual([1, 4]);
    expect(four.told.map(({ total }) => total)).toEqual([1, 1, 1, 1]);
    expect(one.people).toBeGreaterThan(0);
    expect(four.people).toBe(one.people);
  });

  test('is told when it is approved and not before, and of nothing that is off again', async () => {
    const desk = await office();
    const device = await desk.house.store.read(keys.device('PARKS', '7BLUE01'));
    if (device === undefined) throw new Error('missing');
    const nora = { id: desk.caller(NORA).person, name: 'Nora Nash' };
    await desk.house.store.commit([{ do: 'put', key: device.key, body: { ...device.body, assignedUser: nora } }]);
    const request = await givesBack(desk, RITA, '7BLUE01', { '7BLUE01': 62548 });
    expect(toldTo(desk, NORA)).toEqual([]);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    await desk.settle();
    expect(toldTo(desk, NORA)).toMatchObject([{ request }]);
    const { request: second } = as(await desk.say(RITA, 'decommission'), 'decommission form');
    const form = { request: second, serials: '5CG0000003', outcome: 'surplus', reason: 'Old.', seenOwed: {} };
    await desk.act(RITA, 'decommission.submit', form);
    await desk.act(RITA, 'request.cancel', { request: second, ...CANCEL_ALL });
    await desk.settle();
    expect(toldTo(desk, NORA)).toHaveLength(1);
  });

  test('reads whom it goes to, or that it comes back', async () => {
    const desk = await office();
    const move = async (form: Record<string, string>) => {
      const { request } = as(await desk.say(RITA, 'move'), 'move form');
      const empty = { serials: '5CG0000003', newUser: '', newLocation: '', newAgency: '', newBillingCode: '' };
      as(await desk.act(RITA, 'move.submit', { request, ...empty, reason: 'New desk.', ...form }), 'request');
      await desk.settle();
      await desk.act(RITA, 'request.cancel', { request, ...CANCEL_ALL });
      await desk.settle();
      return textsOf(sampleCards.render(as(toldTo(desk, NORA).at(-1), 'named'))).join(' | ');
    };
    const another = await move({ newUser: 'Sam Stone' });
    expect(another).toContain('goes to Sam Stone');
    expect(another).toContain('its data are removed');
    const place = await move({ newLocation: 'Room 5' });
    expect(place).toContain('comes back to you');
    expect(place).not.toContain('data');
  });
});
