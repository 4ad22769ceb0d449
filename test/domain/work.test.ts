import { type Device, isSupported, whyNoLabel } from '../../src/domain/device.ts';
import { whyNotLeave } from '../../src/domain/request/gate.ts';
import { ed, eve, finn, form, leased, legacy, max, Play, person, reasons, rita, wanda } from './office.ts';

const two = ['8KLM2X3', '8KLM2X4'];

function received(): Play {
  const play = new Play().approved();
  play.receive(wanda, two);
  return play;
}

function staged(): Play {
  const play = received();
  play.work(wanda, 'image');
  play.work(wanda, 'stage');
  return play;
}

describe('Rule 24: receiving', () => {
  test('serial, model and warranty go on record, and the journal names who and when', () => {
    const play = received();
    expect(play.devices.get('8KLM2X3')).toMatchObject({
      status: 'received',
      agency: 'PARKS',
      billingCode: 'PARKS-200',
      item: 'LT-STD',
      model: 'Dell Latitude 5450',
      warrantyUntil: '2029-11-23',
      assignedUser: { name: 'Sam Stone' },
      openRequest: 'PARKS-7K3M9Q',
      support: [],
    });
    expect(play.journal.at(-1)).toMatchObject([
      { type: 'worked', step: 'receive', by: { name: 'Wanda White' }, role: 'warehouse' },
    ]);
  });

  test('partial receipt is normal, and the rest may come later', () => {
    const play = new Play().approved();
    play.receive(wanda, ['8KLM2X3']);
    expect(play.request?.units.map(({ serial }) => serial)).toEqual(['8KLM2X3', null]);
    play.receive(wanda, ['8KLM2X4']);
    expect(play.request?.units.map(({ serial }) => serial)).toEqual(two);
  });

  test('over-receipt is refused as a whole', () => {
    const play = new Play().approved();
    const outcome = play.receive(wanda, [...two, '8KLM2X5']);
    expect(reasons(outcome)).toBe('3 new serials, but 2 units are still to come. Nothing was received.');
    expect(outcome.events).toEqual([]);
  });

  test('Rule 30: the maker’s form is checked; the good ones go in, the bad one comes back', () => {
    const play = new Play().approved();
    const outcome = play.receive(wanda, ['8KLM2X3', '8KLM2X']);
    expect(reasons(outcome)).toBe('8KLM2X has 6 characters, a Dell serial has 7. Scan it again.');
    expect(play.request?.units.map(({ done }) => done)).toEqual([1, 0]);
  });

  test('a serial the state knows already is refused with where it is', () => {
    const play = new Play(leased('7BLUE01', { assignedUser: { id: null, name: 'Rita Reyes' } })).approved();
    expect(reasons(play.receive(wanda, ['7BLUE01']))).toBe(
      '7BLUE01 is known already: in service at PARKS with Rita Reyes. Check the label.',
    );
    const outcome = play.act(
      wanda,
      { type: 'receive', item: 'LT-STD', serials: ['8REDX01'], model: 'Dell', warrantyUntil: '2029-01-01' },
      { held: new Map([['8REDX01', 'in service at REV with Mia Martin']]) },
    );
    expect(reasons(outcome)).toBe('8REDX01 is known already: in service at REV with Mia Martin. Check the label.');
  });

  test('Rule 24: a bad serial among enough good ones is named, and holds up none of them', () => {
    const play = new Play().approved();
    const outcome = play.receive(wanda, ['8KLM2X', '8KLM2X3', '8KLM2X4']);
    expect(reasons(outcome)).toBe('8KLM2X has 6 characters, a Dell serial has 7. Scan it again.');
    expect([...play.devices.keys()]).toEqual(['8KLM2X3', '8KLM2X4']);
  });

  test('Rule 24: too many good ones are refused, and the bad one among them is named as well', () => {
    const play = new Play().approved();
    const outcome = play.receive(wanda, ['8KLM2X', '8KLM2X3', '8KLM2X4', '8KLM2X5']);
    expect(outcome.problems.map(({ text }) => text)).toEqual([
      '3 new serials, but 2 units are still to come. Nothing was received.',
      '8KLM2X has 6 characters, a Dell serial has 7. Scan it again.',
    ]);
    expect(play.devices.size).toBe(0);
  });

  test('receiving the same again changes nothing', () => {
    const play = received();
    const before = play.request;
    expect(play.receive(wanda, two).already).toBe('These devices were received already.');
    expect(play.request).toBe(before);
  });

  test('what was cancelled lies in the warehouse and may be received for the next order', () => {
    const play = received();
    play.cancel(ed);
    const next = new Play(...play.devices.values());
    next.approved();
    next.receive(wanda, ['8KLM2X3']);
    expect(next.devices.get('8KLM2X3')).toMatchObject({ status: 'received', openRequest: 'PARKS-7K3M9Q' });
  });

  test('model and warranty are needed', () => {
    const play = new Play().approved();
    const outcome = play.receive(wanda, [], { model: ' ', warrantyUntil: null });
    expect(outcome.problems.map(({ field }) => field)).toEqual(['serials', 'model', 'warranty']);
    expect(reasons(play.receive(wanda, ['8KLM2X3'], { warrantyUntil: '2026-11-23' }))).toMatch(
      /must end today or later/,
    );
  });

  test('only the warehouse receives, and only what is approved', () => {
    expect(reasons(new Play().approved().receive(finn, two))).toMatch(/warehouse does it/);
    const waiting = new Play();
    waiting.submit(rita);
    expect(reasons(waiting.receive(wanda, two))).toBe(
      'PARKS-7K3M9Q is awaiting approval; nothing can be received for it.',
    );
  });

  test('the item must be one of the order', () => {
    expect(reasons(new Play().approved().receive(wanda, two, { item: 'TB-STD' }))).toBe(
      'PARKS-7K3M9Q has no TB-STD to receive.',
    );
  });
});

