import { isInSpans } from '../../domain/numbers.ts';
import { isEuc, type Person, roleFor } from '../../domain/people.ts';
import { afterCancelling } from '../../domain/request/after-cancelling.ts';
import { APPROVALS, agencyOfStep, type Decide, whyNotDecide } from '../../domain/request/approve.ts';
import { canBeCancelled, problemsOfCancelling, roleToCancel, whyNotCancel } from '../../domain/request/cancel.ts';
import { isDelivered } from '../../domain/request/ending.ts';
import type { RequestEvent } from '../../domain/request/events.ts';
import { refusedFor } from '../../domain/request/outcome.ts';
import type { Request } from '../../domain/request/state.ts';
import { timeline } from '../../domain/request/timeline.ts';
import { chosenUnits, type NamedUnits, unitsToCome } from '../../domain/request/which-units.ts';
import type { ActionData } from '../actions.ts';
import { readAll } from '../directory.ts';
import { agencyOfRequest, keys } from '../documents.ts';
import type { House } from '../house.ts';
import { loadDevices } from '../load.ts';
import { perform, performAll, unitsIn } from '../perform.ts';
import type { Condition, Query } from '../ports/store.ts';
import { approverView, asSeenBy, concerns, maySee, notFound, refusal, requestView } from '../present.ts';
import type { RequestListView, RequestRow } from '../views/requests.ts';
import type { View } from '../views.ts';

/** Requests a list shows on a page. */
const A_PAGE = 6;

/** Units one commit cancels. */
const CANCELLED_AT_ONCE = 90;

/** Reads a request that a person may see. */
export async function findRequest(house: House, person: Person, id: string): Promise<Request | undefined> {
  const request = (await house.store.read(keys.request(id)))?.body;
  return request !== undefined && maySee(person, request) ? request : undefined;
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
  const agency = data.step === 'receiving agency' ? await house.directory.agency(person.agency) : undefined;
  const terms = { billingCode: data.billingCode.trim(), takesOver: data.takesOver === 'true' };
  const command: Decide = {
    type,
    step: data.step,
    revision: data.revision,
    reason,
    ...(agency && { terms: { ...terms, agency } }),
  };
  const { request, outcome } = await perform(house, data.request, person, async (request) => {
    const role = request && roleFor(person, APPROVALS[data.step], agencyOfStep(request, data.step));
    return { command, devices: new Map(), role: role ?? null };
  });
  if (request === undefined || !maySee(person, request)) {
    const wasChanged = request !== undefined && concerns(person, request) && data.revision < request.revision;
    return wasChanged ? changedSince() : notFound(data.request);
  }
  const [problem = null] = outcome.problems;
  const typed = problem?.field === 'reason' && type !== 'approve' ? { verb: type, reason } : null;
  return approverView(house, request, person, {
    note: outcome.already ?? problem?.text ?? null,
    problem,
    typed,
    terms: agency === undefined ? null : terms,
  });
}

/** Rule 18, for a card whose request is another agency's own again until it has approved it anew (Rule 57). */
function changedSince(): View {
  return refusal('Changed', 'This was changed since this card was sent. It comes to you again when it is your turn.');
}

/** Cancels what is not deployed yet (Rule 20). */
export async function cancelRequest(house: House, person: Person, data: ActionData<'request.cancel'>): Promise<View> {
  const agency = agencyOfRequest(data.request);
  if ((await findRequest(house, person, data.request)) === undefined) return notFound(data.request);
  const { cancelWhat: what, cancelWhich: which, cancelReason: reason } = data;
  const { request, outcome } = await performAll(house, data.request, person, CANCELLED_AT_ONCE, async (request) => {
    const named =
      request === undefined || data.whole
        ? ALL
        : chosenUnits(request, { what, which }, cardUnits(request, data.toCome));
    const why = request && whyNotCancel(request, person);
    if (why === undefined && named.problems.length > 0) {
      return refusedFor([...named.problems, ...problemsOfCancelling(reason)]);
    }
    const { units } = named;
    const meant = request?.units.filter((unit) => canBeCancelled(unit) && (units?.includes(unit.no) ?? true)) ?? [];
    const serials = meant.slice(0, CANCELLED_AT_ONCE).flatMap(({ serial }) => serial ?? []);
    const devices = await loadDevices(house.store, agency, serials);
    const role = request === undefined ? null : roleToCancel(request, person);
    return { command: { type: 'cancel', reason, units }, devices, role, atMost: CANCELLED_AT_ONCE };
  });
  if (request === undefined) return notFound(data.request);
  // After the last part there is nothing left to cancel, which is no refusal.
  const problems = outcome.events.length === 0 ? outcome.problems : [];
  const refused = problems.length > 0;
  const said = refused ? problems.map(({ text }) => text).join(' ') : cancelledNote(outcome.events, request);
  return requestView(house, request, person, {
    note: said ?? outcome.already,
    refused,
    typed: refused ? { what, which, reason, problems } : null,
  });
}

