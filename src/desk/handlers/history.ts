import { may, type Person } from '../../domain/people.ts';
import type { RequestEvent } from '../../domain/request/events.ts';
import type { Decision, Request } from '../../domain/request/state.ts';
import { approvalName } from '../../domain/request/timeline.ts';
import { WORK_STEPS } from '../../domain/work-steps.ts';
import type { ActionData } from '../actions.ts';
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
      .map((event) => inWords(event, request, body.events, may(person, 'see records', request.agency)))
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

/** An event of a commit; what another one of it says need not be said twice. */
function inWords(event: RequestEvent, request: Request, all: readonly RequestEvent[], isOwn: boolean): string {
  switch (event.type) {
    case 'submitted':
      return 'Submitted';
    case 'approved':
      return `${approvalName(request, event.decision.step)} approved`;
    case 'returned':
      return `Returned for changes${reasonOf(event.decision, isOwn)}`;
    case 'rejected':
      return `Rejected${reasonOf(event.decision, isOwn)}`;
    case 'worked': {
      const serials = event.units.flatMap(({ serial }) => serial ?? []);
      const named = serials.length > 0 && serials.length <= 4 ? `: ${serials.join(', ')}` : '';
      const { supplier, number } = event.purchaseOrder ?? { supplier: '', number: '' };
      const bought = event.purchaseOrder === undefined ? '' : `: ${supplier}, order ${number}`;
      return `${WORK_STEPS[event.step].done} ${event.units.length}${named}${bought}`;
    }
    case 'tagged':
      return `Tagged ${event.units.map(({ tag }) => tag).join(', ')}`;
    case 'units cancelled': {
      const said = `${event.units.length} ${event.units.length === 1 ? 'device' : 'devices'} cancelled`;
      const isTold = event.reason === null || all.some(({ type }) => type === 'cancelled');
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
