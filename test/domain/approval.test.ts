import { may } from '../../src/domain/people.ts';
import { whyNotDecide } from '../../src/domain/request/authority.ts';
import { catalog, ed, eve, form, max, mia, nora, Play, person, ravi, reasons, rita } from './office.ts';

describe('submitting', () => {
  test('a requester orders for their own agency only', () => {
    const play = new Play();
    play.submit(rita);
    expect(play.request).toMatchObject({ status: 'awaiting approval', step: 'agency', revision: 1, commits: 1 });
    expect(reasons(new Play().submit(ravi))).toBe('You cannot make requests for PARKS.');
    expect(reasons(new Play().submit(eve))).toBe('You cannot make requests for PARKS.');
  });

  test('submitting twice is submitting once', () => {
    const play = new Play();
    play.submit(rita);
    const before = play.request;
    expect(play.submit(rita).already).toBe('PARKS-7K3M9Q was submitted already. Nothing was changed.');
    expect(play.request).toBe(before);
  });

  test('nobody submits over another one’s request', () => {
    const play = new Play();
    play.submit(rita);
    expect(reasons(play.submit(nora))).toBe('PARKS-7K3M9Q was made by someone else.');
  });

  test('Rule 16: an order that nobody could approve is not taken', () => {
    const play = new Play();
    const outcome = play.submit(max, form({ assignedUser: 'Nora Nash' }));
    expect(reasons(outcome)).toMatch(/^Nobody at PARKS could approve this/);
    expect(play.request).toBeUndefined();
  });
});

describe('Rule 16: two approvals, by two people, neither the requester nor who gets the device', () => {
  test('the agency approves first, then EUC', () => {
    const play = new Play();
    play.submit(rita);
    expect(reasons(play.decide(ed, 'approve', 'EUC'))).toBe('This does not wait for the EUC approval now.');
    play.decide(max, 'approve', 'agency');
    expect(play.request).toMatchObject({ status: 'awaiting approval', step: 'EUC' });
    play.decide(ed, 'approve', 'EUC');
    expect(play.status()).toBe('in work');
  });

  test('an approver cannot approve an order for themselves, asked for or received', () => {
    const asked = new Play();
    asked.submit(nora);
    expect(reasons(asked.decide(nora, 'approve', 'agency'))).toMatch(/^You asked for this yourself/);
    const received = new Play();
    received.submit(rita, form({ assignedUser: 'max  moreau' }));
    expect(reasons(received.decide(max, 'approve', 'agency'))).toMatch(/^This is for you/);
  });

  test('one person who holds both roles gives one approval only', () => {
    const both = person(15, 'Bo Both', 'PARKS', 'agency approver', 'EUC approver');
    const play = new Play();
    play.submit(rita);
    play.decide(both, 'approve', 'agency');
    expect(reasons(play.decide(both, 'approve', 'EUC'))).toMatch(/^You gave the first approval/);
    expect(play.request).toMatchObject({ step: 'EUC' });
  });

  test('approvers of another agency, requesters and EUC workers decide nothing', () => {
    const play = new Play();
    play.submit(rita);
    for (const other of [mia, rita, ed]) {
      expect(reasons(play.decide(other, 'approve', 'agency'))).toBe('Only an approver of PARKS can decide this.');
    }
    expect(reasons(play.decide(max, 'approve', 'EUC'))).toBe('Only an EUC approver can decide this.');
    expect(may(mia, 'approve for the agency', 'PARKS')).toBe(false);
  });
});

describe('Rule 17: what was approved is kept as it was seen', () => {
  test('the figures, the time, the person, the role and the catalog version stand with the decision', () => {
    const play = new Play().approved();
    expect(play.request?.approvals).toMatchObject([
      {
        step: 'agency',
        by: { name: 'Max Moreau' },
        role: 'agency approver',
        at: '2026-11-24T15:00:00.000Z',
        revision: 1,
      },
      {
        step: 'EUC',
        by: { name: 'Ed Evans' },
        role: 'EUC approver',
        saw: { termCents: 316032, catalogVersion: '2026-07-01' },
      },
    ]);
    expect(play.request?.approvals[0]?.saw).toEqual(play.request?.quote);
  });

  test('a change voids both approvals', () => {
    const play = new Play();
    play.submit(rita);
    play.decide(max, 'approve', 'agency');
    play.decide(ed, 'return', 'EUC', 'One laptop is enough.');
    play.submit(rita, form({ lines: [{ item: 'LT-STD', quantity: '1' }] }));
    expect(play.request).toMatchObject({ status: 'awaiting approval', step: 'agency', revision: 2, approvals: [] });
    expect(play.request?.quote.termCents).toBe(158016);
  });

  test('Rule 3: a resubmission is priced anew', () => {
    const play = new Play();
    play.submit(rita);
    play.decide(max, 'return', 'agency', 'Wait for the new rates.');
    const items = catalog.items.map((item) => ({ ...item, rateCents: item.rateCents + 100 }));
    play.submit(rita, form(), { catalog: { ...catalog, version: '2026-12-01', items } });
    expect(play.request?.quote).toMatchObject({ catalogVersion: '2026-12-01', monthlyCents: 6784 });
  });
});

