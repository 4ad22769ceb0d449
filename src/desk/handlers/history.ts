import { correctionsBetween, wordsOfCorrections } from '../../domain/corrections.ts';
import { may, type Person } from '../../domain/people.ts';
import type { RequestEvent } from '../../domain/request/events.ts';
import type { Decision, Request } from '../../domain/request/state.ts';
import { approvalName } from '../../domain/request/timeline.ts';
import { WORK_STEPS } from '../../domain/work-steps.ts';
import type { ActionData } from '../actions.ts';
import type { JournalEntry } from '../documents.ts';
import type { House } from '../house.ts';
import { notFound } from '../present.ts';
import type { HistoryRow } from '../views/history.ts';
import type { View } from '../views.ts';
import { isToldToAll } from '../who-sees.ts';
import { findRequest } from './requests.ts';

/** Entries a history shows on a page. */
const A_PAGE = 8;

/** Everything that happened to a request, newest first. */
export async function openHistory(house: House, person: Person, data: ActionData<'history.open'>): Promise<View> {
  const request = await findRequest(house, person, data.request);
  if (request === undefined) return notFound(data.request);
  const { items, next } = await house.store.query({
    type: 'journal',
    pk: request.agency,
    where: [{ field: 'request', is: request.id }],
    orderBy: { field: 'at', descending: true },
    limit: A_PAGE,
    ...(data.after === undefined ? {} : { after: data.after }),
  });
  const isOwn = may(person, 'see records', request.agency);
  const rows = items.flatMap(({ body }) => rowsOf(body, request, isOwn));
  return { card: 'history', request: request.id, title: request.title, rows, from: data.from, after: next };
}

/** A commit in a row; an end that came of it by itself in one of its own, for it belongs to all that went before. */
function rowsOf(entry: JournalEntry, request: Request, isOwn: boolean): HistoryRow[] {
  const { request: id, at, by, role, events } = entry;
  const isTold = isOwn || isToldToAll(role);
  const ends = events.some(({ type }) => type === 'units cancelled') ? [] : events.filter(isEnd);
  const words = (some: readonly RequestEvent[]) => {
    const said = some.map((event) => inWords(event, request, entry, { isOwn, isTold }));
    return said.filter(Boolean).join(' · ');
  };
  const what = words(events.filter((event) => !ends.includes(event)));
  const row: HistoryRow = { at, what: what === '' ? 'Devices released' : what, by: by.name, role, request: id };
  const endRows = ends.map((event): HistoryRow => {
    const who = event.type === 'cancelled' ? { by: event.by.name, role: null } : {};
    return { ...row, ...who, what: words([event]) };
  });
  return [...endRows, row];
}

function isEnd({ type }: RequestEvent): boolean {
  return type === 'closed' || type === 'cancelled';
}

/**
 * Why an approver said no. What the giving agency's own say among themselves is not the receiving one's, nor what was said
 * while the request went to another agency (Rule 57).
 */
function reasonOf(
  { step, reason, revision, at }: Decision,
  { lastReturn, ...request }: Request,
  isOwn: boolean,
): string {
  const isOfThisTurn =
    revision === request.revision || (lastReturn?.at === at && lastReturn.toAgency === request.toAgency);
  return reason === null || !(isOwn || (step !== 'agency' && isOfThisTurn)) ? '' : `: ${reason}`;
}

/** What was put right of a record, where the commit is about one (Rule 31). */
function correctedIn({ devices }: JournalEntry): string {
  const [only, ...more] = devices;
  if (only === undefined || more.length > 0 || only.before === null) return '';
  return `: ${wordsOfCorrections(correctionsBetween(only.before, only.after))}`;
}

/** " for Max Moreau", where somebody decided for him (Rule 21). */
function forWhom({ for: away }: Decision): string {
  return away === undefined ? '' : ` for ${away.name}`;
}

/** Whose the request is to look at, and whether what is said of a cancellation is for them (Rule 57). */
interface Reader {
  isOwn: boolean;
  isTold: boolean;
}

/** An event of a commit; what another one of it says need not be said twice. */
function inWords(event: RequestEvent, request: Request, entry: JournalEntry, { isOwn, isTold }: Reader): string {
  switch (event.type) {
    case 'submitted':
      return 'Submitted';
    case 'approved':
      return `${approvalName(request, event.decision.step)} approved${forWhom(event.decision)}`;
    case 'returned':
      return `Returned for changes${forWhom(event.decision)}${reasonOf(event.decision, request, isOwn)}`;
    case 'rejected':
      return `Rejected${forWhom(event.decision)}${reasonOf(event.decision, request, isOwn)}`;
    case 'worked': {
      const serials = event.units.flatMap(({ serial }) => serial ?? []);
      const named = serials.length > 0 && serials.length <= 4 ? `: ${serials.join(', ')}` : '';
      const gone = event.units.filter(({ becomes }) => becomes !== undefined).length;
      const destroyed = gone === 0 ? '' : ` · ${gone} destroyed, to be removed from service`;
      const what = `${WORK_STEPS[event.step].done} ${event.units.length}${destroyed}`;
      if (event.step === 'update') return `${what}${correctedIn(entry)}`;
      const { supplier, number } = event.purchaseOrder ?? { supplier: '', number: '' };
      const bought = event.purchaseOrder === undefined ? '' : `: ${supplier}, order ${number}`;
      return `${what}${named}${bought}`;
    }
    case 'tagged':
      return `Tagged ${event.units.map(({ tag }) => tag).join(', ')}`;
    case 'units cancelled': {
      const said = `${event.units.length} ${event.units.length === 1 ? 'device' : 'devices'} cancelled`;
      const back = event.bringBack?.length ?? 0;
      const what = back === 0 ? said : `${said}, ${back} to be brought back`;
      const isSaid = event.reason === null || entry.events.some(({ type }) => type === 'cancelled');
      return isSaid || !isTold ? what : `${what}: ${event.reason}`;
    }
    case 'children opened':
      return `Opened ${event.children.map(({ request }) => request).join(', ')}`;
    case 'cancelled':
      return event.reason === null || !isTold ? 'Cancelled' : `Cancelled: ${event.reason}`;
    case 'closed':
      return 'Closed';
  }
}
