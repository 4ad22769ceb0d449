import {
  type Delegating,
  type Delegation,
  delegate,
  delegationsAfter,
  endDelegation,
  isInForce,
} from '../../src/domain/delegation.ts';
import type { Person } from '../../src/domain/people.ts';
import { authorityOn, whoMayDecide } from '../../src/domain/request/authority.ts';
import { decidedBy } from '../../src/domain/request/timeline.ts';
import { ed, eve, form, max, mia, nora, now, Play, person, ravi, reasons, rita } from './office.ts';

const pam = person(20, 'Pam Park', 'PARKS', 'requester');
const gone = { ...person(21, 'Gus Gone', 'PARKS'), roles: [] };
const bo = person(15, 'Bo Both', 'PARKS', 'agency approver', 'EUC approver');
const bill = person(11, 'Bill Baker', 'OTS', 'billing');

/** A person with those who have delegated to them. */
function standingIn(delegate: Person, ...away: Person[]): Person {
  return { ...delegate, standsInFor: away.map((person) => ({ person, over: false })) };
}

function asked(change: Partial<Delegating> = {}): Delegating {
  return { delegate: pam, from: '2026-11-24', until: '2026-12-04', ...change };
}

function given(from: string, until: string, change: Partial<Delegation> = {}): Delegation {
  const name = ({ id, name }: Person) => ({ id, name });
  return { approver: name(max), delegate: name(pam), from, until, endedAt: null, ...change };
}

describe('Rule 21: delegating', () => {
  test('names somebody of the agency, from one day until another, both included', () => {
    const { change } = delegate([], asked(), max, now);
    expect(change).toMatchObject({ type: 'delegated', delegation: { delegate: { name: 'Pam Park' } } });
    const [one] = change === null ? [] : delegationsAfter([], change, now.day);
    const days = ['2026-11-23', '2026-11-24', '2026-12-04', '2026-12-05'];
    expect(days.map((day) => one !== undefined && isInForce(one, day))).toEqual([false, true, true, false]);
  });

  test.each<[string, Partial<Delegating>, string, string]>([
    ['nobody', { delegate: undefined }, 'delegate', 'Choose who decides for you.'],
    ['oneself', { delegate: max }, 'delegate', 'Choose somebody else than yourself.'],
    ['somebody of another agency', { delegate: ravi }, 'delegate', 'Choose somebody of PARKS who is in the directory.'],
    ['somebody without a role', { delegate: gone }, 'delegate', 'Choose somebody of PARKS who is in the directory.'],
    ['no first day', { from: '' }, 'from', 'Choose the first day.'],
    ['no day of the calendar', { from: '2026-02-30' }, 'from', 'Choose the first day.'],
    ['no last day', { until: 'soon' }, 'until', 'Choose the last day.'],
    ['the past', { from: '2026-11-23' }, 'from', 'Choose today or a later day.'],
    ['years ahead', { from: '2028-01-01', until: '2028-01-02' }, 'from', 'Choose a day within a year.'],
    ['the end before the start', { until: '2026-11-23' }, 'until', 'Choose the first day or a later one.'],
    ['more than a year', { until: '2027-11-26' }, 'until', 'Choose a day within a year of the first one.'],
  ])('is refused for %s', (_what, change, field, text) => {
    expect(delegate([], asked(change), max, now)).toEqual({ change: null, problems: [{ field, text }], already: null });
  });

  test('is refused where it overlaps another one of the same approver, by a day', () => {
    const list = [given('2026-12-04', '2026-12-10')];
    expect(reasonsOf(delegate(list, asked(), max, now))).toMatch(
      /^You have delegated to Pam Park for some of these days/,
    );
    expect(delegate(list, asked({ until: '2026-12-03' }), max, now).change).not.toBeNull();
    // Another approver's is no hindrance, nor what was ended.
    expect(delegate(list, asked(), nora, now).change).not.toBeNull();
    expect(delegate([given('2026-11-24', '2026-12-10', { endedAt: now.at })], asked(), max, now).change).not.toBeNull();
  });

  test('the same twice is once', () => {
    const list = [given('2026-11-24', '2026-12-04')];
    expect(delegate(list, asked(), max, now).already).toBe(
      'You have delegated this to Pam Park already. Nothing was changed.',
    );
  });

  test('takes a dozen planned ones and no more', () => {
    const list = Array.from({ length: 12 }, (_, no) =>
      given(`2027-${String(no + 1).padStart(2, '0')}-01`, `2027-${String(no + 1).padStart(2, '0')}-02`),
    );
    expect(reasonsOf(delegate(list, asked(), max, now))).toBe(
      'You have 12 delegations already. End one of them first.',
    );
    expect(delegate(list.slice(1), asked(), max, now).change).not.toBeNull();
  });

  test('is for those who approve: agency, EUC and billing; a delegate passes nothing on', () => {
    expect(reasonsOf(delegate([], asked({ delegate: nora }), pam, now))).toMatch(/^Only approvers delegate/);
    expect(reasonsOf(delegate([], asked({ delegate: nora }), standingIn(pam, max), now))).toMatch(
      /^What was delegated to you is not yours to pass on/,
    );
    expect(delegate([], asked({ delegate: eve }), ed, now).change).not.toBeNull();
    expect(delegate([], asked({ delegate: ed }), bill, now).change).not.toBeNull();
  });
});

