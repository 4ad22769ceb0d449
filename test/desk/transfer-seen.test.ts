import assert from 'node:assert/strict';
import { keys } from '../../src/desk/documents.ts';
import { as, type DeskOffice, PURGE } from './desk-office.ts';
import { ACCEPT, agreed, asked, EVE, FILLED, MAX, MIA, RAVI, RITA, transferOffice, work } from './transfer-office.ts';

/** Ed, EUC’s approver. */
const ED = '06';

/** One more approver, who has the bot. */
async function addApprover(desk: DeskOffice, number: string, name: string, agency: string): Promise<void> {
  const { store } = desk.house;
  const mia = await store.read(keys.person(desk.caller(MIA).person));
  assert(mia !== undefined);
  const id = desk.caller(number).person;
  await store.commit([{ do: 'create', key: keys.person(id), body: { ...mia.body, id, name, agency } }]);
  await desk.desk.installed(desk.caller(number));
}

/** One more agency, with an approver of that number who has the bot. */
async function addAgency(desk: DeskOffice, code: string, number: string): Promise<void> {
  const rev = await desk.house.store.read(keys.agency('REV'));
  assert(rev !== undefined);
  await desk.house.store.commit([{ do: 'create', key: keys.agency(code), body: { ...rev.body, code } }]);
  await addApprover(desk, number, 'Dan Dale', code);
}

