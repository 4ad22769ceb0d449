import type { Mutant } from './mutant.ts';

/** What keeps the rules of corrections and of the yearly inventory. */
export const CORRECTIONS_AND_INVENTORY: readonly Mutant[] = [
  {
    breaks: 'Rule 6: who only asks for a correction does not make it',
    file: 'domain/request/decide.ts',
    find: 'if (!isIt || !may(context.actor, WORK_STEPS.update.permission, request.agency)) return submitted;',
    replace: 'if (!isIt) return submitted;',
  },
  {
    breaks: 'Rule 35: the commitment is billed with its device',
    file: 'domain/corrections.ts',
    find: 'commitment === undefined || code === undefined ? null',
    replace: 'commitment === undefined || code !== undefined ? null',
  },
  {
    breaks: 'Rule 53: of two answers of a kind the first holds',
    file: 'domain/inventory.ts',
    find: 'isMeant && REPLACED_BY[answer].includes(said.answer) ? replacing : row;',
    replace: 'isMeant ? replacing : row;',
  },
  {
    breaks: 'Rule 53: who was out of reach is asked once',
    file: 'desk/outbox/inventory.ts',
    find: 'order.indexOf(later.why) > order.indexOf(why)',
    replace: 'order.indexOf(later.why) < 0',
    tests: ['test/desk/inventory.test.ts'],
  },
];
