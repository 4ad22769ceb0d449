import { judge } from '../../src/desk/admission.ts';
import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { faultyStore } from '../store/faulty-store.ts';
import { as, DeskOffice } from './desk-office.ts';

const [RITA, MAX, RAVI, MIA, FINN, VERA, ADA, EVE] = ['01', '02', '04', '05', '08', '09', '0a', '0d'] as const;

async function office(change: (store: Store) => Store = (store) => store): Promise<DeskOffice> {
  const store = openSqliteStore(':memory:');
  await loadSampleWorld(store);
  const desk = new DeskOffice(change(store));
  for (const number of [RITA, MAX, RAVI, MIA, EVE]) await desk.desk.installed(desk.caller(number));
  return desk;
}

const purge = {
  media: 'flash',
  method: 'purge',
  technique: 'cryptographic erase',
  tool: 'Eraser',
  toolVersion: '4.2',
  verification: 'read back',
  validator: `00000000-0000-4000-8000-0000000000${VERA}`,
};

const FILLED = { serials: '7BLUE01 5CG0000003', newAgency: 'REV', reason: 'REV opens a new office.' };

/** Rita's move of two devices to REV, submitted. */
async function asked(desk: DeskOffice, change: Record<string, string> = {}): Promise<string> {
  const { request } = as(await desk.say(RITA, 'move'), 'move form');
  as(await desk.act(RITA, 'move.submit', { request, ...FILLED, ...change }), 'request');
  await desk.settle();
  return request;
}

const accept = { step: 'receiving agency', revision: 1, billingCode: 'REV-100', takesOver: 'true' };

/** The same, approved by both agencies. */
async function agreed(desk: DeskOffice, terms: Record<string, string> = {}): Promise<string> {
  const request = await asked(desk);
  await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
  await desk.act(MIA, 'request.approve', { request, ...accept, ...terms });
  await desk.settle();
  return request;
}

async function work(desk: DeskOffice, request: string, ...steps: string[]): Promise<void> {
  const named = { label: 'true', assignedUser: 'Ravi Rao', location: 'REV, room 5' };
  for (const step of steps) {
    if (step === 'sanitize') as(await desk.act(FINN, 'work.sanitize', { request, ...purge }), 'request');
    else as(await desk.act(EVE, 'work.do', { request, step, ...named }), 'request');
  }
}

const ALL = ['collect', 'sanitize', 'image', 'stage', 'dispatch', 'deploy'];

