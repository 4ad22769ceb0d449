import { problemsOfLength } from '../lengths.ts';
import { roleFor, who } from '../people.ts';
import { isBlank, wordsOf } from '../words.ts';
import { WORK_STEPS } from '../work-steps.ts';
import { alreadySo, happened, type Outcome, type Problem, refused, refusedFor } from './outcome.ts';
import { nextStep, type Request } from './state.ts';
import type { WorkContext } from './unit-work.ts';
import { doneAlready, whoDoes } from './work.ts';

/** An item of a purchase, bought by OTS with a purchase order (Rule 52). */
export interface Procure {
  type: 'procure';
  item: string;
  /** The number of the purchase order. */
  number: string;
  supplier: string;
}

/** Records with whom all units of an item were ordered. They have no devices yet, so all of them go in one commit. */
export function decideProcure(request: Request, command: Procure, { actor, now }: WorkContext): Outcome {
  const role = roleFor(actor, WORK_STEPS.procure.permission, request.agency);
  if (role === undefined) return refused(`Procure is not yours to do: ${whoDoes('procure')} does it.`);
  const takers = request.units.filter(({ item, plan, cancelled }) => {
    return item === command.item && plan.includes('procure') && !cancelled;
  });
  if (takers.length === 0) return refused(`${request.id} has no ${command.item} to procure.`);
  const waiting = takers.filter((unit) => nextStep(unit) === 'procure');
  if (waiting.length === 0) return alreadySo(doneAlready(null, 'procure'));
  if (request.status !== 'in work') return refused(`${request.id} is ${request.status}; nothing can be bought for it.`);
  const problems = problemsOf(command);
  if (problems.length > 0) return refusedFor(problems);
  const units = waiting.map(({ no }) => ({ no, serial: null, assignedUser: null, location: null }));
  const purchaseOrder = { number: wordsOf(command.number), supplier: wordsOf(command.supplier) };
  return happened([{ type: 'worked', at: now.at, by: who(actor), role, step: 'procure', units, purchaseOrder }]);
}

function problemsOf({ number, supplier }: Procure): Problem[] {
  const problems: Problem[] = [];
  if (isBlank(supplier)) problems.push({ field: 'supplier', text: 'Say which supplier it is ordered from.' });
  if (isBlank(number)) problems.push({ field: 'number', text: 'Write the number of the purchase order.' });
  return [
    ...problems,
    ...problemsOfLength('supplier', supplier, 'name'),
    ...problemsOfLength('number', number, 'number'),
  ];
}