function reasonsOf({ problems }: { problems: { text: string }[] }): string {
  return problems.map(({ text }) => text).join(' ');
}

describe('Rule 21: ending a delegation', () => {
  const list = [given('2026-11-20', '2026-12-04'), given('2026-12-21', '2026-12-31')];

  test('ends that one, at once and for good, and its approver alone does', () => {
    const { change } = endDelegation(list, { delegate: pam.id, from: '2026-11-20' }, max, now);
    const after = change === null ? [] : delegationsAfter(list, change, now.day);
    expect(after.map((one) => isInForce(one, now.day))).toEqual([false, false]);
    expect(after.map(({ endedAt }) => endedAt)).toEqual([now.at, null]);
    expect(endDelegation(after, { delegate: pam.id, from: '2026-11-20' }, max, now).already).toMatch(/over already/);
    expect(endDelegation(list, { delegate: pam.id, from: '2026-11-20' }, nora, now).change).toBeNull();
  });

  test('what was over long ago is left out of the list', () => {
    const old = [given('2026-01-01', '2026-08-25'), given('2026-01-01', '2026-08-26')];
    const { change } = delegate([], asked(), max, now);
    expect(change && delegationsAfter(old, change, now.day).map(({ until }) => until)).toEqual([
      '2026-08-26',
      '2026-12-04',
    ]);
  });
});