const ALL: NamedUnits = { units: null, problems: [] };

/** The units that a card showed as still to come; all that are, where it does not say. */
function cardUnits(request: Request, spans: string): number[] {
  const units = spans === '' ? unitsToCome(request) : request.units.filter(({ no }) => isInSpans(spans, no));
  return units.map(({ no }) => no);
}

/** "2 devices cancelled, 1 to be brought back. The others go on."; nothing where all of it has ended, which the card says. */
function cancelledNote(events: readonly RequestEvent[], request: Request): string | null {
  const count = unitsIn(events);
  if (count === 0 || request.status === 'cancelled') return null;
  const back = events.flatMap((event) => (event.type === 'units cancelled' ? (event.bringBack ?? []) : [])).length;
  const said = `${count} ${count === 1 ? 'device' : 'devices'} cancelled`;
  const rest = isDelivered(request) ? '' : ' The others go on.';
  return `${said}${back === 0 ? '' : `, ${back} to be brought back`}.${rest}`;
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
  const { agency } = person;
  const forEuc = roleFor(person, 'approve for EUC', agency) !== undefined;
  const forAgency = roleFor(person, 'approve for the agency', agency) !== undefined;
  const waiting = await Promise.all([
    roleFor(person, 'approve as billing', agency) === undefined ? [] : waitingFor(house, { step: 'billing' }),
    forEuc ? waitingFor(house, { step: 'EUC' }) : [],
    forAgency ? waitingFor(house, { step: 'agency', pk: agency }) : [],
    // These lie with the agencies that give the devices away: see docs/decisions/011.
    forAgency ? waitingFor(house, { step: 'receiving agency', toAgency: agency }) : [],
  ]);
  const mine = waiting
    .flat()
    .filter((request) => isYours(request, person))
    .sort((one, other) => (one.submittedAt < other.submittedAt ? -1 : 1));
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

/** Requests that wait for a step, in one agency's partition or in all, for one receiving agency or any. All, however many: whose they are
 * is seen in each alone. */
async function waitingFor(
  house: House,
  { step, pk, toAgency }: { step: Decide['step']; pk?: string; toAgency?: string },
): Promise<Request[]> {
  const where: Condition[] = [
    ...(toAgency === undefined ? [] : [{ field: 'toAgency', is: toAgency }]),
    { field: 'status', is: 'awaiting approval' },
    { field: 'step', is: step },
  ];
  const query = { type: 'request', where, orderBy: { field: 'submittedAt' } } as const;
  const found = await readAll(house.store, pk === undefined ? query : { ...query, pk });
  return found.map(({ body }) => body);
}

function isYours(request: Request, person: Person): boolean {
  if (request.status === 'returned') return request.requester.id === person.id;
  return request.status === 'awaiting approval' && whyNotDecide(request, request.step, person) === undefined;
}

function rowOf(request: Request, person: Person): RequestRow {
  const now = timeline(request).findLast(({ state }) => state === 'now' || state === 'stopped');
  const seen = asSeenBy(person, request);
  const { id, kind, title, agency, status, submittedAt, quote } = seen;
  // A list says what is left of a request; the request itself, what was approved too.
  const left = afterCancelling(seen) ?? quote;
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
    monthlyCents: left.monthlyCents,
    termCents: left.termCents,
    netCount: left.netCount ?? quote.netCount,
    submittedAt,
    yours: isYours(request, person),
  };
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
