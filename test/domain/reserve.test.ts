import { isSupported } from '../../src/domain/device.ts';
import { timeline, waitingFor } from '../../src/domain/request/timeline.ts';
import { ada, ed, eve, finn, form, max, Play, reasons, rita, wanda } from './office.ts';

const KEPT = { item: 'LT-STD', quantity: '1', reserve: true };

/** Only for reserve, to be kept in the equipment room. */
function ordered(quantity = '1', location = 'Equipment room'): Play {
  return new Play().approved(form({ lines: [{ ...KEPT, quantity }], assignedUser: '', location }));
}

/** One laptop for Sam Stone and one for reserve, both received. */
function mixed(): Play {
  const play = new Play().approved(form({ lines: [{ item: 'LT-STD', quantity: '1' }, KEPT] }));
  play.receive(wanda, ['8KLM2X3', '8KLM2X4']);
  play.work(wanda, 'image');
  return play;
}

describe('ordered for disaster reserve', () => {
  test('Rules 37, 46 and 47: received, imaged, staged, placed; the 48 months begin when it first serves', () => {
    const play = ordered();
    play.receive(wanda, ['8KLM2X3']);
    play.work(wanda, 'image');
    play.work(wanda, 'stage');
    expect(play.devices.get('8KLM2X3')).toMatchObject({ status: 'staged', assignedUser: null, labelled: true });
    expect(play.commitments.size).toBe(0);
    play.work(ada, 'place');
    expect(play.status()).toBe('closed');
    const kept = play.devices.get('8KLM2X3');
    expect(kept).toMatchObject({ status: 'disaster reserve', location: 'Equipment room', openRequest: null });
    expect(kept && isSupported(kept)).toBe(false);
    expect([...play.commitments.values()]).toEqual([
      {
        serial: '8KLM2X3',
        agency: 'PARKS',
        billingCode: 'PARKS-200',
        earlierCodes: [],
        item: 'LT-STD',
        rateCents: 3292,
        firstMonth: null,
        spans: [{ from: null, before: null }],
        request: 'PARKS-7K3M9Q',
      },
    ]);
    const back = new Play(...play.devices.values());
    back.commitments = play.commitments;
    back.ask(rita, 'move', { serials: '8KLM2X3', newUser: 'Nora Nash', newLocation: 'Room 9', reason: 'The flood.' });
    expect(back.request?.quote.netCount).toBe(1);
    back.decide(max, 'approve', 'agency');
    for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) back.work(eve, step);
    expect(back.devices.get('8KLM2X3')).toMatchObject({
      status: 'in service',
      support: [{ from: '2026-11-24', to: null }],
    });
    expect(back.commitments.get('8KLM2X3')).toMatchObject({ firstMonth: '2026-11', request: 'PARKS-7K3M9Q' });
  });

  test('Rule 13: it does not count, and costs what is approved', () => {
    const play = new Play();
    play.submit(rita, form({ lines: [{ item: 'LT-STD', quantity: '2' }, KEPT] }));
    expect(play.request?.quote).toMatchObject({
      counted: 2,
      netCount: 2,
      supportChangeCents: 5000,
      monthlyCents: 3 * 3292,
      termCents: 3 * 3292 * 48,
    });
  });

  test('Rule 19: without both approvals it is not staged', () => {
    const play = new Play();
    play.submit(rita, form({ lines: [KEPT], assignedUser: '' }));
    play.decide(max, 'approve', 'agency');
    expect(play.receive(wanda, ['8KLM2X3']).events).toEqual([]);
    const { request } = ordered();
    if (request === undefined) throw new Error('nothing was ordered');
    const bent = new Play();
    bent.request = request;
    bent.receive(wanda, ['8KLM2X3']);
    bent.work(wanda, 'image');
    if (bent.request !== undefined) bent.request = { ...bent.request, approvals: request.approvals.slice(0, 1) };
    expect(reasons(bent.work(wanda, 'stage'))).toMatch(/lacks the EUC approval/);
    expect(bent.devices.get('8KLM2X3')?.status).toBe('imaged');
  });

  test('Rule 25: staging it takes the label as well', () => {
    const play = ordered();
    play.receive(wanda, ['8KLM2X3']);
    play.work(wanda, 'image');
    expect(reasons(play.work(wanda, 'stage', null, { labelled: false }))).toMatch(/leased-device label/);
  });

  test('where it is kept is said at the latest when it is placed', () => {
    const play = ordered('1', '');
    play.receive(wanda, ['8KLM2X3']);
    play.work(wanda, 'image');
    play.work(wanda, 'stage');
    expect(reasons(play.work(ada, 'place'))).toBe('Say where 8KLM2X3 is kept.');
    expect(reasons(play.work(ada, 'place', null, { location: 'x'.repeat(121) }))).toMatch(/120 characters/);
    play.work(ada, 'place', null, { location: 'Store room' });
    expect(play.devices.get('8KLM2X3')?.location).toBe('Store room');
  });

  test('the field does not place it, and it is not dispatched', () => {
    const play = ordered();
    play.receive(wanda, ['8KLM2X3']);
    play.work(wanda, 'image');
    play.work(wanda, 'stage');
    expect(reasons(play.work(finn, 'place'))).toMatch(/the asset manager does it/);
    expect(play.work(finn, 'dispatch').events).toEqual([]);
  });
});

