import type {
  ApprovalView,
  DecidedView,
  RequestListView,
  RequestRow,
  RequestView,
} from '../../../src/desk/views/requests.ts';
import type { View } from '../../../src/desk/views.ts';
import { who } from '../../../src/domain/people.ts';
import type { Request } from '../../../src/domain/request/state.ts';
import { timeline } from '../../../src/domain/request/timeline.ts';
import { after, decided, FORM, submitted, worked } from './requests.ts';
import { commitment, daysAgo, ED, HOSTILE, laptop, MAX, NORA, NOW, PARKS, RITA, WANDA } from './world.ts';

const fresh = submitted(FORM, { ticket: '118204' });
const agencyApproved = decided(fresh, 'approved', MAX);
const approved = decided(agencyApproved, 'approved', ED, null, daysAgo(0, '15:38:00'));
const annex = decided(
  agencyApproved,
  'approved',
  ED,
  null,
  daysAgo(0, '15:38:00'),
  null,
  'Shreveport Annex, loading dock 2',
);
const returned = decided(fresh, 'returned', MAX, 'Nora has a monitor already. Please order one less.');
const rejected = decided(agencyApproved, 'rejected', ED, 'The laptops of last month are still in their boxes.');
const receiving = worked(approved, 'receive', 3);
const imaging = worked(worked(approved, 'receive', 4), 'image', 1);
const staged = worked(worked(imaging, 'image', 1), 'stage', 4);
const delivered = worked(worked(staged, 'dispatch', 4), 'deploy', 4, daysAgo(0));
const closed = after(delivered, { type: 'closed', at: daysAgo(0) });
const cancelled = after(
  receiving,
  {
    type: 'units cancelled',
    at: daysAgo(0),
    by: who(ED),
    units: [1, 2, 3, 4],
    reason: 'The new post was not granted.',
  },
  { type: 'cancelled', at: daysAgo(0), by: who(ED), reason: 'The new post was not granted.' },
);

/** 250 laptops that replace 90, the most an order can be. */
const old = Array.from({ length: 90 }, (_, index) => laptop(`7GREEN${String(index).padStart(3, '0')}`));
const huge = submitted(
  {
    ...FORM,
    lines: [{ item: 'LT-STD', quantity: '250' }],
    replaces: old.map(({ serial }) => serial).join(' '),
    becomes: 'decommission',
    outcomes: {},
  },
  {},
  old,
  old.map(({ serial }) => commitment(serial)),
);
const hugeInWork = worked(decided(decided(huge, 'approved', MAX), 'approved', ED), 'receive', 120);

const hostile = submitted(
  {
    ...FORM,
    replaces: '7BLUE01',
    outcomes: { '7BLUE01': { becomes: 'redistribute', nextUser: HOSTILE.link, nextLocation: HOSTILE.template } },
    assignedUser: HOSTILE.link,
    location: HOSTILE.template,
    justification: `${HOSTILE.list} ${HOSTILE.html}`,
  },
  {},
);
const additional = submitted({ ...FORM, replaces: '', additional: true, outcomes: {} });

export function approval(request: Request, changes: Partial<ApprovalView> = {}): ApprovalView {
  const step = request.status === 'awaiting approval' ? request.step : 'agency';
  return {
    card: 'approval',
    request,
    step,
    agency: PARKS,
    problem: null,
    again: false,
    for: null,
    nudge: null,
    typed: null,
    chosen: null,
    now: NOW,
    ...changes,
  };
}

export function short(request: Request, next: string[], note: string | null = null): DecidedView {
  return { card: 'decided', request, timeline: timeline(request), next, note, now: NOW };
}

export function full(
  request: Request,
  changes: Partial<RequestView> = {},
  can: Partial<RequestView['can']> = {},
): RequestView {
  return {
    card: 'request',
    request,
    timeline: timeline(request),
    next: [],
    can: { decide: null, change: false, cancel: false, work: [], tag: false, inventory: false, ...can },
    note: null,
    refused: false,
    again: false,
    typed: null,
    units: { from: 0, size: 8 },
    now: NOW,
    ...changes,
  };
}

export function row(request: Request, where: string, changes: Partial<RequestRow> = {}): RequestRow {
  const { id, kind, title, units, agency, requester, status, quote, parent, submittedAt } = request;
  const { monthlyCents, termCents, netCount } = quote;
  return {
    id,
    kind,
    title,
    serials: units.length === 1 || quote.lines.length > 0 ? [] : units.flatMap(({ serial }) => serial ?? []),
    agency,
    requester: requester.name,
    status,
    where,
    monthlyCents,
    termCents,
    netCount,
    parent,
    submittedAt,
    yours: false,
    ...changes,
  };
}

const ROWS: RequestRow[] = [
  row(fresh, 'Agency approval'),
  row(returned, 'Returned for changes', { id: 'PARKS-4T8W2B', yours: true, submittedAt: daysAgo(1) }),
  row(imaging, 'Imaging 1 of 2', { id: 'PARKS-9D2F6H', submittedAt: daysAgo(12) }),
  row(huge, 'EUC approval', { id: 'PARKS-1C5V7N', submittedAt: daysAgo(14) }),
  row(rejected, 'Rejected', { id: 'PARKS-3J6L8P', submittedAt: daysAgo(40) }),
  row(closed, 'Closed', { id: 'PARKS-0042', submittedAt: daysAgo(400) }),
];

