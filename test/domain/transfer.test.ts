import { type Commitment, paidBy, paysFor } from '../../src/domain/commitment.ts';
import { type Device, isSupported } from '../../src/domain/device.ts';
import { addMonths } from '../../src/domain/months.ts';
import { closing } from '../../src/domain/request/decide.ts';
import { evolve } from '../../src/domain/request/events.ts';
import { arrivalOf, decideHandOver, type Records } from '../../src/domain/request/hand-over.ts';
import { timeline } from '../../src/domain/request/timeline.ts';
import {
  commitment,
  ed,
  eve,
  finn,
  leased,
  legacy,
  max,
  mia,
  monitor,
  nora,
  now,
  Play,
  person,
  ravi,
  reasons,
  rita,
} from './office.ts';

const NOTHING: Records = { devices: new Map(), commitments: new Map() };

/** Rita's move of devices to REV, submitted. */
function asked(devices: Device[], change: Record<string, string> = {}, commitments: Commitment[] = []): Play {
  const play = new Play(...devices);
  for (const one of commitments) play.commitments.set(one.serial, one);
  const serials = devices.map(({ serial }) => serial).join(' ');
  play.ask(rita, 'move', { serials, newAgency: 'REV', reason: 'REV needs it more.', ...change });
  return play;
}

/** The same, approved by Max and by Mia. */
function agreed(
  devices: Device[],
  takesOver = false,
  commitments: Commitment[] = [commitment('7BLUE01', '2024-07')],
): Play {
  const play = asked(devices, {}, commitments);
  play.decide(max, 'approve', 'agency');
  play.accept(mia, takesOver);
  return play;
}

const named = { assignedUser: 'Ravi Rao', location: 'REV, room 5' };

/** The same, deployed at REV. */
function deployed(devices: Device[], takesOver = false, commitments?: Commitment[]): Play {
  const play = agreed(devices, takesOver, commitments);
  play.work(finn, 'collect');
  play.sanitize(finn);
  for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) play.work(eve, step, null, named);
  return play;
}

/** Hands over as the desk does: what comes to REV, and the end at PARKS. */
function handedOver(play: Play, receiver: Records = NOTHING) {
  const { request } = play;
  if (request === undefined) throw new Error('there is no request');
  const serials = request.units.flatMap(({ serial }) => serial ?? []);
  const arrivals = request.units.flatMap((unit) => arrivalOf(request, unit, play, receiver) ?? []);
  const outcome = closing(request, decideHandOver(request, serials, play.devices, now), now);
  play.request = evolve(request, outcome.events);
  for (const device of outcome.devices) play.devices.set(device.serial, device);
  return arrivals;
}

/** How often each of the 48 months is paid, over both agencies. */
function charges(...commitments: (Commitment | null | undefined)[]): number[] {
  const both = commitments.filter((one) => one != null);
  const first = both[0]?.firstMonth ?? '2026-11';
  return Array.from({ length: 60 }, (_, index) => addMonths(first, index - 6)).map(
    (month) => both.filter((one) => paysFor(one, month)).length,
  );
}

const ONCE = [...Array(6).fill(0), ...Array(48).fill(1), ...Array(6).fill(0)];