describe('an order for users and for reserve', () => {
  test('what comes in first goes to people; each takes its own way, and both end the order', () => {
    const play = mixed();
    play.work(wanda, 'stage');
    expect(play.devices.get('8KLM2X3')?.assignedUser?.name).toBe('Sam Stone');
    expect(play.devices.get('8KLM2X4')?.assignedUser).toBeNull();
    play.work(finn, 'dispatch');
    play.work(finn, 'deploy');
    expect(play.status()).toBe('in work');
    expect(play.request && waitingFor(play.request)).toEqual({ work: 'place' });
    const rows = (play.request && timeline(play.request)) ?? [];
    expect(rows.slice(-3).map(({ label, note }) => [label, note])).toEqual([
      ['Dispatched', null],
      ['Deployed', null],
      ['Placing', '0 of 1'],
    ]);
    play.work(ada, 'place', null, { location: 'Store room' });
    expect(play.status()).toBe('closed');
    expect(play.commitments.get('8KLM2X3')?.firstMonth).toBe('2026-11');
    expect(play.commitments.get('8KLM2X4')?.firstMonth).toBeNull();
  });

  test('nobody is assigned what is for reserve, not even in staging', () => {
    const play = mixed();
    const assignment = { assignedUser: null, location: null };
    const named = new Map([['8KLM2X4', { assignedUser: { id: null, name: 'Tom Tran' }, location: 'Room 1' }]]);
    const outcome = play.act(wanda, { type: 'work', step: 'stage', serials: null, labelled: true, assignment, named });
    expect(reasons(outcome)).toBe('8KLM2X4 is for disaster reserve, so nobody is assigned. Take its line out.');
    expect(play.devices.get('8KLM2X4')?.status).toBe('imaged');
    const kept = new Map([['8KLM2X4', { assignedUser: null, location: 'Vault' }]]);
    play.act(wanda, { type: 'work', step: 'stage', serials: null, labelled: true, assignment, named: kept });
    expect(play.devices.get('8KLM2X4')).toMatchObject({ status: 'staged', location: 'Vault' });
  });

  test('Rule 16: an approver may order reserve for no one and it is still approved by others', () => {
    const play = new Play();
    play.submit(rita, form({ lines: [KEPT], assignedUser: '' }));
    expect(reasons(play.decide(rita, 'approve', 'agency'))).not.toBe('');
    play.decide(max, 'approve', 'agency');
    play.decide(ed, 'approve', 'EUC');
    expect(play.status()).toBe('in work');
  });
});
