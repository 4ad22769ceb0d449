import type { Person } from '../domain/people.ts';
import { roleFor } from '../domain/people.ts';
import { whyNotDecide } from '../domain/request/authority.ts';
import type { ApprovalStep, Request } from '../domain/request/state.ts';
import { readAll } from './directory.ts';
import type { Condition, Store } from './ports/store.ts';

/** Every request that waits for a person's decision, be it for somebody else (Rule 21); the oldest first. */
export async function waitingForDecision(store: Store, person: Person): Promise<Request[]> {
  const { agency, standsInFor = [] } = person;
  const holders = [person, ...standsInFor.filter(({ over }) => !over).map((other) => other.person)];
  const holds = (permission: Parameters<typeof roleFor>[1]) =>
    holders.some((holder) => holder.agency === agency && roleFor(holder, permission, agency) !== undefined);
  const waiting = await waitingFor(store, [
    ...(holds('approve as billing') ? [[at('billing')]] : []),
    ...(holds('approve for EUC') ? [[at('EUC')]] : []),
    // What comes from other agencies lies with them: see docs/decisions/011.
    ...(holds('approve for the agency')
      ? [
          [at('agency'), { pk: agency }],
          [at('receiving agency'), { field: 'toAgency', is: agency }],
        ]
      : []),
  ]);
  return waiting.filter((request) => isToDecide(request, person));
}

/** Whether a request waits for a decision that this person may give. */
export function isToDecide(request: Request, person: Person): boolean {
  return request.status === 'awaiting approval' && whyNotDecide(request, request.step, person) === undefined;
}

/** Requests that meet any of these lists of conditions, oldest first. All, however many: whose they are is seen in each alone. */
async function waitingFor(store: Store, either: readonly Condition[][]): Promise<Request[]> {
  if (either.length === 0) return [];
  const where: Condition[] = [{ field: 'status', is: 'awaiting approval' }, { either }];
  const found = await readAll(store, { type: 'request', where, orderBy: { field: 'submittedAt' } });
  return found.map(({ body }) => body);
}

/** A request that waits for this step. */
function at(step: ApprovalStep): Condition {
  return { field: 'step', is: step };
}
