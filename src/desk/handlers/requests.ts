import { isInSpans } from '../../domain/numbers.ts';
import { isEuc, type Person, roleFor } from '../../domain/people.ts';
import { authorityOn, type Decide } from '../../domain/request/approve.ts';
import { canBeCancelled, problemsOfCancelling, roleToCancel, whyNotCancel } from '../../domain/request/cancel.ts';
import { isDelivered } from '../../domain/request/ending.ts';
import type { RequestEvent } from '../../domain/request/events.ts';
import { refusedFor } from '../../domain/request/outcome.ts';
import type { Request } from '../../domain/request/state.ts';
import { chosenUnits, type NamedUnits, unitsToCount } from '../../domain/request/which-units.ts';
import type { ActionData } from '../actions.ts';
import { readAll } from '../directory.ts';
import { agencyOfRequest, keys } from '../documents.ts';
import type { House } from '../house.ts';
import { howMany } from '../how-many.ts';
import { loadDevices } from '../load.ts';
import { perform, performAll, unitsIn } from '../perform.ts';
import type { Condition, Query, Stored } from '../ports/store.ts';
import { approverView, concerns, maySee, notFound, refusal, requestView, wasSeenFor } from '../present.ts';
import type { RequestListView } from '../views/requests.ts';
import type { View } from '../views.ts';
import { waitingForDecision } from '../waiting.ts';
import { rowOf } from './request-rows.ts';

/** Requests a list shows on a page. */
const A_PAGE = 6;

/** Units one commit cancels. */
const CANCELLED_AT_ONCE = 90;

/** Reads a request that a person may see. */
export async function findRequest(house: House, person: Person, id: string): Promise<Request | undefined> {
  return (await findStored(house, person, id))?.body;
}

/** The same as it is stored, for what is done to it next. */
export async function findStored(house: House, person: Person, id: string): Promise<Stored<'request'> | undefined> {
  const stored = await house.store.read(keys.request(id));
  return stored !== undefined && maySee(person, stored.body) ? stored : undefined;
}

/** A request in full, by its id. */
export async function openRequest(house: House, person: Person, id: string, from = 0): Promise<View> {
  const request = await findRequest(house, person, id);
  return request === undefined ? notFound(id) : requestView(house, request, person, { from });
}

/** A request for decision, or in short when there is nothing for this person to decide. */
export async function openApproval(house: House, person: Person, id: string): Promise<View> {
  const request = await findRequest(house, person, id);
  if (request !== undefined) return approverView(house, request, person);
  return notSeen(person, (await house.store.read(keys.request(id)))?.body, id);
}

/** For a card that is still there after its delegation is over (Rule 21); to anybody else there is no such request. */
function notSeen(person: Person, request: Request | undefined, id: string): View {
  const away = request && wasSeenFor(person, request);
  if (away === undefined) return notFound(id);
  return refusal('Not yours any more', `You no longer decide for ${away.name}: that delegation is over.`);
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
  const { billingCode, assignedUser, location, deliverTo } = data;
  const chosen = {
    billingCode: billingCode.trim(),
    takesOver: data.takesOver === 'true',
    assignedUser,
    location,
    deliverTo,
  };
  const command: Decide = {
    type,
    step: data.step,
    revision: data.revision,
    reason,
    deliverTo,
    ...(agency && { terms: { ...chosen, agency } }),
  };
  const { request, outcome } = await perform(house, data.request, person, async (request) => {
    const authority = request && authorityOn(request, data.step, person);
    return { command, devices: new Map(), role: authority && 'role' in authority ? authority.role : null };
  });
  if (request === undefined || !maySee(person, request)) {
    return request !== undefined && (await wasTheirs(house, person, request, data.revision))
      ? changedSince()
      : notSeen(person, request, data.request);
  }
  const [problem = null] = outcome.problems;
  const typed = problem?.field === 'reason' && type !== 'approve' ? { verb: type, reason } : null;
  return approverView(house, request, person, {
    note: outcome.already ?? problem?.text ?? null,
    problem,
    typed,
    chosen,
  });
}

/** Whether an earlier submission of a request had come to a person's agency, so that they may know that it is there (Rule 57). */
async function wasTheirs(house: House, person: Person, request: Request, revision: number): Promise<boolean> {
  if (!concerns(person, request) || revision >= request.revision) return false;
  const where = [{ field: 'request', is: request.id }];
  const story = await readAll(house.store, { type: 'journal', pk: request.agency, where, orderBy: { field: 'at' } });
  const decisions = story.flatMap(({ body }) =>
    body.events.flatMap((event) => ('decision' in event ? event.decision : [])),
  );
  return decisions.some((one) => {
    return one.step === 'agency' && one.verdict === 'approved' && one.revision === revision;
  });
}

/** Rule 18, for a card whose request is another agency's own again until it has approved it anew (Rule 57). */
function changedSince(): View {
  return refusal('Changed', 'This was changed since this card was sent. It comes to you again when it is your turn.');
}

/** Cancels what is not deployed yet (Rule 20). */
export async function cancelRequest(house: House, person: Person, data: ActionData<'request.cancel'>): Promise<View> {
  const agency = agencyOfRequest(data.request);
  const stored = await findStored(house, person, data.request);
  if (stored === undefined) return notFound(data.request);
  const { cancelWhat: what, cancelWhich: which, cancelReason: reason } = data;
  const { request, outcome } = await performAll(house, stored, person, CANCELLED_AT_ONCE, async (request) => {
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

/** The new devices that a card showed as still to be cancelled; all that can be, where it does not say. */
function cardUnits(request: Request, spans: string): number[] {
  const units = spans === '' ? unitsToCount(request) : request.units.filter(({ no }) => isInSpans(spans, no));
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

/** Requests, newest first: one's own, an approver's agency's and those that bring it devices, or for EUC everybody's. */
export async function listRequests(house: House, person: Person, page: ActionData<'requests.open'>): Promise<View> {
  const query = { type: 'request', ...whichRequests(person) } as const;
  const after = page.after === undefined ? {} : { after: page.after };
  const orderBy = { field: 'submittedAt', descending: true } as const;
  const found = await house.store.query({ ...query, orderBy, limit: A_PAGE, ...after });
  const total = await howMany(house.store, query, found, page);
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

function whichRequests(person: Person): Pick<Query<'request'>, 'pk' | 'where'> {
  const { agency } = person;
  if (isEuc(person)) return { where: [] };
  if (roleFor(person, 'approve for the agency', agency) !== undefined)
    return { where: [{ either: theirsAndIncoming(agency) }] };
  return { pk: agency, where: [{ field: 'requester.id', is: person.id }] };
}

/** An agency's requests, and those of others that bring it devices: from its turn on, and not where it never came (Rule 57). */
function theirsAndIncoming(agency: string): Condition[][] {
  const to: Condition = { field: 'toAgency', is: agency };
  const turn = 'receiving agency' satisfies Decide['step'];
  return [
    [{ pk: agency }],
    [to, { field: 'step', is: turn }],
    [to, { field: 'decision.step', is: turn }],
    [to, { field: 'status', is: 'in work' }],
    [to, { field: 'status', is: 'closed' }],
  ];
}

/** What waits for this person's decision, oldest first. */
export async function listApprovals(house: House, person: Person, page: ActionData<'approvals.open'>): Promise<View> {
  const mine = await waitingForDecision(house.store, person);
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
