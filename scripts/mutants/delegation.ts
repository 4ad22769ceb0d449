import type { Mutant } from './mutant.ts';

/** What keeps the rules of delegating and of reminding. */
export const DELEGATION: readonly Mutant[] = [
  {
    breaks: 'Rule 21: a delegate does not decide what the approver asked for',
    file: 'domain/request/authority.ts',
    find: 'if (part !== undefined) why = theirPart(other, part);',
    replace: "if (part === 'gets') why = theirPart(other, part);",
  },
  {
    breaks: 'Rules 16 and 21: the approver for whom the first approval was given does not give the second',
    file: 'domain/request/authority.ts',
    find: "return theirs ? 'approved by another' : undefined;",
    replace: "return theirs && request.agency === '' ? 'approved by another' : undefined;",
  },
  {
    breaks: 'Rule 21: a delegation that is over gives nothing',
    file: 'domain/request/authority.ts',
    find: 'away.filter(({ over }) => !over)',
    replace: 'away',
  },
  {
    breaks: 'Rule 21: no day is delegated twice by one approver',
    file: 'domain/delegation.ts',
    find: 'other.from <= until && from <= other.until',
    replace: 'other.from < until && from < other.until',
  },
  {
    breaks: 'Rule 21: holidays are no business days',
    file: 'domain/business-days.ts',
    find: ' && !holidays.has(day)',
    replace: '',
  },
  {
    breaks: 'Rule 21: nobody is reminded of what was decided or sent in anew',
    file: 'desk/outbox/remind.ts',
    find: "request.status === 'awaiting approval' && request.step === step && request.revision === revision",
    replace: "request.status === 'awaiting approval'",
    tests: ['test/desk/reminders.test.ts'],
  },
  {
    breaks: 'Rule 21: what only the requester’s own delegate could approve is not submitted',
    file: 'desk/handlers/forms.ts',
    find: 'house.directory.deciders(APPROVALS[step], agencyOfStep(draft, step))',
    replace: 'house.directory.peopleWho(APPROVALS[step], agencyOfStep(draft, step))',
    tests: ['test/desk/delegation-limits.test.ts'],
  },
  {
    breaks: 'Rule 16: a person and their delegate are not two approvals',
    file: 'domain/request/who-could-approve.ts',
    find: 'approvals: [...request.approvals, given] }',
    replace: 'approvals: [...request.approvals] }',
    tests: ['test/desk/delegation-limits.test.ts'],
  },
];