describe('a move to another agency is approved by both', () => {
  test('Rules 22 and 36: the agency, then the receiving agency; each on its own figures', () => {
    const play = asked([leased('7BLUE01')]);
    expect(play.request).toMatchObject({ status: 'awaiting approval', step: 'agency', toAgency: 'REV' });
    expect(reasons(play.accept(mia))).toBe('This does not wait for the receiving agency approval now.');
    play.decide(max, 'approve', 'agency');
    expect(play.request).toMatchObject({ status: 'awaiting approval', step: 'receiving agency' });
    play.accept(mia);
    expect(play.request).toMatchObject({
      status: 'in work',
      quote: { netCount: -1, supportChangeCents: -2500 },
      approvals: [
        { by: { name: 'Max Moreau' }, saw: { netCount: -1 }, terms: null },
        {
          by: { name: 'Mia Martin' },
          saw: { netCount: 1, supportChangeCents: 2500 },
          terms: { billingCode: 'REV-100' },
        },
      ],
    });
  });

  test('Rule 22: only an approver of the receiving agency decides for it', () => {
    const play = asked([leased('7BLUE01')]);
    play.decide(max, 'approve', 'agency');
    for (const other of [nora, ravi, ed]) {
      expect(reasons(play.accept(other))).toBe('Only an approver of REV can decide this.');
    }
  });

  test('Rule 16: who gets a device does not approve it', () => {
    const remy = person(20, 'Remy Roth', 'REV', 'agency approver');
    const play = new Play(leased('7BLUE01'));
    play.ask(rita, 'move', { serials: '7BLUE01', newAgency: 'REV', newUser: 'Remy Roth', reason: 'Needed.' }, [remy]);
    play.decide(max, 'approve', 'agency');
    expect(reasons(play.accept(remy))).toMatch(/This is for you/);
    play.accept(mia);
    expect(play.status()).toBe('in work');
  });

  test('Rules 16 and 21: nor does who is approved for name themselves as the user', () => {
    const play = asked([leased('7BLUE01')]);
    play.decide(max, 'approve', 'agency');
    const ray = { ...person(21, 'Ray Ross', 'REV', 'requester'), standsInFor: [{ person: mia, over: false }] };
    for (const assignedUser of ['Mia Martin', 'Ray Ross', 'Max Moreau'])
      expect(reasons(play.accept(ray, false, 'REV-100', { assignedUser }))).toMatch(/cannot be for them/);
    play.accept(ray, false, 'REV-100', { assignedUser: 'Ravi Rao' });
    expect(play.status()).toBe('in work');
  });

  test('Rules 36 and 43: what counts for no support and has served is purged before it leaves the agency', () => {
    const sanitized = { on: '2026-11-01', method: 'clear', request: 'PARKS-AAAAAA' } as const;
    const flags = { countsForSupport: false, holdsStorage: true, support: [] };
    const nas = leased('7NAS001', { ...flags, status: 'spare', assignedUser: null, sanitized });
    const play = asked([nas], { newUser: 'Ravi Rao', newLocation: 'Room 5' }, [commitment('7NAS001', '2024-07')]);
    expect(play.request?.units[0]?.plan).toContain('sanitize');
    const leaving = new Play(nas);
    leaving.ask(rita, 'decommission', { serials: '7NAS001', outcome: 'surplus', reason: 'Too old.' });
    expect(leaving.request?.units[0]?.plan).toEqual(['sanitize', 'place']);
  });

  test('Rule 16: a move to the only approver of the other agency is refused at once', () => {
    const play = asked([leased('7BLUE01')], { newUser: 'Mia Martin' });
    expect(play.last && reasons(play.last)).toMatch(/^Nobody at REV could approve this/);
  });

  test('Rule 28: the billing code is one of the receiving agency’s', () => {
    const play = asked([leased('7BLUE01')]);
    play.decide(max, 'approve', 'agency');
    for (const code of ['', 'PARKS-100']) {
      const outcome = play.accept(mia, true, code);
      expect(outcome.problems).toEqual([
        { field: 'billingCode', text: 'Choose the billing code that pays for the devices.' },
      ]);
    }
    expect(play.status()).toBe('awaiting approval');
  });

  test('Rule 18: rejected by the receiving agency it is over, and the device stays where it is', () => {
    const play = asked([leased('7BLUE01')]);
    play.decide(max, 'approve', 'agency');
    expect(reasons(play.decide(mia, 'reject', 'receiving agency'))).toMatch(/A reason is needed/);
    play.decide(mia, 'reject', 'receiving agency', 'No budget.');
    expect(play.status()).toBe('rejected');
    expect(play.devices.get('7BLUE01')).toMatchObject({ status: 'in service', agency: 'PARKS' });
    expect(play.accept(mia).already).toMatch(/Mia Martin has already rejected this/);
  });
});