describe('Rule 18: reasons, second decisions and stale cards', () => {
  test.each(['return', 'reject'] as const)('%s needs a reason', (type) => {
    const play = new Play();
    play.submit(rita);
    expect(play.decide(max, type, 'agency', '  ').problems).toEqual([
      { field: 'reason', text: 'A reason is needed. The requester will read it.' },
    ]);
    expect(play.decide(max, type, 'agency', 'x'.repeat(501)).problems).toHaveLength(1);
    expect(play.status()).toBe('awaiting approval');
  });

  test('a second decision changes nothing and says who was first', () => {
    const play = new Play();
    play.submit(rita);
    play.decide(max, 'approve', 'agency');
    const before = play.request;
    expect(play.decide(nora, 'reject', 'agency', 'No.').already).toBe(
      'Max Moreau has already approved this. Nothing was changed.',
    );
    expect(play.decide(max, 'approve', 'agency').already).toMatch(/^Max Moreau has already approved/);
    expect(play.request).toBe(before);
  });

  test('a second decision on a returned or rejected request says so too', () => {
    const returned = new Play();
    returned.submit(rita);
    returned.decide(max, 'return', 'agency', 'Which room?');
    expect(returned.decide(nora, 'approve', 'agency').already).toMatch(/^Max Moreau has already returned this/);
    const rejected = new Play();
    rejected.submit(rita);
    rejected.decide(max, 'reject', 'agency', 'No money.');
    expect(rejected.decide(nora, 'approve', 'agency').already).toMatch(/^Max Moreau has already rejected this/);
    expect(rejected.status()).toBe('rejected');
  });

  test('an approval of figures that have changed since is refused', () => {
    const play = new Play();
    play.submit(rita);
    play.decide(max, 'return', 'agency', 'More.');
    play.submit(rita, form({ lines: [{ item: 'LT-STD', quantity: '9' }] }));
    const stale = play.act(max, { type: 'approve', step: 'agency', revision: 1, reason: '' });
    expect(reasons(stale)).toMatch(/^This request was changed since this card was sent/);
    expect(play.request?.approvals).toEqual([]);
  });

  test('the approver of the first step is told apart from who may still decide the second', () => {
    const play = new Play();
    play.submit(rita);
    play.decide(max, 'approve', 'agency');
    expect(play.request && whyNotDecide(play.request, 'EUC', eve)).toBeUndefined();
  });
});

describe('Rule 20: cancelling', () => {
  test.each([
    ['the requester', rita],
    ['an approver of the agency', max],
    ['an EUC approver', ed],
  ])('before EUC has approved, %s can cancel', (_who, actor) => {
    const play = new Play();
    play.submit(rita);
    play.decide(nora, 'approve', 'agency');
    play.cancel(actor, 'Not needed.');
    expect(play.request).toMatchObject({ status: 'cancelled', reason: 'Not needed.', by: { name: actor.name } });
  });

  test('another agency cannot', () => {
    const play = new Play();
    play.submit(rita);
    expect(reasons(play.cancel(mia))).toMatch(/^Only the requester/);
  });

  test('after EUC has approved only an EUC approver can', () => {
    const play = new Play().approved();
    expect(reasons(play.cancel(rita))).toMatch(/only an EUC approver can cancel/);
    expect(reasons(play.cancel(max))).toMatch(/only an EUC approver can cancel/);
    play.cancel(eve);
    expect(play.status()).toBe('cancelled');
  });

  test('what is deployed stays; the rest goes, and its devices are back in the warehouse for nobody', () => {
    const play = new Play().approved();
    play.receive(eve, ['8KLM2X3', '8KLM2X4']);
    play.work(eve, 'image');
    play.work(eve, 'stage');
    for (const step of ['dispatch', 'deploy'] as const) play.work(eve, step, ['8KLM2X3']);
    play.cancel(ed);
    play.work(eve, 'bring back');
    expect(play.status()).toBe('closed');
    expect(play.devices.get('8KLM2X3')?.status).toBe('in service');
    expect(play.devices.get('8KLM2X4')).toMatchObject({ status: 'received', openRequest: null, assignedUser: null });
  });

  test('a cancelled request stays so', () => {
    const play = new Play();
    play.submit(rita);
    play.cancel(rita);
    expect(play.cancel(max).already).toBe('Rita Reyes has cancelled this already.');
    expect(reasons(play.decide(max, 'approve', 'agency'))).not.toBe('');
    expect(play.status()).toBe('cancelled');
  });
});
