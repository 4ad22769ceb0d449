import { keys } from '../../src/desk/documents.ts';
import { as } from './desk-office.ts';
import { ACCEPT, ADA, ALL, agreed, EVE, MAX, MIA, RAVI, RITA, transferOffice, work } from './transfer-office.ts';

describe('a move to another agency, at the desk', () => {
  test('Rules 22, 34 and 36: asked for, approved by both, handed over', async () => {
    const desk = await transferOffice();
    const form = as(await desk.say(RITA, 'move 7BLUE01'), 'move form');
    expect(form.agencies.map(({ code }) => code)).toEqual(['REV']);
    const request = await agreed(desk);
    await work(desk, request, ...ALL);
    await desk.settle();
    const closed = as(await desk.say(RITA, request), 'request');
    expect(closed.request).toMatchObject({ status: 'closed', toAgency: 'REV' });
    expect(closed.timeline.map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Agency approved', 'REV approved', 'Deployed', 'Handed over to REV']),
    );
    for (const serial of ['7BLUE01', '5CG0000003']) {
      expect((await desk.house.store.read(keys.claim(serial)))?.body).toMatchObject({ agency: 'REV', request });
      expect((await desk.house.store.read(keys.device('REV', serial)))?.body).toMatchObject({
        status: 'in service',
        billingCode: 'REV-100',
        assignedUser: { name: 'Ravi Rao' },
        support: [{ from: '2026-11-24', to: null }],
        openRequest: null,
      });
      expect((await desk.house.store.read(keys.device('PARKS', serial)))?.body).toMatchObject({
        status: 'transferred',
        assignedUser: null,
        openRequest: null,
      });
    }
    const given = await desk.house.store.read(keys.commitment('PARKS', '7BLUE01'));
    const taken = await desk.house.store.read(keys.commitment('REV', '7BLUE01'));
    expect([given?.body.spans, taken?.body.spans]).toEqual([
      [{ from: null, before: '2026-11' }],
      [{ from: '2026-11', before: null }],
    ]);
    expect(await desk.house.store.read(keys.commitment('REV', '5CG0000003'))).toBeUndefined();
  });

  test('Rule 36: without the toggle the commitment stays, and EUC sees who pays it', async () => {
    const desk = await transferOffice();
    const request = await agreed(desk, { takesOver: 'false' });
    await work(desk, request, ...ALL);
    await desk.settle();
    expect(await desk.house.store.read(keys.commitment('REV', '7BLUE01'))).toBeUndefined();
    expect(as(await desk.say(RITA, '7BLUE01'), 'device').commitment?.paid.monthsOwed).toBe(19);
    expect(as(await desk.say(RAVI, '7BLUE01'), 'device').commitment).toBeNull();
    expect(as(await desk.say(EVE, '7BLUE01'), 'device')).toMatchObject({
      device: { agency: 'REV' },
      commitment: { billingCode: 'PARKS-200' },
    });
  });

  test('Rule 31: its history there begins with where it came from, and each side replays to its record', async () => {
    const desk = await transferOffice();
    const request = await agreed(desk);
    await work(desk, request, ...ALL);
    await desk.settle();
    const there = as(await desk.say(RAVI, '7BLUE01'), 'device').history;
    expect(there).toMatchObject([{ what: 'Came from PARKS, in service here', by: 'Device Desk', request }]);
    const here = as(await desk.say(RITA, '7BLUE01'), 'device').history;
    expect(
      here
        .map(({ what }) => what)
        .slice(0, 2)
        .sort(),
    ).toEqual(['Deployed', 'Handed over']);
    for (const agency of ['PARKS', 'REV']) {
      const { items } = await desk.house.store.query({
        type: 'journal',
        pk: agency,
        where: [{ field: 'serials', holds: '7BLUE01' }],
        orderBy: { field: 'commit' },
        limit: 100,
      });
      const changes = items
        .filter(({ body }) => body.request === request)
        .map(({ body }) => body.devices.find(({ after }) => after.serial === '7BLUE01'));
      for (const [index, change] of changes.entries()) {
        if (index > 0) expect(change?.before).toEqual(changes[index - 1]?.after);
      }
      expect(changes.at(-1)?.after).toEqual((await desk.house.store.read(keys.device(agency, '7BLUE01')))?.body);
    }
  });

  test('handed over part by part, each once; the request closes with the last', async () => {
    const desk = await transferOffice();
    const request = await agreed(desk);
    await work(desk, request, ...ALL.slice(0, 5));
    as(await desk.act(EVE, 'work.do', { request, step: 'deploy', serials: '7BLUE01' }), 'work');
    await desk.settle();
    const half = as(await desk.say(RITA, request), 'request');
    expect(half.request.status).toBe('in work');
    expect(half.timeline).toEqual(
      expect.arrayContaining([expect.objectContaining({ label: 'Handed over to REV', state: 'to come' })]),
    );
    expect(as(await desk.say(RITA, '7BLUE01'), 'device').device.status).toBe('transferred');
    as(await desk.act(EVE, 'work.do', { request, step: 'deploy' }), 'request');
    await desk.settle();
    expect(as(await desk.say(RITA, request), 'request').request.status).toBe('closed');
  });

  test('over all agencies a device is listed once, where it is; its old agency still lists that it went', async () => {
    const desk = await transferOffice();
    const before = as(await desk.say(ADA, 'devices'), 'devices').list?.total;
    await work(desk, await agreed(desk, {}, '7BLUE01'), ...ALL);
    await desk.settle();
    expect(as(await desk.say(ADA, 'devices'), 'devices').list?.total).toBe(before);
    expect(as(await desk.say(ADA, 'devices transferred'), 'devices').rows).toEqual([]);
    expect(as(await desk.say(ADA, 'devices REV'), 'devices').rows.map(({ serial }) => serial)).toContain('7BLUE01');
    const { rows } = as(await desk.say(MAX, 'devices transferred'), 'devices');
    expect(rows.map(({ serial }) => serial)).toEqual(['7BLUE01']);
    // Given away at REV, it is REV's to list as transferred.
    const { request } = as(await desk.say(RAVI, 'decommission'), 'decommission form');
    const gives = { request, serials: '7BLUE01', outcome: 'transferred', reason: 'To a school.' };
    const { found } = as(await desk.act(RAVI, 'decommission.submit', gives), 'decommission form');
    await desk.act(RAVI, 'decommission.submit', { ...gives, seenOwed: { '7BLUE01': found[0]?.owedCents } });
    await desk.act(MIA, 'request.approve', { request, step: 'agency', revision: 1 });
    await work(desk, request, 'collect', 'sanitize');
    await desk.act(EVE, 'work.do', { request, step: 'place' });
    const all = as(await desk.say(ADA, 'devices transferred'), 'devices');
    expect(all.rows.map(({ device }) => device?.agency)).toEqual(['REV']);
    expect(as(await desk.say(ADA, 'devices'), 'devices').list?.total).toBe(before);
  });

  test('a device that comes back is in service here again, with all of its support on record', async () => {
    const desk = await transferOffice();
    await work(desk, await agreed(desk), ...ALL);
    await desk.settle(40 * 86_400_000);
    const { request } = as(await desk.say(RAVI, 'move'), 'move form');
    as(
      await desk.act(RAVI, 'move.submit', { request, serials: '7BLUE01', newAgency: 'PARKS', reason: 'Back.' }),
      'request',
    );
    await desk.act(MIA, 'request.approve', { request, step: 'agency', revision: 1 });
    await desk.act(MAX, 'request.approve', { request, ...ACCEPT, billingCode: 'PARKS-200' });
    await work(desk, request, ...ALL);
    await desk.settle();
    expect((await desk.house.store.read(keys.device('PARKS', '7BLUE01')))?.body).toMatchObject({
      status: 'in service',
      support: [{ to: '2026-11-24' }, { from: '2027-01-03', to: null }],
    });
    const spans = async (agency: string) =>
      (await desk.house.store.read(keys.commitment(agency, '7BLUE01')))?.body.spans;
    expect(await spans('PARKS')).toEqual([
      { from: null, before: '2026-11' },
      { from: '2027-01', before: null },
    ]);
    expect(await spans('REV')).toEqual([{ from: '2026-11', before: '2027-01' }]);
    expect((await desk.house.store.read(keys.claim('7BLUE01')))?.body.agency).toBe('PARKS');
  });

  test('as many devices as one request may name: more than one batch of them, all handed over', async () => {
    const desk = await transferOffice();
    const { store } = desk.house;
    const like = await store.read(keys.device('PARKS', '7BLUE01'));
    const owed = await store.read(keys.commitment('PARKS', '7BLUE01'));
    if (like === undefined || owed === undefined) throw new Error('the sample world has no 7BLUE01');
    const serials = Array.from({ length: 90 }, (_, index) => `7GREEN${String(index).padStart(3, '0')}`);
    for (const serial of serials) {
      await store.commit([
        { do: 'create', key: keys.device('PARKS', serial), body: { ...like.body, serial } },
        { do: 'create', key: keys.commitment('PARKS', serial), body: { ...owed.body, serial } },
      ]);
      const claim = { serial, agency: 'PARKS', request: null, at: '2026-07-01T14:00:00.000Z' };
      await store.commit([{ do: 'create', key: keys.claim(serial), body: claim }]);
    }
    const request = await agreed(desk, {}, serials.join(' '));
    await work(desk, request, ...ALL);
    for (let rounds = 0; rounds < 4; rounds += 1) await desk.settle(1000);
    expect(as(await desk.say(RITA, request), 'request').request.status).toBe('closed');
    const where = [{ field: 'status', is: 'in service' }] as const;
    expect(await store.count({ type: 'device', pk: 'REV', where })).toBe(91);
    expect(await store.count({ type: 'commitment', pk: 'REV', where: [] })).toBe(91);
    expect(await store.count({ type: 'claim', where: [{ field: 'agency', is: 'REV' }] })).toBe(91);
  });
});
