import type { Mutant } from './mutant.ts';

/** What keeps the rules of disaster reserve, of cancelling in part, and of the requests an order opens. */
export const RESERVE_AND_CANCELLING: readonly Mutant[] = [
  {
    breaks: 'Rule 13: what goes to reserve does not count',
    file: 'kinds/order/lines.ts',
    find: 'quantity, reserve }) => quantity - reserve',
    replace: 'quantity }) => quantity',
  },
  {
    breaks: 'Rule 16: a name is the same however it is typed',
    file: 'domain/words.ts',
    find: 'return spelled(one) === spelled(other);',
    replace: 'return one === other;',
  },
  {
    breaks: 'Rule 18: nobody decides on figures that have changed since',
    file: 'domain/request/approve.ts',
    find: "command.revision !== request.revision || request.status === 'returned'",
    replace: "request.status === 'returned'",
  },
  {
    breaks: 'Rule 20: what an order has opened is EUC’s to cancel',
    file: 'domain/request/cancel.ts',
    find: "(route.includes('EUC') || parent !== null)",
    replace: "route.includes('EUC')",
  },
  {
    breaks: 'Rule 20: what is deployed is not cancelled',
    file: 'domain/request/cancel.ts',
    find: 'if (unit.cancelled || (isFinished(unit) && unit.plan.length > 0)) return false;',
    replace: 'if (unit.cancelled) return false;',
  },
  {
    breaks: 'Rule 20: only the units that are named are cancelled',
    file: 'domain/request/cancel.ts',
    find: 'named.includes(no) && !cancelled',
    replace: 'no > 0 && !cancelled',
  },
  {
    breaks: 'Rule 20: units are counted among those the card showed',
    file: 'domain/request/which-units.ts',
    find: ' && shown.includes(no)',
    replace: '',
  },
  {
    breaks: 'Rule 20: of an item those that have come the least far are cancelled',
    file: 'domain/request/which-units.ts',
    find: 'others.toSorted(byHowFar).slice(0, units)',
    replace: 'others.slice(0, units)',
  },
  {
    breaks: 'Rule 20: the story has no steps that only cancelled units would take',
    file: 'domain/request/ending.ts',
    find: "plan.includes(step) && (!cancelled || step === 'bring back')",
    replace: "plan.includes(step) && (cancelled || !cancelled || step === 'bring back')",
  },
  {
    breaks: 'Rule 20: what has left its shelf is brought back',
    file: 'domain/request/cancel.ts',
    find: "isOrdered(unit) && unit.plan.slice(0, unit.done).includes('stage')",
    replace: "isOrdered(unit) && unit.plan.slice(0, unit.done).includes('place')",
  },
  {
    breaks: 'Rule 20: a cancelled request is not over while devices of it are out',
    file: 'domain/request/ending.ts',
    find: 'units.every((unit) => nextStep(unit) === undefined)',
    replace: 'units.every((unit) => unit.cancelled || nextStep(unit) === undefined)',
  },
  {
    breaks: 'Rule 20: nothing is cancelled without a reason',
    file: 'domain/request/cancel.ts',
    find: 'if (unsaid.length > 0) return refusedFor(unsaid);',
    replace: '',
  },
  {
    breaks: 'Rule 32: a cancelled device is not admitted on its way back',
    file: 'domain/admission.ts',
    find: 'if (bringing !== undefined && unitWith(bringing, serial)?.cancelled)',
    replace: 'if (bringing === undefined && device === undefined)',
  },
  {
    breaks: 'Rule 13: a replaced device stays where nothing comes in its place',
    file: 'domain/request/after-cancelling.ts',
    find: ' || units.length === 0 ? 0',
    replace: ' ? 0',
  },
  {
    breaks: 'Rule 12: a resubmission keeps the devices it still names',
    file: 'desk/outbox/release.ts',
    find: 'isOpen(request) ? serialsOf(request) : new Set<string>()',
    replace: 'isOpen(request) ? new Set<string>() : serialsOf(request)',
    tests: ['test/desk/bring-back.test.ts'],
  },
  {
    breaks: 'Rule 57: what an agency says of a cancelled move is not told to the other one',
    file: 'desk/who-sees.ts',
    find: 'isToldToAll(cancellation.role) ? cancellation',
    replace: 'request.id ? cancellation',
    tests: ['test/desk/transfer-seen.test.ts'],
  },
  {
    breaks: 'Rule 15: a form does not take the number of a request that an order opens',
    file: 'desk/form-data.ts',
    find: 'request: z.string().regex(REQUEST_ID),',
    replace: 'request: requestId,',
    tests: ['test/desk/life.test.ts'],
  },
  {
    breaks: 'Rule 37: what is kept in reserve is for nobody',
    file: 'domain/request/unit-work.ts',
    find: 'if (unit.becomes !== null) return stageForReserve(unit, record, named.get(record.serial));',
    replace: '',
  },
  {
    breaks: 'Rule 46: the 48 months of a reserve device do not begin when it is placed',
    file: 'domain/request/unit-work.ts',
    find: 'unbegunCommitment(device, request.id, rateCents)',
    replace: 'startedCommitment(device, request.id, rateCents, now.day)',
  },
  {
    breaks: 'Rule 47: the 48 months of a reserve device begin when it first serves',
    file: 'domain/request/unit-work.ts',
    find: 'firstMonth: before.firstMonth ?? month',
    replace: 'firstMonth: before.firstMonth',
  },
];