describe('imaging and staging', () => {
  test('Rule 24: the steps come in order', () => {
    const play = received();
    expect(reasons(play.work(wanda, 'stage', ['8KLM2X3']))).toBe('8KLM2X3 must be imaged first.');
    play.work(wanda, 'image');
    play.work(wanda, 'stage');
    expect(play.devices.get('8KLM2X3')?.status).toBe('staged');
  });

  test('a step acts on all units or on chosen ones', () => {
    const play = received();
    play.work(wanda, 'image', ['8KLM2X4']);
    expect([...play.devices.values()].map(({ status }) => status)).toEqual(['received', 'imaged']);
    play.work(wanda, 'image');
    expect([...play.devices.values()].map(({ status }) => status)).toEqual(['imaged', 'imaged']);
  });

  test('a step done twice is done once', () => {
    const play = received();
    play.work(wanda, 'image', ['8KLM2X3']);
    const again = play.work(wanda, 'image', ['8KLM2X3']);
    expect(again).toMatchObject({ events: [], problems: [], already: '8KLM2X3 is imaged already.' });
    play.work(wanda, 'image');
    expect(play.work(wanda, 'image').already).toMatch(/imaged already/);
  });

  test('a serial of another order is refused, and holds up nothing else', () => {
    const play = received();
    const outcome = play.work(wanda, 'image', ['8KLM2X3', '7BLUE01']);
    expect(reasons(outcome)).toBe('7BLUE01 is not a device of PARKS-7K3M9Q. Check the label.');
    expect(play.devices.get('8KLM2X3')?.status).toBe('imaged');
  });

  test('Rule 25: only what is leased bears the label; what was purchased has the agency’s own tag', () => {
    const about = (origin: Device['origin']) => whyNoLabel({ serial: '8KLM2X3', origin });
    expect(about('line of service')).toBeNull();
    expect(about('purchased')).toBe('8KLM2X3 was purchased, not leased: it bears the agency’s own tag.');
    expect(about('legacy')).toContain('it bears no leased-device label');
  });

  test('Rule 25: staging is not complete without the leased-device label', () => {
    const play = received();
    play.work(wanda, 'image');
    expect(play.work(wanda, 'stage', null, { labelled: false }).problems).toEqual([
      { field: 'label', text: 'Put the leased-device label on first, then say so here.' },
    ]);
    play.work(wanda, 'stage');
    expect(play.devices.get('8KLM2X3')?.labelled).toBe(true);
  });

  test('Rule 9: who and where are named by staging at the latest', () => {
    const play = new Play().approved(form({ assignedUser: '', location: '' }));
    play.receive(wanda, two);
    play.work(wanda, 'image');
    expect(play.work(wanda, 'stage').problems.map(({ field }) => field)).toEqual(['assignedUser', 'location']);
    expect(play.work(wanda, 'stage', null, { assignedUser: 'Sam Stone' }).problems.map(({ field }) => field)).toEqual([
      'location',
    ]);
    play.work(wanda, 'stage', null, { assignedUser: 'Sam Stone', location: 'Room 2' });
    expect(play.devices.get('8KLM2X4')).toMatchObject({ assignedUser: { name: 'Sam Stone' }, location: 'Room 2' });
    expect(play.request?.units[1]).toMatchObject({ assignedUser: { name: 'Sam Stone' }, location: 'Room 2' });
  });

  test('Rule 16: a device named late cannot go to somebody who approved the order', () => {
    const play = new Play().approved(form({ assignedUser: '' }));
    play.receive(wanda, two);
    play.work(wanda, 'image');
    expect(reasons(play.work(wanda, 'stage', null, { assignedUser: 'Max Moreau' }))).toMatch(
      /who approved this request\. Name someone else, or have it asked for anew/,
    );
    expect(play.devices.get('8KLM2X3')?.status).toBe('imaged');
  });

  test('Rules 16 and 21: nor to somebody for whom another has approved it', () => {
    const play = new Play();
    play.submit(rita, form({ assignedUser: '' }));
    const pam = person(20, 'Pam Park', 'PARKS', 'requester');
    play.decide({ ...pam, standsInFor: [{ person: max, over: false }] }, 'approve', 'agency');
    play.decide(ed, 'approve', 'EUC');
    play.receive(wanda, two);
    play.work(wanda, 'image');
    expect(reasons(play.work(wanda, 'stage', null, { assignedUser: 'Max Moreau' }))).toMatch(/who approved this/);
  });

  test('an order’s named user is not changed by staging', () => {
    const play = received();
    play.work(wanda, 'image');
    play.work(wanda, 'stage', null, { assignedUser: 'Somebody Else' });
    expect(play.devices.get('8KLM2X3')?.assignedUser?.name).toBe('Sam Stone');
  });

  test('a monitor goes from receipt to staging', () => {
    const play = new Play().approved(form({ lines: [{ item: 'MN-24', quantity: '1' }] }));
    play.receive(wanda, ['CN0000411X'], { item: 'MN-24', model: 'Acme 24' });
    expect(reasons(play.work(wanda, 'image', ['CN0000411X']))).toBe('CN0000411X needs no image.');
    play.work(wanda, 'stage');
    expect(play.devices.get('CN0000411X')?.status).toBe('staged');
  });
});