describe('Rules 16 and 21: a delegate', () => {
  const pamForMax = standingIn(pam, max);

  test('decides what the approver may, and it is kept for whom', () => {
    const play = new Play();
    play.submit(rita);
    play.decide(pamForMax, 'approve', 'agency');
    const [decision] = play.request?.approvals ?? [];
    expect(decision).toMatchObject({ by: { name: 'Pam Park' }, for: { name: 'Max Moreau' }, role: 'agency approver' });
    expect(decision && decidedBy(decision)).toBe('Pam Park for Max Moreau');
    expect(reasons(play.decide(pamForMax, 'approve', 'EUC'))).toBe('Only an EUC approver can decide this.');
    play.decide(ed, 'approve', 'EUC');
    expect(play.status()).toBe('in work');
  });

  test('returns and rejects for the approver too', () => {
    for (const type of ['return', 'reject'] as const) {
      const play = new Play();
      play.submit(rita);
      play.decide(pamForMax, type, 'agency', 'Not now.');
      expect(play.request).toMatchObject({ decision: { by: { name: 'Pam Park' }, for: { name: 'Max Moreau' } } });
    }
  });

  test('is none any more when it is over, or the approver is none, or of another agency', () => {
    const over = { ...pam, standsInFor: [{ person: max, over: true }] };
    const play = new Play();
    play.submit(rita);
    expect(reasons(play.decide(over, 'approve', 'agency'))).toBe(
      'You no longer decide for Max Moreau: that delegation is over. Only an approver of PARKS can decide this.',
    );
    for (const away of [{ ...max, roles: ['requester' as const] }, { ...max, agency: 'REV' }, mia]) {
      expect(reasons(play.decide(standingIn(pam, away), 'approve', 'agency'))).toBe(
        'Only an approver of PARKS can decide this.',
      );
    }
    // Who has left for another agency takes the delegation of an EUC approver along to nowhere.
    play.decide(max, 'approve', 'agency');
    expect(reasons(play.decide(standingIn(pam, ed), 'approve', 'EUC'))).toBe('Only an EUC approver can decide this.');
  });

  test('never decides what they asked for themselves, or what is for them', () => {
    const own = new Play();
    own.submit(pam);
    expect(reasons(own.decide(pamForMax, 'approve', 'agency'))).toMatch(/^You asked for this yourself/);
    const gets = new Play();
    gets.submit(rita, form({ assignedUser: 'Pam Park' }));
    expect(reasons(gets.decide(pamForMax, 'approve', 'agency'))).toMatch(/^This is for you/);
  });

  test('never decides what the approver asked for, or what is for the approver', () => {
    const own = new Play();
    own.submit(nora);
    expect(reasons(own.decide(standingIn(pam, nora), 'approve', 'agency'))).toBe(
      'Nora Nash asked for this, so you cannot decide it for them.',
    );
    const gets = new Play();
    gets.submit(rita, form({ assignedUser: 'Max Moreau' }));
    expect(reasons(gets.decide(pamForMax, 'approve', 'agency'))).toBe(
      'This is for Max Moreau, so you cannot decide it for them.',
    );
    // Not for another one who has delegated to them either.
    expect(reasons(gets.decide(standingIn(pam, max, nora), 'approve', 'agency'))).toBe(
      'This is for Max Moreau, who has delegated to you. Someone else must decide it, or Max Moreau ends that delegation.',
    );
    gets.decide(standingIn(pam, nora), 'approve', 'agency');
    expect(gets.request?.approvals).toMatchObject([{ for: { name: 'Nora Nash' } }]);
  });

  test('of both sides does not give both approvals', () => {
    const both = standingIn(pam, max, bo);
    const play = new Play();
    play.submit(rita);
    play.decide(both, 'approve', 'agency');
    expect(reasons(play.decide(both, 'approve', 'EUC'))).toMatch(/^You gave the first approval/);
    expect(play.request).toMatchObject({ step: 'EUC' });
  });

  test('who has approved does not give the second for another, nor has the second given for them', () => {
    const asBoth = new Play();
    asBoth.submit(rita);
    asBoth.decide(nora, 'approve', 'agency');
    expect(reasons(asBoth.decide(standingIn(nora, bo), 'approve', 'EUC'))).toMatch(/^You gave the first approval/);
    const bos = new Play();
    bos.submit(rita);
    bos.decide(bo, 'approve', 'agency');
    expect(reasons(bos.decide(standingIn(pam, bo), 'approve', 'EUC'))).toBe(
      'The first approval is Bo Both’s; the second must come from someone else.',
    );
  });

  test('and the approver are one where the first approval was given for that approver', () => {
    const play = new Play();
    play.submit(rita);
    play.decide(standingIn(pam, bo), 'approve', 'agency');
    expect(reasons(play.decide(bo, 'approve', 'EUC'))).toMatch(/^The first approval was given for you/);
    const other = person(22, 'Olga Orr', 'PARKS', 'requester');
    expect(reasons(play.decide(standingIn(other, bo), 'approve', 'EUC'))).toMatch(/^The first approval is Bo Both’s/);
  });

  test('who is an approver too decides in their own right, but nothing of who has delegated to them', () => {
    const play = new Play();
    play.submit(rita);
    play.decide(standingIn(max, nora), 'approve', 'agency');
    expect(play.request?.approvals).toMatchObject([{ by: { name: 'Max Moreau' } }]);
    expect(play.request?.approvals[0]?.for).toBeUndefined();
    const noras = new Play();
    noras.submit(nora);
    expect(reasons(noras.decide(standingIn(max, nora), 'approve', 'agency'))).toBe(
      'Nora Nash asked for this and has delegated to you. Someone else must decide it, or Nora Nash ends that delegation.',
    );
    // Once it is over, or was never an approver's, it keeps nobody from deciding.
    const over = { ...max, standsInFor: [{ person: nora, over: true }] };
    expect(noras.request && authorityOn(noras.request, 'agency', over)).toEqual({ role: 'agency approver', for: null });
  });

  test('passes nothing on: who they stand in for brings their own rights alone', () => {
    const play = new Play();
    play.submit(rita);
    const chained = standingIn(rita, pamForMax);
    expect(play.request && authorityOn(play.request, 'agency', { ...chained, id: ravi.id })).toEqual({
      why: 'Only an approver of PARKS can decide this.',
    });
  });

  test('is among those who may decide', () => {
    const play = new Play();
    play.submit(nora);
    const people = play.request
      ? whoMayDecide(play.request, 'agency', [max, nora, pamForMax, standingIn(rita, nora)])
      : [];
    expect(people.map(({ name }) => name)).toEqual(['Max Moreau', 'Pam Park']);
  });
});