function list(changes: Partial<RequestListView> = {}): RequestListView {
  return { card: 'requests', list: 'requests', rows: ROWS, total: 6, from: 0, after: null, now: NOW, ...changes };
}

export const REQUEST_VIEWS: Readonly<Record<string, View>> = {
  'approval-agency': approval(fresh),
  'approval-returned-before': approval({
    ...fresh,
    revision: 2,
    lastReturn: {
      step: 'EUC',
      by: who(ED),
      at: daysAgo(4),
      reason: 'Which of the two rooms? Name one for each laptop.',
    },
  }),
  'approval-euc': approval(agencyApproved, { again: true }),
  'approval-additional': approval(additional),
  'approval-refused': approval(fresh, {
    problem: { field: 'reason', text: 'A reason is needed. The requester will read it.' },
    typed: { verb: 'return', reason: '   ' },
  }),
  'approval-kept': approval(agencyApproved, {
    problem: { field: null, text: 'You gave the first approval; the second must come from someone else.' },
    typed: { verb: 'reject', reason: HOSTILE.link },
  }),
  'approval-large': approval(huge),
  'approval-hostile': approval(hostile),
  'decided-agency': short(agencyApproved, ['Ed Evans', 'Eve Ellis']),
  'decided-euc': short(approved, ['EUC warehouse']),
  'decided-delivered-elsewhere': short(annex, ['EUC warehouse']),
  'request-delivered-elsewhere': full(annex, { next: ['EUC warehouse'] }),
  'approval-delivery-refused': approval(agencyApproved, {
    problem: { field: 'deliverTo', text: 'Make it shorter: 120 characters at most.' },
    chosen: { billingCode: '', takesOver: false, assignedUser: '', location: '', deliverTo: 'dock '.repeat(30) },
  }),
  'decided-already': short(agencyApproved, ['Ed Evans'], 'Max Moreau has already approved this. Nothing was changed.'),
  'decided-returned': short(returned, ['Rita Reyes']),
  'decided-rejected': short(rejected, []),
  'decided-cancelled': short(cancelled, []),
  'decided-in-work': short(imaging, ['EUC warehouse']),
  'request-awaiting': full(fresh, { next: ['Max Moreau', 'Nora Nash'] }, { cancel: true }),
  'request-to-decide': full(agencyApproved, { next: ['Ed Evans', 'Eve Ellis'] }, { decide: 'EUC', cancel: true }),
  'request-returned': full(returned, { next: ['Rita Reyes'] }, { change: true, cancel: true }),
  'request-rejected': full(rejected),
  'request-receiving': full(
    receiving,
    { next: ['EUC warehouse'] },
    {
      work: [
        { step: 'receive', item: 'MN-24' },
        { step: 'image', item: null },
        { step: 'stage', item: null },
      ],
    },
  ),
  'request-imaging': full(imaging, { next: ['EUC warehouse'] }),
  'request-refused': full(imaging, {
    next: ['EUC warehouse'],
    refused: true,
    note: 'EUC has approved this, so only an EUC approver can cancel it. Call the service desk.',
  }),
  'request-delivered': full(delivered, { note: '4 devices deployed.' }),
  'request-closed': full(closed),
  'request-cancelled': full(cancelled),
  'request-large': full(
    hugeInWork,
    { next: ['EUC warehouse'], units: { from: 112, size: 8 } },
    { cancel: true, work: [{ step: 'image', item: null }] },
  ),
  'request-hostile': full(hostile, { next: [HOSTILE.link], note: HOSTILE.template }),
  'requests-some': list(),
  'requests-page': list({ total: 14, from: 6, after: 'opaque cursor' }),
  'requests-none': list({ rows: [], total: 0 }),
  'approvals-some': list({
    list: 'approvals',
    rows: [
      row(fresh, 'Agency approval', { yours: true }),
      row(huge, 'Agency approval', { id: 'PARKS-1C5V7N', yours: true, requester: NORA.name }),
    ],
    total: 2,
  }),
  'approvals-none': list({ list: 'approvals', rows: [], total: 0 }),
  'history-first': {
    card: 'history',
    request: fresh.id,
    title: fresh.title,
    rows: [
      { at: daysAgo(0), what: 'Imaged 8KLM2X1', by: WANDA.name, role: 'warehouse', request: fresh.id },
      {
        at: daysAgo(1),
        what: 'Received 4 devices: 8KLM2X1, 8KLM2X2, CN000043, CN000044',
        by: WANDA.name,
        role: 'warehouse',
        request: fresh.id,
      },
      {
        at: daysAgo(4),
        what: 'Approved for EUC: $77.10 a month, $3,700.80 over 48 months',
        by: ED.name,
        role: 'EUC approver',
        request: fresh.id,
      },
      {
        at: daysAgo(4),
        what: 'Approved for the agency: $77.10 a month, $3,700.80 over 48 months',
        by: MAX.name,
        role: 'agency approver',
        request: fresh.id,
      },
      { at: daysAgo(5), what: 'Submitted', by: RITA.name, role: 'requester', request: fresh.id },
    ],
    from: 0,
    after: null,
  },
  'history-large': {
    card: 'history',
    request: fresh.id,
    title: fresh.title,
    rows: Array.from({ length: 40 }, (_, index) => ({
      at: daysAgo(index),
      what: `Received 1 device: ${HOSTILE.long}`,
      by: HOSTILE.link,
      role: 'sanitization technician',
      request: fresh.id,
    })),
    from: 20,
    after: 'opaque cursor',
  },
};

export { annex, approved, hugeInWork, imaging, receiving, staged };