describe('Rule 19: the distribution gate', () => {
  const request = () => {
    const { request } = staged();
    if (request === undefined) throw new Error('nothing was staged');
    return request;
  };

  test('with two approvals, the total and a ticket, a unit may leave', () => {
    expect(whyNotLeave(request())).toBeUndefined();
  });

  test.each([
    [
      'an approval',
      (r: ReturnType<typeof request>) => ({ ...r, approvals: r.approvals.slice(0, 1) }),
      /lacks the EUC approval/,
    ],
    ['a current approval', (r: ReturnType<typeof request>) => ({ ...r, revision: 2 }), /lacks the agency approval/],
    ['a ticket', (r: ReturnType<typeof request>) => ({ ...r, ticket: null }), /no ticket number/],
    [
      'the approved total',
      (r: ReturnType<typeof request>) => ({ ...r, quote: { ...r.quote, termCents: 1 } }),
      /not the one that was approved/,
    ],
    [
      'a second approver',
      (r: ReturnType<typeof request>) => ({
        ...r,
        approvals: r.approvals.map((a) => ({ ...a, by: { id: max.id, name: max.name } })),
      }),
      /twice by the same person/,
    ],
  ])('without %s nothing leaves', (_what, change, expected) => {
    const changed = change(request());
    expect(whyNotLeave(changed)).toMatch(expected);
    const play = staged();
    play.request = { ...changed, status: 'in work' };
    expect(reasons(play.work(finn, 'dispatch'))).toMatch(expected);
    expect(play.devices.get('8KLM2X3')?.status).toBe('staged');
  });
});