describe('a move to another agency, at the desk', () => {
  test('Rules 22, 34 and 36: asked for, approved by both, handed over', async () => {
    const desk = await office();
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
    const desk = await office();
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
    const desk = await office();
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
    const desk = await office();
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

  test('a device that comes back is in service here again, with all of its support on record', async () => {
    const desk = await office();
    await work(desk, await agreed(desk), ...ALL);
    await desk.settle(40 * 86_400_000);
    const { request } = as(await desk.say(RAVI, 'move'), 'move form');
    as(
      await desk.act(RAVI, 'move.submit', { request, serials: '7BLUE01', newAgency: 'PARKS', reason: 'Back.' }),
      'request',
    );
    await desk.act(MIA, 'request.approve', { request, step: 'agency', revision: 1 });
    await desk.act(MAX, 'request.approve', { request, ...accept, billingCode: 'PARKS-200' });
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
});

describe('who sees a move to another agency (Rule 57)', () => {
  test('the receiving approver finds it under approvals and in their chat, with their own figures', async () => {
    const desk = await office();
    const request = await asked(desk);
    expect(as(await desk.say(MIA, 'approvals'), 'requests').rows).toEqual([]);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    await desk.settle();
    expect(as(await desk.say(MIA, 'approvals'), 'requests').rows).toMatchObject([
      { id: request, netCount: 2, yours: true },
    ]);
    expect(as(desk.sentTo(MIA)[0]?.view, 'approval')).toMatchObject({
      agency: { code: 'REV' },
      request: { quote: { netCount: 2, supportChangeCents: 5000 } },
    });
    expect(as(await desk.say(RITA, request), 'request').next).toEqual(['Mia Martin']);
    await desk.act(MIA, 'request.approve', { request, ...accept });
    await desk.settle();
    as(desk.sentTo(MIA)[0]?.view, 'decided');
    expect(as(await desk.say(MIA, 'approvals'), 'requests').rows).toEqual([]);
  });

  test('the receiving agency sees that request, and nothing else of the other agency', async () => {
    const desk = await office();
    const request = await asked(desk);
    for (const number of [RAVI, MIA]) {
      expect(as(await desk.say(number, request), 'request').request.quote.netCount).toBe(2);
      expect(await desk.say(number, '7BLUE01')).toMatchObject({ title: 'Not found' });
      expect(await desk.act(number, 'request.cancel', { request })).toMatchObject({ card: 'request', refused: true });
    }
    const other = as(await desk.say(RITA, 'move'), 'move form').request;
    as(
      await desk.act(RITA, 'move.submit', {
        request: other,
        serials: '5CG0000005',
        newUser: 'Nora Nash',
        reason: 'So.',
      }),
      'request',
    );
    expect(await desk.say(MIA, other)).toMatchObject({ title: 'Not found' });
    expect(await desk.act(MIA, 'history.open', { request: other })).toMatchObject({ title: 'Not found' });
  });

  test('who has it at the other agency is not the giving agency’s to see, nor who pays there', async () => {
    const desk = await office();
    const request = await agreed(desk);
    await work(desk, request, 'collect', 'sanitize', 'image', 'stage');
    const seen = async (number: string) => JSON.stringify(await desk.say(number, request));
    for (const said of ['Ravi Rao', 'room 5', 'REV-100']) {
      expect(await seen(RITA)).not.toContain(said);
      for (const number of [MIA, EVE]) expect(await seen(number)).toContain(said);
    }
    await work(desk, request, 'dispatch', 'deploy');
    await desk.settle();
    const gone = await desk.say(RITA, '7BLUE01');
    expect(as(gone, 'device').device).toMatchObject({ status: 'transferred', transfer: { to: 'REV' } });
    expect(JSON.stringify(gone)).not.toMatch(/Ravi Rao|room 5|REV-100/);
    expect(as(await desk.say(MAX, 'devices transferred'), 'devices').rows).toHaveLength(2);
    expect(as(await desk.say(MIA, 'devices'), 'devices').rows.map(({ serial }) => serial)).toEqual([
      '5CG0000003',
      '7BLUE01',
      '8REDX01',
    ]);
    expect(as(await desk.say(RITA, 'admission 7BLUE01'), 'admission').rows).toMatchObject([{ found: false }]);
    expect(as(await desk.say(RAVI, 'admission 7BLUE01'), 'admission').rows).toMatchObject([{ admit: true }]);
  });

  test('Rule 36: each side is told what it owes: the one that pays, and the other nothing', async () => {
    for (const takesOver of ['true', 'false']) {
      const desk = await office();
      const request = await agreed(desk, { takesOver });
      const owed = async (number: string) =>
        as(await desk.say(number, request), 'request').request.units.map(({ owedCents }) => owedCents);
      expect(await owed(RITA)).toEqual(takesOver === 'true' ? [0, 0] : [62548, 0]);
      expect(await owed(MIA)).toEqual(takesOver === 'true' ? [62548, 0] : [0, 0]);
    }
  });
});

describe('what can go wrong on the way to another agency', () => {
  test('Rule 28: without a billing code nothing is decided, and the toggle stays as it was', async () => {
    const desk = await office();
    const request = await asked(desk);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    const again = await desk.act(MIA, 'request.approve', { request, ...accept, billingCode: 'PARKS-200' });
    expect(as(again, 'approval')).toMatchObject({
      problem: { field: 'billingCode' },
      terms: { billingCode: 'PARKS-200', takesOver: true },
    });
    const noReason = await desk.act(MIA, 'request.reject', { request, ...accept, rejectReason: ' ' });
    expect(as(noReason, 'approval')).toMatchObject({ problem: { field: 'reason' }, terms: { takesOver: true } });
  });

  test('Rule 18: rejected by the receiver it is over for both, the cards say so, and a stale card changes nothing', async () => {
    const desk = await office();
    const request = await asked(desk);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    await desk.settle();
    await desk.act(MIA, 'request.reject', {
      request,
      step: 'receiving agency',
      revision: 1,
      rejectReason: 'No budget.',
    });
    await desk.settle();
    expect(as(desk.sentTo(MAX)[0]?.view, 'decided').request.status).toBe('rejected');
    expect(as(desk.sentTo(RITA).at(-1)?.view, 'request').request.status).toBe('rejected');
    expect(as(await desk.act(MIA, 'request.approve', { request, ...accept }), 'decided').note).toMatch(
      /already rejected/,
    );
    expect(as(await desk.say(RITA, '7BLUE01'), 'device').device.openRequest).toBeNull();
    const again = as(await desk.say(RITA, 'move 7BLUE01'), 'move form').request;
    as(
      await desk.act(RITA, 'move.submit', { request: again, serials: '7BLUE01', newUser: 'Nora Nash', reason: 'So.' }),
      'request',
    );
  });

  test('Rules 17 and 18: returned by the receiver, changed and sent in again, both decide anew', async () => {
    const desk = await office();
    const request = await asked(desk);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    const back = { request, step: 'receiving agency', revision: 1, returnReason: 'Only the leased one.' };
    await desk.act(MIA, 'request.return', back);
    const form = as(await desk.act(RITA, 'request.change', { request }), 'move form');
    expect(form).toMatchObject({
      revision: 2,
      inputs: { newAgency: 'REV' },
      returned: { reason: 'Only the leased one.' },
    });
    as(await desk.act(RITA, 'move.submit', { request, revision: 2, ...FILLED, serials: '7BLUE01' }), 'request');
    expect(as(await desk.act(MIA, 'request.approve', { request, ...accept }), 'decided').note).toMatch(
      /was changed since/,
    );
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 2 });
    await desk.act(MIA, 'request.approve', { request, ...accept, revision: 2 });
    expect(as(await desk.say(RITA, request), 'request').request).toMatchObject({ status: 'in work', revision: 2 });
  });

  test('Rules 34 and 36: a wrong agency, and a billing code that is not theirs to choose, come back beside their fields', async () => {
    const desk = await office();
    const { request } = as(await desk.say(RITA, 'move'), 'move form');
    for (const newAgency of ['PARKS', 'OTS', 'NOWHERE']) {
      const wrong = await desk.act(RITA, 'move.submit', { request, ...FILLED, newAgency, newBillingCode: 'PARKS-100' });
      const { problems, inputs } = as(wrong, 'move form');
      expect(problems.map(({ field }) => field)).toEqual(['newAgency', 'newBillingCode']);
      expect(inputs).toMatchObject({ newAgency, newBillingCode: 'PARKS-100', serials: FILLED.serials });
    }
    expect(await desk.say(RITA, request)).toMatchObject({ title: 'Not found' });
  });

  test('Rule 32: on its way it is admitted, also in the moment between two agencies', async () => {
    const desk = await office();
    const request = await agreed(desk);
    const admitted = async () => as(await desk.say(EVE, 'admission 7BLUE01'), 'admission').rows[0];
    await work(desk, request, ...ALL.slice(0, 4));
    expect(await admitted()).toMatchObject({ admit: false });
    await work(desk, request, 'dispatch', 'deploy');
    // The outbox has not run yet.
    expect(await admitted()).toMatchObject({ admit: true, reason: 'in transit' });
    await desk.settle();
    expect(await admitted()).toMatchObject({ admit: true, reason: 'in service' });
  });

  test('Rules 32 and 36: after no write on the way is it two agencies’ in service, or kept off the network', async () => {
    let seen: string[] | undefined;
    const watched = (store: Store): Store => {
      const watching = faultyStore(store);
      const { commit } = watching;
      watching.commit = async (operations) => {
        await commit(operations);
        if (seen === undefined) return;
        const [here, there, { admit }] = await Promise.all([
          store.read(keys.device('PARKS', '7BLUE01')),
          store.read(keys.device('REV', '7BLUE01')),
          judge(store, '7BLUE01'),
        ]);
        seen.push(`${here?.body.status}, ${there?.body.status ?? 'none'}: ${admit ? 'admit' : 'deny'}`);
      };
      return watching;
    };
    const desk = await office(watched);
    const request = await agreed(desk);
    await work(desk, request, ...ALL.slice(0, 5));
    seen = [];
    await work(desk, request, 'deploy');
    await desk.settle();
    expect([...new Set(seen)]).toEqual([
      'in transit, none: admit',
      'in transit, in service: admit',
      'transferred, in service: admit',
    ]);
  });

  test('nobody hands over by hand, and a device that was handed over is not moved again', async () => {
    const desk = await office();
    const request = await agreed(desk);
    await work(desk, request, ...ALL);
    expect(await desk.act(EVE, 'work.do', { request, step: 'hand over' })).toMatchObject({
      title: 'That did not work',
    });
    await desk.settle();
    const form = as(await desk.say(RITA, 'move'), 'move form').request;
    const again = await desk.act(RITA, 'move.submit', { request: form, ...FILLED, serials: '7BLUE01' });
    expect(as(again, 'move form').problems[0]?.text).toBe('7BLUE01 is transferred, so it cannot be moved now.');
    expect(as(await desk.say(ADA, '7BLUE01'), 'device').device.agency).toBe('REV');
  });
});
