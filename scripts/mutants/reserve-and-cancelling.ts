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
    file: 'domain/request/decide.ts',
    find: "(request.route.includes('EUC') || request.parent !== null)",
    replace: "request.route.includes('EUC')",
  },
  {
    breaks: 'Rule 20: what is deployed is not cancelled',
    file: 'domain/request/decide.ts',
    find: 'if (unit.cancelled || isFinished(unit)) return false;',
    replace: 'if (unit.cancelled) return false;',
  },
  {
    breaks: 'Rule 20: only the units that are named are cancelled',
    file: 'domain/request/decide.ts',
    find: 'named.includes(no) && !cancelled',
    replace: 'no > 0 && !cancelled',
  },
  {
    breaks: 'Rule 20: units are counted among those the card showed',
    file: 'domain/request/which-units.ts',
    find: ' && toCome.includes(no)',
    replace: '',
  },
  {
    breaks: 'Rule 20: the story has no steps that only cancelled units would take',
    file: 'domain/request/timeline.ts',
    find: 'request.units.filter(({ cancelled }) => !cancelled).map(({ plan }) => plan)',
    replace: 'request.units.map(({ plan }) => plan)',
  },
  {
    breaks: 'Rule 15: a form does not take the number of a request that an order opens',
    file: 'desk/actions.ts',
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