describe('what is done to a device on its way', () => {
  test('Rules 36 and 43: sanitized for a transfer, and clear is not enough', () => {
    const play = agreed([leased('7BLUE01')]);
    expect(play.request?.units[0]?.plan).toEqual([
      'collect',
      'sanitize',
      'image',
      'stage',
      'dispatch',
      'deploy',
      'hand over',
    ]);
    play.work(finn, 'collect');
    expect(reasons(play.work(eve, 'image', ['7BLUE01']))).toBe('7BLUE01 must be sanitized first.');
    expect(reasons(play.sanitize(finn, { method: 'clear', technique: 'overwrite' }))).toMatch(
      /Clear is not enough for a transfer: purge it\./,
    );
    play.sanitize(finn);
    expect(play.certificates).toMatchObject([{ serial: '7BLUE01', destination: 'transferred', method: 'purge' }]);
  });

  test('Rule 5: what holds no storage is neither sanitized nor imaged', () => {
    const play = agreed([monitor('CN0000411X')], false, []);
    expect(play.request?.units[0]?.plan).toEqual(['collect', 'stage', 'dispatch', 'deploy', 'hand over']);
  });

  test('Rule 40: a reserve device that never served needs no certificate', () => {
    const reserve = leased('7BLUE04', { status: 'disaster reserve', support: [], assignedUser: null });
    expect(agreed([reserve], false, []).request?.units[0]?.plan).toEqual([
      'image',
      'stage',
      'dispatch',
      'deploy',
      'hand over',
    ]);
  });

  test('Rules 9 and 28: who gets it is named until staging, and nothing is deployed for nobody', () => {
    const play = agreed([leased('7BLUE01')]);
    play.work(finn, 'collect');
    play.sanitize(finn);
    play.work(eve, 'image');
    expect(reasons(play.work(eve, 'stage'))).toMatch(/Say who gets/);
    play.work(eve, 'stage', null, named);
    expect(play.request?.units[0]).toMatchObject({ assignedUser: { name: 'Ravi Rao' }, location: 'REV, room 5' });
  });

  test('Rule 57: the giving agency’s record never says who has it at the other one', () => {
    const play = agreed([leased('7BLUE01')]);
    play.work(finn, 'collect');
    play.sanitize(finn);
    for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) {
      play.work(eve, step, null, named);
      if (step !== 'image') expect(play.devices.get('7BLUE01')).toMatchObject({ assignedUser: null, location: null });
    }
    handedOver(play);
    expect(play.devices.get('7BLUE01')).toMatchObject({ assignedUser: null, location: null, status: 'transferred' });
  });

  test('Rules 41 and 45: support stops with the certificate here, and starts with the deployment there', () => {
    const play = deployed([leased('7BLUE01')]);
    const given = play.devices.get('7BLUE01');
    expect(given?.support).toEqual([{ from: '2024-07-15', to: '2026-11-24' }]);
    const [arrival] = handedOver(play);
    expect(arrival?.device.support).toEqual([{ from: '2026-11-24', to: null }]);
    expect(arrival && isSupported(arrival.device)).toBe(true);
  });
});

describe('handed over', () => {
  test('Rules 28 and 36: in service there, complete, billed to the code that was chosen; transferred here', () => {
    const play = deployed([leased('7BLUE01')]);
    expect(play.devices.get('7BLUE01')).toMatchObject({ status: 'in transit', openRequest: 'PARKS-7K3M9Q' });
    expect(play.status()).toBe('in work');
    const [arrival] = handedOver(play);
    expect(arrival?.device).toMatchObject({
      agency: 'REV',
      billingCode: 'REV-100',
      status: 'in service',
      assignedUser: { name: 'Ravi Rao' },
      location: 'REV, room 5',
      openRequest: null,
      sanitized: null,
      transfer: { from: 'PARKS', to: 'REV', on: '2026-11-24' },
    });
    expect(play.devices.get('7BLUE01')).toMatchObject({ agency: 'PARKS', status: 'transferred', openRequest: null });
    expect(play.status()).toBe('closed');
  });

  test('the story says whose approval it was, and where the device went', () => {
    const play = asked([leased('7BLUE01')], {}, [commitment('7BLUE01', '2024-07')]);
    const labels = () => play.request && timeline(play.request).map(({ label }) => label);
    expect(labels()).toEqual([
      'Submitted',
      'Agency approval',
      'REV approval',
      'Collected',
      'Sanitized',
      'Imaged',
      'Staged',
      'Dispatched',
      'Deployed',
      'Handed over to REV',
    ]);
    play.decide(max, 'approve', 'agency');
    play.accept(mia, true);
    const approved = play.request && timeline(play.request).find(({ label }) => label === 'REV approved');
    expect(approved).toMatchObject({ by: { name: 'Mia Martin' }, note: 'takes over the commitment' });
  });

  test('doing it twice is doing it once', () => {
    const play = deployed([leased('7BLUE01')]);
    handedOver(play);
    const { request } = play;
    expect(request && decideHandOver(request, ['7BLUE01'], play.devices, now).events).toEqual([]);
  });

  test('a device that comes back goes on with its old record: what it was on support for stays billed', () => {
    const old = leased('7BLUE01', {
      agency: 'REV',
      status: 'transferred',
      support: [{ from: '2025-01-01', to: '2025-06-01' }],
    });
    const play = deployed([leased('7BLUE01')]);
    const [arrival] = handedOver(play, { devices: new Map([['7BLUE01', old]]), commitments: new Map() });
    expect(arrival?.device.support).toEqual([
      { from: '2025-01-01', to: '2025-06-01' },
      { from: '2026-11-24', to: null },
    ]);
  });
});

