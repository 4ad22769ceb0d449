import type { Mutant } from './mutant.ts';

/** What keeps the rules of reading serials, of who names places and users, and of what a device may end as. */
export const WHEREABOUTS: readonly Mutant[] = [
  {
    breaks: 'Rule 30: an odd word swallows no serial of a list',
    file: 'domain/read-serials.ts',
    find: 'const swallowed = isList && words.length > 1 ? words.filter(isWhole).length : 0;',
    replace: 'const swallowed = isList && words.length > 99 ? 1 : 0;',
  },
  {
    breaks: 'Rule 30: what is known decides where a serial ends',
    file: 'domain/read-serials.ts',
    find: 'isSerial(serial) && isKnown(serial) ? [] :',
    replace: 'isKnown === undefined ? [] :',
  },
  {
    breaks: 'Rule 16: who approves a move is not named as who gets it',
    file: 'domain/request/choices.ts',
    find: 'if (assignedUser !== null && approvers.some(',
    replace: 'if (assignedUser === null && approvers.some(',
    tests: ['test/desk/incoming.test.ts'],
  },
  {
    breaks: 'Rule 23: EUC’s approval may name another place of delivery, and only EUC’s',
    file: 'domain/request/approve.ts',
    find: "if (step !== 'EUC' || !request.units.some(isOrdered)) return nothing;",
    replace: '',
    tests: ['test/desk/incoming.test.ts'],
  },
  {
    breaks: 'Rule 25: labels are printed by EUC',
    file: 'desk/files/labels.ts',
    find: "if (!may(person, 'print labels', request.agency)) return notYours();",
    replace: '',
    tests: ['test/desk/labels.test.ts'],
  },
  {
    breaks: 'Rule 25: the label of one device is printed by EUC',
    file: 'desk/files/labels.ts',
    find: "if (!may(person, 'print labels', device.agency)) return notYours();",
    replace: '',
    tests: ['test/desk/labels.test.ts'],
  },
  {
    breaks: 'Rule 40: nothing is placed without a certificate on record',
    file: 'domain/request/unit-work.ts',
    find: 'if (needed && record.sanitized === null)',
    replace: "if (needed && serial === '')",
  },
  {
    breaks: 'Rule 40: a method that is not enough does not do at the end either',
    file: 'domain/request/unit-work.ts',
    find: 'record.sanitized === null ? undefined : whyNotSufficient(record.sanitized.method, unit.becomes)',
    replace: "record.sanitized === null ? undefined : whyNotSufficient('purge', unit.becomes)",
  },
  {
    breaks: 'Rule 41: support stops here when a device is staged for another agency',
    file: 'domain/request/unit-work.ts',
    find: '{ ...stopSupport(staged, now.day), assignedUser: null',
    replace: '{ ...staged, assignedUser: null',
  },
  {
    breaks: 'Rule 57: another agency’s request is listed from the receiver’s turn on only',
    file: 'desk/handlers/request-lists.ts',
    find: "[to, { field: 'step', is: turn }],",
    replace: '[to],',
    tests: ['test/desk/incoming.test.ts'],
  },
  {
    breaks: 'Rule 57: whom the receiving agency names is its own to know',
    file: 'desk/who-sees.ts',
    find: '(staged || terms?.assignedUser ?',
    replace: '(staged ?',
    tests: ['test/desk/incoming.test.ts'],
  },
  {
    breaks: 'Rule 44: a medium without a number of its own is printed as such',
    file: 'print/certificate.ts',
    find: "normalizeSerial(mediaSerial) === serial ? 'None of its own'",
    replace: "mediaSerial === '' ? 'None of its own'",
    tests: ['test/print/certificate.test.ts'],
  },
  {
    breaks: 'Rule 57: who never had a request is not told that it was changed',
    file: 'desk/handlers/approvals.ts',
    find: "one.step === 'agency' && one.verdict === 'approved' && one.revision === revision",
    replace: "one.step === 'agency'",
    tests: ['test/desk/transfer-seen.test.ts'],
  },
  {
    breaks: 'Rule 35: a commitment with no months left is billed to nobody anew',
    file: 'domain/commitment.ts',
    find: 'return isOver ? commitment : billedTo(commitment, billingCode, month);',
    replace: 'return isOver === undefined ? commitment : billedTo(commitment, billingCode, month);',
    tests: ['test/domain/billing/two-agencies.test.ts'],
  },
];
