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
  const rows = items.map(({ body }): HistoryRow => {
    const what = body.events
      .map((event) => inWords(event, request, body, may(person, 'see records', request.agency)))
      .filter(Boolean)
      .join(' · ');
    return {
      at: body.at,
      what: what === '' ? 'Devices released' : what,
      by: body.by.name,
      role: body.role,
      request: request.id,
    };
  });
  return { card: 'history', request: request.id, title: request.title, rows, from: data.from, after: next };
}

/** Why an approver said no. What the giving agency's own say among themselves is not the receiving one's (Rule 57). */
function reasonOf({ step, reason }: Decision, isOwn: boolean): string {
  return reason === null || (step === 'agency' && !isOwn) ? '' : `: ${reason}`;
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

/** An event of a commit; what another one of it says need not be said twice. */
function inWords(event: RequestEvent, request: Request, entry: JournalEntry, isOwn: boolean): string {
  switch (event.type) {
    case 'submitted':
      return 'Submitted';
    case 'approved':
      return `${approvalName(request, event.decision.step)} approved${forWhom(event.decision)}`;
    case 'returned':
      return `Returned for changes${forWhom(event.decision)}${reasonOf(event.decision, isOwn)}`;
    case 'rejected':
      return `Rejected${forWhom(event.decision)}${reasonOf(event.decision, isOwn)}`;
    case 'worked': {
      const serials = event.units.flatMap(({ serial }) => serial ?? []);
      const named = serials.length > 0 && serials.length <= 4 ? `: ${serials.join(', ')}` : '';
      const what = `${WORK_STEPS[event.step].done} ${event.units.length}`;
      if (event.step === 'update') return `${what}${correctedIn(entry)}`;
      const { supplier, number } = event.purchaseOrder ?? { supplier: '', number: '' };
      const bought = event.purchaseOrder === undefined ? '' : `: ${supplier}, order ${number}`;
      return `${what}${named}${bought}`;
    }
    case 'tagged':
      return `Tagged ${event.units.map(({ tag }) => tag).join(', ')}`;
    case 'units cancelled': {
      const said = `${event.units.length} ${event.units.length === 1 ? 'device' : 'devices'} cancelled`;
      const isTold = event.reason === null || entry.events.some(({ type }) => type === 'cancelled');
      return isTold ? said : `${said}: ${event.reason}`;
    }
    case 'children opened':
      return `Opened ${event.children.map(({ request }) => request).join(', ')}`;
    case 'cancelled':
      return event.reason === null ? 'Cancelled' : `Cancelled: ${event.reason}`;
    case 'closed':
      return 'Closed';
  }
}
