import { isEuc, type Person, roleFor } from '../../domain/people.ts';
import { APPROVALS, type Decide, whyNotDecide } from '../../domain/request/approve.ts';
import { canBeCancelled } from '../../domain/request/decide.ts';
import type { Request } from '../../domain/request/state.ts';
import { timeline } from '../../domain/request/timeline.ts';
import type { ActionData } from '../actions.ts';
import { agencyOfRequest, keys } from '../documents.ts';
import type { House } from '../house.ts';
import { loadDevices } from '../load.ts';
import { perform, performAll } from '../perform.ts';
import type { Condition, Query } from '../ports/store.ts';
import { approverView, maySee, notFound, requestView } from '../present.ts';
import type { RequestListView, RequestRow } from '../views/requests.ts';
import type { View } from '../views.ts';

/** Requests a list shows on a page. */
const A_PAGE = 6;

/** Waiting requests looked through for those that are this person's to decide. */
const MOST_WAITING = 100;

/** Units one commit cancels. */
const CANCELLED_AT_ONCE = 90;

/** Reads a request that a person may see. */
export async function findRequest(house: House, person: Person, id: string): Promise<Request | undefined> {
  if (!maySee(person, agencyOfRequest(id))) return undefined;
  return (await house.store.read(keys.request(id)))?.body;
}

/** A request in full, by its id. */
export async function openRequest(house: House, person: Person, id: string, from = 0): Promise<View> {
  const request = await findRequest(house, person, id);
  return request === undefined ? notFound(id) : requestView(house, request, person, { from });
}

/** A request for decision, or in short when there is nothing for this person to decide. */
export async function openApproval(house: House, person: Person, id: string): Promise<View> {
  const request = await findRequest(house, person, id);
  return request === undefined ? notFound(id) : approverView(house, request, person);
}

/** Approves, returns or rejects. */
export async function decideRequest(
  house: House,
  person: Person,
  type: Decide['type'],
  data: ActionData<'request.approve'>,
  reason: string,
): Promise<View> {
  if (!maySee(person, agencyOfRequest(data.request))) return notFound(data.request);
  const role = roleFor(person, APPROVALS[data.step], agencyOfRequest(data.request)) ?? null;
  const command: Decide = { type, step: data.step, revision: data.revision, reason };
  const { request, outcome } = await perform(house, data.request, person, async () => {
    return { command, devices: new Map(), role };
  });
  if (request === undefined) return notFound(data.request);
  const [problem = null] = outcome.problems;
  const typed = problem?.field === 'reason' && type !== 'approve' ? { verb: type, reason } : null;
  return approverView(house, request, person, { note: outcome.already ?? problem?.text ?? null, problem, typed });
}

/** Cancels what is not deployed yet (Rule 20). */
export async function cancelRequest(house: House, person: Person, data: ActionData<'request.cancel'>): Promise<View> {
  const agency = agencyOfRequest(data.request);
  if (!maySee(person, agency)) return notFound(data.request);
  const role = roleFor(person, 'cancel a request', agency) ?? roleFor(person, 'make a request', agency) ?? null;
  const { request, outcome } = await performAll(house, data.request, person, CANCELLED_AT_ONCE, async (request) => {
    const units = request?.units.filter(canBeCancelled) ?? [];
    const serials = units.slice(0, CANCELLED_AT_ONCE).flatMap(({ serial }) => serial ?? []);
    const devices = await loadDevices(house.store, agency, serials);
    return { command: { type: 'cancel', reason: data.cancelReason }, devices, role, atMost: CANCELLED_AT_ONCE };
  });
  if (request === undefined) return notFound(data.request);
  // After the last part there is nothing left to cancel, which is no refusal.
  const [problem] = outcome.events.length === 0 ? outcome.problems : [];
  return requestView(house, request, person, {
    note: problem?.text ?? outcome.already,
    refused: problem !== undefined,
  });
}

/** Requests, newest first: one's own, an approver's agency's, or for EUC everybody's. */
export async function listRequests(house: House, person: Person, page: ActionData<'requests.open'>): Promise<View> {
  const query: Pick<Query<'request'>, 'type' | 'where'> & { pk?: string } = {
    type: 'request',
    where: whichRequests(person),
  };
  if (!isEuc(person)) query.pk = person.agency;
  const after = page.after === undefined ? {} : { after: page.after };
  const [found, total] = await Promise.all([
    house.store.query({ ...query, orderBy: { field: 'submittedAt', descending: true }, limit: A_PAGE, ...after }),
    house.store.count(query),
  ]);
  const rows = found.items.map(({ body }) => rowOf(body, person));
  return {
    card: 'requests',
    list: 'requests',
    rows,
    total,
    from: page.from,
    after: found.next,
    now: house.clock.now(),
  };
}

function whichRequests(person: Person): Condition[] {
  if (isEuc(person) || roleFor(person, 'approve for the agency', person.agency) !== undefined) return [];
  return [{ field: 'requester.id', is: person.id }];
}

/** What waits for this person's decision, oldest first. */
export async function listApprovals(house: House, person: Person, page: ActionData<'approvals.open'>): Promise<View> {
  const waiting = await Promise.all([
    roleFor(person, 'approve as billing', person.agency) === undefined ? [] : waitingFor(house, 'billing', undefined),
    roleFor(person, 'approve for EUC', person.agency) === undefined ? [] : waitingFor(house, 'EUC', undefined),
    roleFor(person, 'approve for the agency', person.agency) === undefined
      ? []
      : waitingFor(house, 'agency', person.agency),
  ]);
  const mine = waiting.flat().filter((request) => isYours(request, person));
  const rows = mine.slice(page.from, page.from + A_PAGE).map((request) => rowOf(request, person));
  const more = mine.length > page.from + A_PAGE;
  const list: RequestListView['list'] = 'approvals';
  return {
    card: 'requests',
    list,
    rows,
    total: mine.length,
    from: page.from,
    after: more ? 'next' : null,
    now: house.clock.now(),
  };
}

async function waitingFor(house: House, step: Decide['step'], pk: string | undefined): Promise<Request[]> {
  const where: Condition[] = [
    { field: 'status', is: 'awaiting approval' },
    { field: 'step', is: step },
  ];
  const query: Query<'request'> = { type: 'request', where, orderBy: { field: 'submittedAt' }, limit: MOST_WAITING };
  const { items } = await house.store.query(pk === undefined ? query : { ...query, pk });
  return items.map(({ body }) => body);
}

function isYours(request: Request, person: Person): boolean {
  if (request.status === 'returned') return request.requester.id === person.id;
  return request.status === 'awaiting approval' && whyNotDecide(request, request.step, person) === undefined;
}

function rowOf(request: Request, person: Person): RequestRow {
  const now = timeline(request).findLast(({ state }) => state === 'now' || state === 'stopped');
  const { id, kind, title, agency, status, submittedAt, quote } = request;
  return {
    id,
    kind,
    title,
    agency,
    requester: request.requester.name,
    status,
    where:
      now === undefined
        ? capital(status)
        : [now.label, now.state === 'now' ? now.note : null].filter(Boolean).join(' '),
    monthlyCents: quote.monthlyCents,
    termCents: quote.termCents,
    netCount: quote.netCount,
    submittedAt,
    yours: isYours(request, person),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