describe('who sees a move to another agency (Rule 57)', () => {
  test('the receiving approver finds it under approvals and in their chat, with their own figures', async () => {
    const desk = await transferOffice();
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
    await desk.act(MIA, 'request.approve', { request, ...ACCEPT });
    await desk.settle();
    as(desk.sentTo(MIA)[0]?.view, 'decided');
    expect(as(await desk.say(MIA, 'approvals'), 'requests').rows).toEqual([]);
  });

  test('the receiving agency sees that request, and nothing else of the other agency', async () => {
    const desk = await transferOffice();
    const request = await asked(desk);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
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
    const desk = await transferOffice();
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

  test('Rule 57: the receiving agency knows nothing of a move before its turn, nor why it was sent back inside', async () => {
    const desk = await transferOffice();
    const request = await asked(desk);
    const unknown = async () => {
      for (const number of [RAVI, MIA]) {
        expect(await desk.say(number, request)).toMatchObject({ title: 'Not found' });
        expect(await desk.act(number, 'history.open', { request })).toMatchObject({ title: 'Not found' });
      }
    };
    await unknown();
    await desk.act(MAX, 'request.return', { request, step: 'agency', revision: 1, returnReason: 'REV has money.' });
    await unknown();
    await desk.act(RITA, 'move.submit', { request, revision: 2, ...FILLED });
    await unknown();
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 2 });
    const history = async (number: string) => JSON.stringify(await desk.act(number, 'history.open', { request }));
    expect(await history(MIA)).toContain('Returned for changes');
    expect(await history(MIA)).not.toContain('REV has money');
    for (const said of [await desk.act(MIA, 'approval.open', { request }), await desk.say(MIA, request)]) {
      expect(JSON.stringify(said)).not.toContain('REV has money');
    }
    for (const number of [RITA, EVE]) expect(await history(number)).toContain('REV has money');
  });

  test('Rule 57: who stands in for whom at the receiving agency is not told to who asks for a move to it', async () => {
    const desk = await transferOffice();
    await addApprover(desk, '78', 'Ann Abel', 'REV');
    const [ann, mia] = [desk.caller('78').person, desk.caller(MIA).person];
    const away = { approver: ann, delegate: mia, from: '2026-11-24', until: '2026-12-10' };
    as(await desk.act('78', 'delegation.submit', away), 'delegations');
    const { request } = as(await desk.say(RITA, 'move'), 'move form');
    const filled = { request, ...FILLED, newUser: 'Ann Abel', newLocation: 'Room 1' };
    const { problems } = as(await desk.act(RITA, 'move.submit', filled), 'move form');
    const text = 'Nobody at REV could approve this: it takes an approver who neither asked for it nor gets a device.';
    expect(problems).toEqual([{ field: null, text }]);
  });

  test('Rule 57: an agency that it goes to instead is not told why the first one returned it', async () => {
    const desk = await transferOffice();
    await addAgency(desk, 'DOT', '77');
    const request = await asked(desk);
    const shown = async (number: string) =>
      JSON.stringify([
        await desk.act(number, 'approval.open', { request }),
        await desk.act(number, 'history.open', { request }),
      ]);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    const returned = { request, step: 'receiving agency', revision: 1, returnReason: 'Our budget is frozen.' };
    await desk.act(MIA, 'request.return', returned);
    await desk.act(RITA, 'move.submit', { request, revision: 2, ...FILLED });
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 2 });
    expect((await shown(MIA)).match(/budget is frozen/g)).toHaveLength(2);
    await desk.act(MIA, 'request.return', { ...returned, revision: 2 });
    await desk.act(RITA, 'move.submit', { request, revision: 3, ...FILLED, newAgency: 'DOT' });
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 3 });
    expect(await shown('77')).toContain('Returned for changes');
    expect(await shown('77')).not.toContain('budget is frozen');
    expect(await shown(RITA)).toContain('budget is frozen');
  });

  test('Rules 18 and 57: an old card says that it was changed to who had it, and nothing to who never had one', async () => {
    const desk = await transferOffice();
    const request = await asked(desk);
    const old = { request, ...ACCEPT };
    const sentBack = { request, step: 'agency', revision: 1, returnReason: 'Which two?' };
    await desk.act(MAX, 'request.return', sentBack);
    await desk.act(RITA, 'move.submit', { request, revision: 2, ...FILLED });
    expect(await desk.act(MIA, 'request.approve', old)).toMatchObject({ title: 'Not found' });
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 2 });
    const back = { request, step: 'receiving agency', revision: 2, returnReason: 'Which building?' };
    as(await desk.act(MIA, 'request.return', back), 'decided');
    await desk.act(RITA, 'move.submit', { request, revision: 3, ...FILLED });
    expect(await desk.act(MIA, 'request.approve', { ...old, revision: 2 })).toMatchObject({ title: 'Changed' });
    for (const revision of [1, 3, 4]) {
      expect(await desk.act(MIA, 'request.approve', { ...old, revision })).toMatchObject({ title: 'Not found' });
    }
    expect(as(await desk.say(RITA, request), 'request').request.status).toBe('awaiting approval');
  });

  test('Rule 57: what the receiving agency sends back is its own to follow, and its cards go on from its next turn', async () => {
    const desk = await transferOffice();
    const request = await asked(desk);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    await desk.settle();
    const sent = { request, step: 'receiving agency', revision: 1, returnReason: 'Which building?' };
    await desk.act(MIA, 'request.return', sent);
    await desk.settle();
    expect(as(await desk.say(MIA, request), 'request').request.status).toBe('returned');
    expect(as(await desk.say(RITA, request), 'request').request.status).toBe('returned');
    await desk.act(RITA, 'move.submit', { request, revision: 2, ...FILLED });
    await desk.settle();
    expect(await desk.say(MIA, request)).toMatchObject({ title: 'Not found' });
    as(desk.sentTo(MIA)[0]?.view, 'decided');
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 2 });
    await desk.settle();
    expect(as(desk.sentTo(MIA).at(-1)?.view, 'approval').request.revision).toBe(2);
    await desk.act(MIA, 'request.approve', { request, ...ACCEPT, revision: 2 });
    await desk.settle();
    for (const { view } of desk.sentTo(MIA)) expect(as(view, 'decided').request.status).toBe('in work');
  });

  test('Rule 36: each side is told what it owes: the one that pays, and the other nothing', async () => {
    for (const takesOver of ['true', 'false']) {
      const desk = await transferOffice();
      const request = await agreed(desk, { takesOver });
      const owed = async (number: string) =>
        as(await desk.say(number, request), 'request').request.units.map(({ owedCents }) => owedCents);
      expect(await owed(RITA)).toEqual(takesOver === 'true' ? [0, 0] : [62548, 0]);
      expect(await owed(MIA)).toEqual(takesOver === 'true' ? [62548, 0] : [0, 0]);
    }
  });
});