describe('Rule 26: deploying', () => {
  test('support and the 48 months start, and the record is complete', () => {
    const play = staged();
    play.work(finn, 'dispatch');
    expect(play.devices.get('8KLM2X3')?.status).toBe('in transit');
    play.work(finn, 'deploy');
    const device = play.devices.get('8KLM2X3');
    expect(device).toMatchObject({
      status: 'in service',
      support: [{ from: '2026-11-24', to: null }],
      openRequest: null,
    });
    expect(device && isSupported(device)).toBe(true);
    expect(play.commitments.get('8KLM2X3')).toEqual({
      serial: '8KLM2X3',
      agency: 'PARKS',
      billingCode: 'PARKS-200',
      earlierCodes: [],
      item: 'LT-STD',
      rateCents: 3292,
      firstMonth: '2026-11',
      spans: [{ from: null, before: null }],
      request: 'PARKS-7K3M9Q',
    });
  });

  test('the order closes with its last unit', () => {
    const play = staged();
    play.work(finn, 'dispatch');
    play.work(finn, 'deploy', ['8KLM2X3']);
    expect(play.status()).toBe('in work');
    play.work(finn, 'deploy');
    expect(play.status()).toBe('closed');
  });

  test('Rule 15: an order that replaces devices stays open until they are taken care of', () => {
    const play = new Play(legacy('5CG0000003'));
    play.approved(form({ additional: false, replaces: '5CG0000003', becomes: 'decommission' }));
    play.receive(eve, two);
    for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) play.work(eve, step);
    expect(play.status()).toBe('in work');
    expect(play.devices.get('5CG0000003')?.openRequest).toBe('PARKS-7K3M9Q');
  });

  test('Rule 5: a monitor is committed for but never supported', () => {
    const play = new Play().approved(form({ lines: [{ item: 'MN-24', quantity: '1' }] }));
    play.receive(eve, ['CN0000411X'], { item: 'MN-24', model: 'Acme 24' });
    for (const step of ['stage', 'dispatch', 'deploy'] as const) play.work(eve, step);
    const device = play.devices.get('CN0000411X');
    expect(device).toMatchObject({ status: 'in service', support: [] });
    expect(device && isSupported(device)).toBe(false);
    expect(play.commitments.get('CN0000411X')?.rateCents).toBe(563);
  });

  test('Rule 28: a record with something missing does not go in service', () => {
    const play = staged();
    play.work(finn, 'dispatch');
    for (const [serial, device] of play.devices) play.devices.set(serial, { ...device, model: '' });
    expect(reasons(play.work(finn, 'deploy'))).toMatch(/cannot go in service: no model on record/);
    expect(play.devices.get('8KLM2X3')?.status).toBe('in transit');
  });

  test('the field dispatches and deploys; the warehouse images and stages', () => {
    const play = staged();
    expect(reasons(play.work(wanda, 'dispatch'))).toMatch(/field operations does it/);
    expect(reasons(received().work(finn, 'image'))).toMatch(/warehouse does it/);
    expect(reasons(received().work(rita, 'image'))).toMatch(/warehouse does it/);
  });

  test('a commit holds so many units; repeating continues', () => {
    const play = received();
    play.work(wanda, 'image', null, {}, { atMost: 1 });
    expect([...play.devices.values()].map(({ status }) => status)).toEqual(['imaged', 'received']);
    play.work(wanda, 'image', null, {}, { atMost: 1 });
    expect([...play.devices.values()].map(({ status }) => status)).toEqual(['imaged', 'imaged']);
  });
});