describe('the commitment of a device that goes to another agency', () => {
  test('Rule 36: stays with the ordering agency unless it is taken over', () => {
    const play = deployed([leased('7BLUE01')]);
    const [arrival] = handedOver(play);
    expect(arrival?.commitment).toBeNull();
    expect(play.commitments.get('7BLUE01')).toEqual(commitment('7BLUE01', '2024-07'));
    expect(charges(play.commitments.get('7BLUE01'))).toEqual(ONCE);
  });

  test('Rules 36 and 46: taken over, from the month of the deployment on; both together pay 48, each month once', () => {
    const play = deployed([leased('7BLUE01')], true);
    const [arrival] = handedOver(play);
    const given = play.commitments.get('7BLUE01');
    expect(given).toEqual({ ...commitment('7BLUE01', '2024-07'), spans: [{ from: null, before: '2026-11' }] });
    expect(arrival?.commitment).toEqual({
      ...commitment('7BLUE01', '2024-07'),
      agency: 'REV',
      billingCode: 'REV-100',
      spans: [{ from: '2026-11', before: null }],
    });
    expect(charges(given, arrival?.commitment)).toEqual(ONCE);
    expect(given && paysFor(given, '2026-10')).toBe(28);
    expect(arrival?.commitment && paysFor(arrival.commitment, '2026-11')).toBe(29);
  });

  test('Rule 14: each agency owes its own part', () => {
    const play = deployed([leased('7BLUE01')], true);
    const [arrival] = handedOver(play);
    const given = play.commitments.get('7BLUE01');
    expect(given && paidBy(given, '2026-11')).toMatchObject({
      monthsBilled: 28,
      charge: 29,
      monthsOwed: 0,
      owedCents: 0,
      lastMonth: '2026-10',
    });
    expect(arrival?.commitment && paidBy(arrival.commitment, '2026-11')).toMatchObject({
      monthsBilled: 28,
      charge: 29,
      monthsOwed: 19,
      owedCents: 19 * 3292,
      lastMonth: '2028-06',
    });
  });

  test('Rule 47: of a device that never served they begin with its first deployment, whoever pays', () => {
    for (const takesOver of [false, true]) {
      const reserve = leased('7BLUE01', { status: 'disaster reserve', support: [], assignedUser: null });
      const play = agreed([reserve], takesOver, [commitment('7BLUE01', null)]);
      for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) play.work(eve, step, null, named);
      const [arrival] = handedOver(play);
      const both = [play.commitments.get('7BLUE01'), arrival?.commitment];
      expect(both.map((one) => (one ? paysFor(one, '2026-11') : undefined))).toEqual(
        takesOver ? [undefined, 1] : [1, undefined],
      );
      expect(charges(...both)).toEqual(ONCE);
    }
  });

  test('Rule 46: what is paid off, and what is not leased, has nothing to take over', () => {
    const paid = commitment('7BLUE01', '2020-07');
    const play = deployed([leased('7BLUE01')], true, [paid]);
    expect(handedOver(play)[0]?.commitment).toBeNull();
    expect(play.commitments.get('7BLUE01')).toEqual(paid);
    expect(handedOver(deployed([legacy('5CG0000003')], true, []))[0]?.commitment).toBeNull();
  });

  test('Rule 46: taken over and back again, still 48, each month once', () => {
    const play = deployed([leased('7BLUE01')], true);
    const earlier: Commitment = {
      ...commitment('7BLUE01', '2024-07'),
      agency: 'REV',
      spans: [{ from: '2025-01', before: '2025-06' }],
    };
    play.commitments.set('7BLUE01', {
      ...commitment('7BLUE01', '2024-07'),
      spans: [
        { from: null, before: '2025-01' },
        { from: '2025-06', before: '2026-11' },
      ],
    });
    const known = { devices: new Map(), commitments: new Map([['7BLUE01', earlier]]) };
    const [arrival] = handedOver(play, known);
    expect(arrival?.commitment?.spans).toEqual([
      { from: '2025-01', before: '2025-06' },
      { from: '2026-11', before: null },
    ]);
    expect(charges(play.commitments.get('7BLUE01'), arrival?.commitment)).toEqual(ONCE);
  });
});