describe('what is one agency’s alone (Rule 57)', () => {
  test('why the giving agency’s approver said no is not told in the receiving one’s history', async () => {
    const desk = await transferOffice();
    const request = await asked(desk);
    const returnReason = 'Ask for a price first.';
    await desk.act(MAX, 'request.return', { request, step: 'agency', revision: 1, returnReason });
    expect(JSON.stringify(await desk.act(MIA, 'history.open', { request }))).not.toContain(returnReason);
    expect(JSON.stringify(await desk.act(RITA, 'history.open', { request }))).toContain(returnReason);
  });

  test.each([
    ['the requester', RITA, false],
    ['an approver of the giving agency', MAX, false],
    ['EUC', ED, true],
  ])('why %s cancels a move is told in the receiving agency: only what EUC says', async (_who, number, isTold) => {
    const desk = await transferOffice();
    const request = await asked(desk);
    await desk.act(MAX, 'request.approve', { request, step: 'agency', revision: 1 });
    await desk.settle();
    await desk.act(MIA, 'request.approve', { request, ...ACCEPT });
    await desk.settle();
    const cancelReason = 'REV has not paid us for the last one.';
    const cancel = { request, cancelWhat: 'some', cancelWhich: '7BLUE01', cancelReason };
    as(await desk.act(number, 'request.cancel', cancel), 'request');
    const part = as(await desk.act(MIA, 'request.open', { request }), 'request');
    expect(part.request.cancellations).toMatchObject([{ units: [1], reason: isTold ? cancelReason : null }]);
    as(await desk.act(number, 'request.cancel', { request, whole: true, cancelReason }), 'request');
    await desk.settle();
    for (const [reader, says] of [
      [MIA, isTold],
      [RITA, true],
      [EVE, true],
    ] as const) {
      const seen = [
        await desk.act(reader, 'request.open', { request }),
        await desk.act(reader, 'history.open', { request }),
      ].map((view) => JSON.stringify(view));
      expect(seen.map((text) => text.includes(cancelReason))).toEqual([says, says]);
    }
    expect(JSON.stringify(desk.sentTo(MIA)).includes(cancelReason)).toBe(isTold);
  });

  test('a certificate is had through the device only at the agency that it was written for and that has it', async () => {
    const desk = await transferOffice();
    const { request: old } = as(await desk.say(RITA, 'decommission'), 'decommission form');
    const filled = { request: old, serials: '5CG0000003', outcome: 'spare', reason: 'Old.' };
    as(await desk.act(RITA, 'decommission.submit', filled), 'request');
    await desk.act(EVE, 'work.do', { request: old, step: 'collect' });
    await desk.act(EVE, 'work.sanitize', { request: old, ...PURGE });
    await desk.act(EVE, 'work.do', { request: old, step: 'place', location: 'Store' });
    const certificate = { file: 'certificate', request: old, serial: '5CG0000003' };
    as(await desk.act(RITA, 'file.open', certificate), 'file');
    const move = await agreed(desk, {}, '5CG0000003');
    await work(desk, move, 'sanitize', 'image', 'stage', 'dispatch', 'deploy');
    await desk.settle();
    expect(await desk.say(RAVI, '5CG0000003')).toMatchObject({ card: 'device' });
    expect(await desk.act(RAVI, 'file.open', certificate)).toMatchObject({ title: 'Not found' });
  });
});
