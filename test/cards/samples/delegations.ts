import type { DelegationsView } from '../../../src/desk/views/delegations.ts';
import type { View } from '../../../src/desk/views.ts';
import type { Delegation } from '../../../src/domain/delegation.ts';
import type { Person } from '../../../src/domain/people.ts';
import { who } from '../../../src/domain/people.ts';
import { approval, full, short } from './request.ts';
import { after, submitted } from './requests.ts';
import { daysAgo, HOSTILE, MAX, NORA, NOW, PARKS, RITA } from './world.ts';

function named({ id, name }: Person): Delegation['delegate'] {
  return { id, name };
}

function delegation(from: string, until: string, delegate: Person = RITA): Delegation {
  return { approver: named(MAX), delegate: named(delegate), from, until, endedAt: null };
}

function delegations(changes: Partial<DelegationsView> = {}): DelegationsView {
  return {
    card: 'delegations',
    person: MAX,
    agency: PARKS,
    rows: [],
    choices: [named(NORA), named(RITA)],
    hasMore: false,
    inputs: { delegate: '', from: '', until: '', find: '' },
    problems: [],
    note: null,
    now: NOW,
    ...changes,
  };
}

const waiting = submitted();
const decision = {
  step: 'agency',
  by: who(RITA),
  for: who(MAX),
  role: 'agency approver',
  at: daysAgo(0, '15:31:00'),
  revision: 1,
  saw: waiting.quote,
  terms: null,
  deliverTo: null,
} as const;
const approvedForMax = after(waiting, {
  type: 'approved',
  decision: { ...decision, verdict: 'approved', reason: null },
});
const rejectedForMax = after(waiting, {
  type: 'rejected',
  decision: { ...decision, verdict: 'rejected', reason: 'Not this year.' },
});
const hostile = { ...RITA, name: HOSTILE.link };

/** Delegating, what a delegate sees, and what comes when nobody decides (Rule 21). */
export const DELEGATION_VIEWS: Readonly<Record<string, View>> = {
  'delegations-none': delegations(),
  'delegations-some': delegations({
    rows: [delegation('2026-11-24', '2026-12-04'), delegation('2026-12-21', '2027-01-04', NORA)],
    note: 'Delegated to Nora Nash.',
  }),
  'delegations-problems': delegations({
    inputs: { delegate: RITA.id, from: '2026-11-30', until: '2026-11-27', find: '' },
    problems: [{ field: 'until', text: 'Choose the first day or a later one.' }],
  }),
  'delegations-many-hostile': delegations({
    rows: [delegation('2026-12-21', '2026-12-21', hostile)],
    choices: Array.from({ length: 60 }, (_, no) => ({
      id: `00000000-0000-4000-8000-0000000001${String(no).padStart(2, '0')}`,
      name: no === 0 ? HOSTILE.link : `Person number ${no}`,
    })),
    hasMore: true,
    inputs: { delegate: '', from: HOSTILE.template, until: '', find: 'o' },
  }),
  'delegations-nobody-found': delegations({
    choices: [],
    hasMore: true,
    inputs: { delegate: '', from: '', until: '', find: 'zzz' },
  }),
  'delegated-now': { card: 'delegated', delegation: delegation('2026-11-24', '2026-12-04'), now: NOW },
  'delegated-again': { card: 'delegated', delegation: delegation('2026-11-24', '2026-12-04'), again: true, now: NOW },
  'delegated-planned': { card: 'delegated', delegation: delegation('2026-12-21', '2027-01-04'), now: NOW },
  'approval-for-another': approval(waiting, { for: 'Max Moreau' }),
  'approval-reminder': approval({ ...waiting, submittedAt: daysAgo(4) }, { nudge: 'reminder' }),
  'approval-second-reminder': approval({ ...waiting, submittedAt: daysAgo(7) }, { nudge: 'second reminder' }),
  'approval-passed-on': approval({ ...waiting, submittedAt: daysAgo(7) }, { nudge: 'passed on', for: 'Max Moreau' }),
  'decided-for-another': short(approvedForMax, ['Ed Evans']),
  'decided-delegation-over': short(
    waiting,
    ['Max Moreau', 'Nora Nash'],
    'You no longer decide for Max Moreau: that delegation is over. Only an approver of PARKS can decide this.',
  ),
  'decided-delegated-to-you': short(
    waiting,
    ['nobody until Rita Reyes ends the delegation to Nora Nash'],
    'Rita Reyes asked for this and has delegated to you. Someone else must decide it, or Rita Reyes ends that delegation.',
  ),
  'request-approved-for-another': full(approvedForMax, { next: ['Ed Evans'] }),
  'request-rejected-for-another': full(rejectedForMax),
  'request-not-decided': full(waiting, {
    next: ['Max Moreau', 'Nora Nash'],
    note: 'Nobody has decided this for 5 business days. Now it is with Max Moreau, Nora Nash.',
  }),
};
