import type { Person } from '../domain/people.ts';
import { roleFor } from '../domain/people.ts';
import { whyNotDecide } from '../domain/request/approve.ts';
import type { ApprovalStep, Request } from '../domain/request/state.ts';
import { readAll } from './directory.ts';
import type { Condition, Store } from './ports/store.ts';

/** Every request that waits for a person's decision, be it for somebody else (Rule 21); the oldest first. */
export async function waitingForDecision(store: Store, person: Person): Promise<Request[]> {
  const { agency, standsInFor = [] } = person;
  const holders = [person, ...standsInFor.filter(({ over }) => !over).map((other) => other.person)];
  const holds = (permission: Parameters<typeof roleFor>[1]) =>
    holders.some((holder) => holder.agency === agency && roleFor(holder, permission, agency) !== undefined);
  const forAgency = holds('approve for the agency');
  const waiting = await Promise.all([
    holds('approve as billing') ? waitingFor(store, { step: 'billing' }) : [],
    holds('approve for EUC') ? waitingFor(store, { step: 'EUC' }) : [],
    forAgency ? waitingFor(store, { step: 'agency', pk: agency }) : [],
    // These lie with the agencies that give the devices away: see docs/decisions/011.
    forAgency ? waitingFor(store, { step: 'receiving agency', toAgency: agency }) : [],
  ]);
  return waiting
    .flat()
    .filter((request) => isToDecide(request, person))
    .sort((one, other) => (one.submittedAt < other.submittedAt ? -1 : 1));
}

/** Whether a request waits for a decision that this person may give. */
export function isToDecide(request: Request, person: Person): boolean {
  return request.status === 'awaiting approval' && whyNotDecide(request, request.step, person) === undefined;
}

/** Requests that wait for a step, in one agency's partition or in all, for one receiving agency or any. All, however many: whose they are
 * is seen in each alone. */
async function waitingFor(
  store: Store,
  { step, pk, toAgency }: { step: ApprovalStep; pk?: string; toAgency?: string },
): Promise<Request[]> {
  const where: Condition[] = [
    ...(toAgency === undefined ? [] : [{ field: 'toAgency', is: toAgency }]),
    { field: 'status', is: 'awaiting approval' },
    { field: 'step', is: step },
  ];
  const query = { type: 'request', where, orderBy: { field: 'submittedAt' } } as const;
  const found = await readAll(store, pk === undefined ? query : { ...query, pk });
  return found.map(({ body }) => body);
}
