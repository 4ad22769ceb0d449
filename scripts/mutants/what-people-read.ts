import type { Mutant } from './mutant.ts';

/** What keeps people told, and what they read true. */
export const WHAT_PEOPLE_READ: readonly Mutant[] = [
  {
    breaks: 'Rule 44: the validator of a sanitization is told',
    file: 'desk/tasks.ts',
    find: 'certificates.flatMap(({ validator }) => validator.id ?? [])',
    replace: 'certificates.flatMap(({ performer }) => performer.id ?? [])',
    tests: ['test/desk/named.test.ts'],
  },
  {
    breaks: 'who has a device is told once that it is to be collected',
    file: 'desk/tasks.ts',
    find: "if (after.status !== 'in work' || before?.status === 'in work') return [];",
    replace: "if (after.status !== 'in work') return [];",
    tests: ['test/desk/named.test.ts'],
  },
  {
    breaks: 'Rule 57: why the giving agency returned a move is its own',
    file: 'desk/who-sees.ts',
    find: " && lastReturn.step !== 'agency' && lastReturn.toAgency === whole.toAgency;",
    replace: ';',
    tests: ['test/desk/transfer-seen.test.ts'],
  },
  {
    breaks: 'Rule 20: a device that is brought back names nobody it does not reach',
    file: 'cards/device.ts',
    find: "if (isComingBack(underWay)) return { assignedUser: 'nobody',",
    replace: "if (underWay === undefined) return { assignedUser: 'nobody',",
    tests: ['test/desk/bring-back.test.ts'],
  },
];
