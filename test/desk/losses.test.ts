import assert from 'node:assert/strict';
import { keys } from '../../src/desk/documents.ts';
import { loadSampleWorld, readSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { as, DeskOffice, filledOrder, PURGE } from './desk-office.ts';
import { ALL, agreed, transferOffice, work } from './transfer-office.ts';

const [RITA, MAX, RAVI, MIA, WANDA, FINN, ADA, BILL, EVE] = [
  '01',
  '02',
  '04',
  '05',
  '07',
  '08',
  '0a',
  '0b',
  '0d',
] as const;
const STOLEN = { what: 'stolen', since: '2026-11-20', policeReport: 'BR-1', reason: 'Taken from a car.' };

async function sampleDesk(world = readSampleWorld()): Promise<DeskOffice> {
  const store = openSqliteStore(':memory:');
  await loadSampleWorld(store, world);
  return new DeskOffice(store);
}

/** A report of a person's, submitted. */
async function reported(desk: DeskOffice, who: string, serials: string): Promise<string> {
  const { request } = as(await desk.say(who, `lost ${serials}`), 'loss form');
  as(
    await desk.act(who, 'loss.submit', { request, serials, ...STOLEN, seenOwed: await owedOn(desk, who, serials) }),
    'request',
  );
  await desk.settle();
  return request;
}

async function owedOn(desk: DeskOffice, who: string, serials: string): Promise<Record<string, number>> {
  const { found } = as(await desk.say(who, `lost ${serials}`), 'loss form');
  return Object.fromEntries(found.map(({ serial, owedCents }) => [serial, owedCents]));
}

describe('Rule 55: lost or stolen, at the desk', () => {
  test('from the report of its user to the asset manager’s queue, the bill and the network', async () => {
    const desk = await sampleDesk();
    const form = as(await desk.act(RITA, 'loss.open', { serial: '7BLUE01' }), 'loss form');
    expect(form.inputs).toMatchObject({ serials: '7BLUE01', since: '' });
    const { request } = form;
    // Rule 14: what is still owed is shown before it goes out.
    const sent = { request, serials: '7BLUE01', ...STOLEN };
    expect(as(await desk.act(RITA, 'loss.submit', sent), 'loss form').problems[0]?.text).toMatch(
      /19 months left to pay/,
    );
    as(await desk.act(RITA, 'loss.submit', { ...sent, seenOwed: { '7BLUE01': 62548 } }), 'request');
    expect(as(await desk.act(RITA, 'loss.submit', sent), 'request').note).toMatch(/submitted already/);
    expect(as(await desk.say(RITA, '7BLUE01'), 'device')).toMatchObject({
      device: { status: 'in service', openRequest: request },
    });
    const queue = as(await desk.say(ADA, 'queue'), 'queue');
    expect(queue.rows).toMatchObject([
      { step: 'mark lost', request, what: 'Standard laptop 7BLUE01', agency: 'PARKS' },
    ]);
    expect(as(await desk.act(ADA, 'work.open', { request, step: 'mark lost' }), 'work').waiting).toHaveLength(1);
    const done = as(await desk.act(ADA, 'work.do', { request, step: 'mark lost' }), 'request');
    expect(done.request.status).toBe('closed');
    as(await desk.act(ADA, 'work.do', { request, step: 'mark lost' }), 'request');
    await desk.settle();
    const device = as(await desk.say(RITA, 'device 7BLUE01'), 'device');
    expect(device.device.lost).toMatchObject({ what: 'stolen', since: '2026-11-20', on: '2026-11-24' });
    expect(device).toMatchObject({ supportCents: 0, commitment: { paid: { monthsOwed: 19 } } });
    expect(device.history.map(({ what }) => what).slice(0, 2)).toEqual(['Marked lost', 'Reported lost or stolen']);
    expect(as(await desk.say(ADA, 'admission 7BLUE01'), 'admission').rows).toMatchObject([
      { admit: false, reason: 'lost' },
    ]);
    expect(as(await desk.say(MAX, 'devices lost'), 'devices').rows.map(({ serial }) => serial)).toEqual(['7BLUE01']);
    expect(as(await desk.say(ADA, 'devices PARKS lost'), 'devices').list?.total).toBe(1);
    const bill = as(await desk.say(MAX, 'bill 2026-11'), 'bill');
    // 11 × $25.00 support, 3 × $32.92 hardware: the stolen one is paid on.
    expect(bill.tally.totalCents).toBe(11 * 2500 + 3 * 3292);
    expect(desk.sentTo(RITA).map(({ cameAs }) => cameAs)).toContain(`request ${request} closed 1`);
  });

  test('Rule 57: is not reported by another agency, nor by EUC’s other staff', async () => {
    const desk = await sampleDesk();
    const { request } = as(await desk.say(RAVI, 'lost 7BLUE01'), 'loss form');
    const refused = as(await desk.act(RAVI, 'loss.submit', { request, serials: '7BLUE01', ...STOLEN }), 'loss form');
    expect(refused.problems.map(({ text }) => text)).toEqual([
      '7BLUE01 is not a device of REV. Check the label, or take it out.',
    ]);
    const forged = { request: 'PARKS-ABC123', serials: '7BLUE01', ...STOLEN };
    expect(as(await desk.act(RAVI, 'loss.submit', forged), 'notice').title).toBe('Not yours to ask for');
    expect(as(await desk.say(WANDA, 'lost 7BLUE01'), 'notice').title).toBe('Not yours to ask for');
    expect(as(await desk.say(ADA, 'lost'), 'notice').text).toMatch(/lost 7BLUE01/);
    expect(as(await desk.say(ADA, 'lost XXXXX1'), 'notice').title).toBe('Not found');
  });

  test('is reported by the asset manager for the agency that has it', async () => {
    const desk = await sampleDesk();
    const request = await reported(desk, ADA, '8REDX01');
    expect(request).toMatch(/^REV-/);
    expect(as(await desk.say(MIA, request), 'request').request).toMatchObject({
      agency: 'REV',
      requester: { name: 'Ada Adams' },
    });
    const shown = as(await desk.say(ADA, request), 'request');
    expect(shown.can).toMatchObject({ cancel: true, work: [{ step: 'mark lost' }] });
  });

  test('is taken out of what EUC is at work on, in one commit; whose request it was is told', async () => {
    const desk = await sampleDesk();
    const { request: move } = as(await desk.say(RITA, 'move'), 'move form');
    const serials = '5CG0000001 5CG0000002';
    as(await desk.act(RITA, 'move.submit', { request: move, serials, newUser: 'Nora Nash', reason: 'So.' }), 'request');
    await desk.act(FINN, 'work.do', { request: move, step: 'pick up' });
    const { request } = as(await desk.say(RITA, 'lost'), 'loss form');
    const own = as(await desk.act(RITA, 'loss.submit', { request, serials: '5CG0000001', ...STOLEN }), 'loss form');
    expect(own.problems[0]?.text).toMatch(/Call the service desk, who can report it all the same/);
    const report = await reported(desk, ADA, '5CG0000001');
    const rest = as(await desk.say(RITA, move), 'request');
    expect(rest.request).toMatchObject({ status: 'in work', units: [{ cancelled: true }, { cancelled: false }] });
    expect(rest.timeline).toEqual(
      expect.arrayContaining([expect.objectContaining({ note: `Reported lost in ${report}.` })]),
    );
    expect((await desk.house.store.read(keys.device('PARKS', '5CG0000001')))?.body.openRequest).toBe(report);
    await desk.act(ADA, 'work.do', { request: report, step: 'mark lost' });
    for (const step of ['re-image', 'deploy']) await desk.act(EVE, 'work.do', { request: move, step });
    expect(as(await desk.say(RITA, move), 'request').request.status).toBe('closed');
  });

  test('and found: collected, sanitized, kept, and moved back into service', async () => {
    const desk = await sampleDesk();
    const report = await reported(desk, RITA, '7BLUE01');
    await desk.act(ADA, 'work.do', { request: report, step: 'mark lost' });
    const { request, found } = as(await desk.say(RITA, 'found 7BLUE01'), 'found form');
    const sent = { request, serials: '7BLUE01', where: 'Police station', outcome: 'spare', reason: 'They have it.' };
    const seenOwed = Object.fromEntries(found.map(({ serial, owedCents }) => [serial, owedCents]));
    as(await desk.act(RITA, 'found.submit', { ...sent, seenOwed }), 'request');
    as(await desk.act(FINN, 'work.do', { request, step: 'collect' }), 'request');
    await desk.act(FINN, 'work.sanitize', { request, ...PURGE });
    as(await desk.act(ADA, 'work.do', { request, step: 'place', location: 'Store 2' }), 'request');
    const kept = as(await desk.say(RITA, '7BLUE01'), 'device');
    expect(kept.device).toMatchObject({ status: 'spare', location: 'Store 2' });
    expect(kept.device.lost).toBeUndefined();
    expect(kept.history.map(({ what }) => what)).toContain('Reported as found');
    expect(as(await desk.say(RITA, 'found 7BLUE01'), 'found form').problems).toEqual([]);
  });
});

/** 7BLUE01 swapped for 8KLM2X1 at REV, which has it by now. */
async function swapAtRev(desk: DeskOffice): Promise<void> {
  const { request } = as(await desk.say(EVE, 'swap 7BLUE01'), 'swap form');
  expect(request).toMatch(/^REV-/);
  as(await desk.act(EVE, 'swap.submit', { request, serial: '7BLUE01', reason: 'Dark.' }), 'request');
  const box = { request, item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2027-07-31' };
  as(await desk.act(EVE, 'work.receive', { ...box, serials: '8KLM2X1' }), 'request');
  for (const step of ['image', 'stage', 'dispatch', 'deploy'])
    await desk.act(EVE, 'work.do', { request, step, label: 'true' });
  await desk.settle();
}

describe('Rule 55: a warranty swap, at the desk', () => {
  /** 8KLM2X1 on its way in place of 7BLUE01. */
  async function dispatched(): Promise<{ desk: DeskOffice; request: string }> {
    const desk = await sampleDesk();
    const { request } = as(await desk.say(ADA, 'swap 7BLUE01'), 'swap form');
    as(
      await desk.act(ADA, 'swap.submit', { request, serial: '7BLUE01', reason: 'The display stays dark.' }),
      'request',
    );
    const box = { request, item: 'LT-STD', model: 'Dell Latitude 5450', warranty: '2027-07-31' };
    const wrong = as(await desk.act(WANDA, 'work.receive', { ...box, serials: '7BLUE01' }), 'receive');
    expect(wrong).toMatchObject({ here: [], toCome: 1, problems: [{ field: 'serials' }] });
    as(await desk.act(WANDA, 'work.receive', { ...box, serials: '8KLM2X1' }), 'request');
    await desk.act(WANDA, 'work.do', { request, step: 'image' });
    await desk.act(WANDA, 'work.do', { request, step: 'stage', label: 'true' });
    await desk.act(FINN, 'work.do', { request, step: 'dispatch' });
    return { desk, request };
  }

  /** The same, deployed, and the old one with its user still. */
  async function deployed(): Promise<{ desk: DeskOffice; request: string }> {
    const { desk, request } = await dispatched();
    await desk.act(FINN, 'work.do', { request, step: 'deploy' });
    return { desk, request };
  }

  /** The same, and the old one back. */
  async function swapped(): Promise<{ desk: DeskOffice; request: string }> {
    const { desk, request } = await deployed();
    await desk.act(FINN, 'work.do', { request, step: 'collect' });
    await desk.act(FINN, 'work.sanitize', { request, ...PURGE });
    await desk.act(ADA, 'work.do', { request, step: 'place' });
    await desk.settle();
    return { desk, request };
  }

  test('Rules 20 and 32: cancelled on its way, the new one is off the network until it is back', async () => {
    const { desk, request } = await dispatched();
    const asked = async () => as(await desk.say(ADA, 'admission 8KLM2X1'), 'admission').rows;
    expect(await asked()).toMatchObject([{ admit: true, reason: 'in transit' }]);
    await desk.act(ADA, 'request.cancel', { request, whole: true, cancelReason: 'Dell repairs it instead.' });
    expect(await asked()).toMatchObject([{ admit: false, reason: 'cancelled' }]);
  });

  test('from the form to the close, with both serials’ stories', async () => {
    const { desk, request } = await swapped();
    expect(as(await desk.say(MAX, request), 'request').request.status).toBe('closed');
    const fresh = as(await desk.say(RITA, '8KLM2X1'), 'device');
    expect(fresh).toMatchObject({
      device: { status: 'in service', swap: { from: '7BLUE01' } },
      commitment: { paid: { monthsBilled: 28, monthsOwed: 19 }, passedOn: null },
    });
    expect(fresh.history[0]?.what).toBe('Deployed in place of 7BLUE01');
    const old = as(await desk.say(RITA, '7BLUE01'), 'device');
    expect(old).toMatchObject({ device: { status: 'retired' }, commitment: { passedOn: '2026-11' } });
    expect(old.history.map(({ what }) => what)).toContain('Replaced by 8KLM2X1');
    expect(as(await desk.say(ADA, 'admission 8KLM2X1 7BLUE01'), 'admission').rows).toMatchObject([
      { admit: true },
      { admit: false, reason: 'retired' },
    ]);
  });

  test('Rules 49 and 50: the bill is as high as before, explained by both serials, and a closed month stays', async () => {
    const before = as(await (await sampleDesk()).say(MAX, 'bill 2026-11'), 'bill');
    const { desk } = await swapped();
    const after = as(await desk.say(MAX, 'bill 2026-11'), 'bill');
    expect(after.tally.totalCents).toBe(before.tally.totalCents);
    const [old, fresh] = [
      as(await desk.say(MAX, 'bill explain 7BLUE01 2026-11'), 'explain'),
      as(await desk.say(BILL, 'bill explain 8KLM2X1 2026-11'), 'explain'),
    ];
    expect(old.lines).toEqual([]);
    expect(old.reasons.find(({ kind }) => kind === 'hardware')).toMatchObject({ to: '2026-10', successor: '8KLM2X1' });
    expect(fresh.lines.map(({ kind, nth }) => [kind, nth])).toEqual(
      expect.arrayContaining([
        ['hardware', 29],
        ['support', null],
      ]),
    );
    expect(fresh.reasons.find(({ kind }) => kind === 'hardware')?.began?.what).toBe('Deployed in place of 7BLUE01');
    expect(as(await desk.say(MAX, 'bill explain 7BLUE01 2026-10'), 'explain').lines.map(({ nth }) => nth)).toContain(
      28,
    );
  });

  test('Rule 54: at month 42 the new serial is to be replaced, the old one no more', async () => {
    const { desk } = await deployed();
    desk.clock.at = Date.parse('2027-12-05T15:00:00.000Z');
    const { due } = as(await desk.say(MAX, 'forecast'), 'forecast');
    expect(due.rows.map(({ serial }) => serial)).toContain('8KLM2X1');
    expect(due.rows.map(({ serial }) => serial)).not.toContain('7BLUE01');
    expect(due.rows.find(({ serial }) => serial === '8KLM2X1')?.lastMonth).toBe('2028-06');
  });

  test('Rule 36: where another agency pays for it still, that one’s commitment passes to the new serial', async () => {
    const desk = await transferOffice();
    const move = await agreed(desk, { takesOver: '' }, '7BLUE01');
    await work(desk, move, ...ALL);
    await desk.settle();
    await desk.settle(40 * 86_400_000);
    await swapAtRev(desk);
    const spans = async (agency: string, serial: string) =>
      (await desk.house.store.read(keys.commitment(agency, serial)))?.body.spans;
    expect(await spans('PARKS', '7BLUE01')).toEqual([{ from: null, before: '2027-01' }]);
    expect(await spans('PARKS', '8KLM2X1')).toEqual([{ from: '2027-01', before: null }]);
    expect(await spans('REV', '8KLM2X1')).toBeUndefined();
    const shown = as(await desk.say(EVE, '8KLM2X1'), 'device');
    expect(shown).toMatchObject({ device: { agency: 'REV' }, commitment: { paid: { monthsBilled: 30 } } });
  });

  test('Rule 36: also where the agency that pays neither ordered it nor gave it away last', async () => {
    const desk = await transferOffice();
    const { store } = desk.house;
    const moved = await agreed(desk, { takesOver: '' }, '7BLUE01');
    await work(desk, moved, ...ALL);
    await desk.settle();
    // It was there before the desk, and came to REV by way of a third agency.
    const device = await store.read(keys.device('REV', '7BLUE01'));
    assert(device !== undefined && device.body.transfer !== null);
    expect(device.body.orderedBy).toBeNull();
    const body = { ...device.body, transfer: { ...device.body.transfer, from: 'OTS' } };
    await store.commit([{ do: 'replace', key: device.key, body, etag: device.etag }]);
    expect(as(await desk.say(EVE, '7BLUE01'), 'device').commitment).toMatchObject({ paid: { monthsOwed: 19 } });
    await swapAtRev(desk);
    const spans = async (serial: string) => (await store.read(keys.commitment('PARKS', serial)))?.body.spans;
    expect(await spans('7BLUE01')).toEqual([{ from: null, before: '2026-11' }]);
    expect(await spans('8KLM2X1')).toEqual([{ from: '2026-11', before: null }]);
  });

  test('is the asset manager’s alone to ask for', async () => {
    const desk = await sampleDesk();
    expect(as(await desk.say(RITA, 'swap 7BLUE01'), 'notice')).toMatchObject({
      title: 'Not yours to ask for',
      text: 'This is asked for by EUC: asset manager. Call the service desk.',
    });
    expect(as(await desk.say(ADA, 'help'), 'welcome').can).toMatchObject({ swap: true, report: true });
    expect(as(await desk.say(RITA, 'help'), 'welcome').can).toMatchObject({ swap: false, report: true });
    expect(as(await desk.say(WANDA, 'help'), 'welcome').can).toMatchObject({ swap: false, report: false });
  });
});

test('an order that waits for approval no longer counts what it was to replace and is reported lost', async () => {
  const desk = await sampleDesk();
  const { request } = as(await desk.say(RITA, 'order'), 'order form');
  const replaces = { quantity1: '1', additional: 'false', replaces: '7BLUE01 5CG0000001', becomes: 'decommission' };
  const filled = filledOrder(request, { ...replaces, seenOwed: await owedOn(desk, RITA, '7BLUE01') });
  const sent = as(await desk.act(RITA, 'order.submit', filled), 'request').request;
  expect(sent.quote).toMatchObject({ netCount: -1, leaving: 2, supportChangeCents: -2500, owedCents: 62548 });
  const report = await reported(desk, ADA, '7BLUE01');
  const card = as(await desk.act(MAX, 'approval.open', { request }), 'approval');
  const { quote, children } = card.request;
  expect(quote).toMatchObject({ netCount: 0, leaving: 1, supportChangeCents: 0, owedCents: 0, termCents: 158016 });
  expect(quote.replaced.map(({ serial }) => serial)).toEqual(['5CG0000001']);
  expect(children).toEqual([{ request: report, kind: 'loss', serials: ['7BLUE01'] }]);
  await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
  const approved = as(await desk.say(RITA, request), 'request').request;
  expect(approved.approvals[0]?.saw).toEqual(quote);
});

test('an asset manager who makes requests for OTS too asks about any agency’s device', async () => {
  const world = readSampleWorld();
  const people = world.people.map((person): typeof person =>
    person.name === 'Ada Adams' ? { ...person, roles: [...person.roles, 'requester'] } : person,
  );
  const desk = await sampleDesk({ ...world, people });
  expect(as(await desk.say(ADA, 'swap 7BLUE01'), 'swap form').agency.code).toBe('PARKS');
  expect(as(await desk.say(ADA, 'lost 7BLUE01'), 'loss form').agency.code).toBe('PARKS');
  expect(as(await desk.act(ADA, 'found.open', { serial: '7BLUE01' }), 'found form').agency.code).toBe('PARKS');
  expect(as(await desk.say(ADA, 'lost 7NOTHERE'), 'loss form').agency.code).toBe('OTS');
});

test('a swap that nobody has to approve is late in the queue from when it was asked for', async () => {
  const desk = await sampleDesk();
  const { request } = as(await desk.say(ADA, 'swap 7BLUE01'), 'swap form');
  await desk.act(ADA, 'swap.submit', { request, serial: '7BLUE01', reason: 'Dark.' });
  const late = async () => as(await desk.say(WANDA, 'queue'), 'queue').rows.map((row) => row.late);
  expect(await late()).toEqual([null]);
  desk.clock.at += 9 * 86_400_000;
  expect(await late()).toEqual([9]);
});
