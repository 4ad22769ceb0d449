import { z } from 'zod';
import { roleSchema, whoSchema } from '../people.ts';
import { purchaseOrderSchema } from '../purchase.ts';
import { destinationSchema } from '../sanitization.ts';
import { workStepSchema } from '../work-steps.ts';
import { withoutReplaced } from './after-cancelling.ts';
import {
  type ApprovalStep,
  type Child,
  childSchema,
  decisionSchema,
  draftSchema,
  type Request,
  type Unit,
} from './state.ts';
import { named } from './terms.ts';

const by = { at: z.iso.datetime(), by: whoSchema };

/** What a work step did to one unit; a field that is null was left as it was. */
const workedUnitSchema = z.strictObject({
  no: z.int().positive(),
  serial: z.string().nullable(),
  assignedUser: whoSchema.nullable(),
  location: z.string().nullable(),
  /** Where it ends instead of where it was to: only of what had to be destroyed (Rule 43). */
  becomes: destinationSchema.optional(),
});
export type WorkedUnit = z.infer<typeof workedUnitSchema>;

/** Something that happened to a request. The journal keeps them; replaying them gives the request. */
export const requestEventSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('submitted'), ...by, draft: draftSchema }),
  z.strictObject({ type: z.literal('approved'), decision: decisionSchema }),
  z.strictObject({ type: z.literal('returned'), decision: decisionSchema }),
  z.strictObject({ type: z.literal('rejected'), decision: decisionSchema }),
  z.strictObject({
    type: z.literal('worked'),
    ...by,
    /** Null for what the desk does by itself. */
    role: roleSchema.nullable(),
    step: workStepSchema,
    units: z.array(workedUnitSchema).min(1),
    /** Why, where records were put right (Rule 6). */
    reason: z.string().optional(),
    /** Only of procuring. */
    purchaseOrder: purchaseOrderSchema.optional(),
  }),
  /** The agency has put its own tags on (Rule 25). */
  z.strictObject({
    type: z.literal('tagged'),
    ...by,
    role: roleSchema,
    units: z.array(z.strictObject({ no: z.int().positive(), tag: z.string() })).min(1),
  }),
  /** Units that will not be delivered (Rule 20). */
  z.strictObject({
    type: z.literal('units cancelled'),
    ...by,
    units: z.array(z.int().positive()).min(1),
    reason: z.string().nullable(),
    /** What the person did it as; absent where it was not noted. */
    role: roleSchema.nullable().optional(),
    /** Those of them that somebody has to bring back first; absent where none is. */
    bringBack: z.array(z.int().positive()).min(1).optional(),
  }),
  /** Requests for the devices that this one replaces (Rule 15). */
  z.strictObject({ type: z.literal('children opened'), at: z.iso.datetime(), children: z.array(childSchema).min(1) }),
  z.strictObject({ type: z.literal('cancelled'), ...by, reason: z.string().nullable() }),
  z.strictObject({ type: z.literal('closed'), at: z.iso.datetime() }),
]);
export type RequestEvent = z.infer<typeof requestEventSchema>;

type Worked = Extract<RequestEvent, { type: 'worked' }>;
type UnitsCancelled = Extract<RequestEvent, { type: 'units cancelled' }>;

/** The request after the events of one commit. Throws when the events do not fit it: a broken journal. */
export function evolve(request: Request | undefined, events: readonly RequestEvent[]): Request {
  let state = request;
  for (const event of events) state = evolveOne(state, event);
  if (state === undefined) throw new Error('a commit without events makes no request');
  return { ...state, commits: (request?.commits ?? 0) + 1 };
}

function evolveOne(request: Request | undefined, event: RequestEvent): Request {
  if (event.type === 'submitted') return submitted(request, event);
  if (request === undefined) throw new Error(`a request cannot begin with "${event.type}"`);
  const common = withoutState(request);
  switch (event.type) {
    case 'approved': {
      const approvals = [...common.approvals, event.decision];
      const units = named(common.units, event.decision.terms);
      const step = common.route[approvals.length];
      return step === undefined
        ? { ...common, approvals, units, status: 'in work' }
        : { ...common, approvals, units, status: 'awaiting approval', step };
    }
    case 'returned':
      return { ...common, status: 'returned', decision: event.decision };
    case 'rejected':
      return { ...common, status: 'rejected', decision: event.decision };
    case 'worked':
      return worked(request, event);
    case 'tagged': {
      const tags = new Map(event.units.map(({ no, tag }) => [no, tag]));
      const units = request.units.map((unit) => tagged(unit, tags.get(unit.no)));
      return { ...request, units };
    }
    case 'units cancelled':
      return unitsCancelled(request, event);
    case 'children opened':
      return childrenOpened(request, event.children);
    case 'cancelled':
      return { ...common, status: 'cancelled', by: event.by, at: event.at, reason: event.reason, ...cameTo(common) };
    case 'closed':
      return { ...common, status: 'closed', at: event.at };
  }
}

function submitted(request: Request | undefined, event: Extract<RequestEvent, { type: 'submitted' }>): Request {
  const { draft, by, at } = event;
  const [step] = draft.route;
  const begun = {
    ...draft,
    commits: request?.commits ?? 1,
    revision: (request?.revision ?? 0) + 1,
    requester: by,
    submittedAt: at,
    approvals: [],
    work: {},
    cancellations: [],
    children: [],
    ...returnOf(request),
  };
  return step === undefined ? { ...begun, status: 'in work' } : { ...begun, status: 'awaiting approval', step };
}

/** How a request was returned last. */
function returnOf(request: Request | undefined): Pick<Request, 'lastReturn'> {
  if (request?.status !== 'returned') return {};
  const { step, by, at, reason, for: away } = request.decision;
  const to = request.toAgency === null ? {} : { toAgency: request.toAgency };
  return { lastReturn: { step, by, at, reason, ...(away !== undefined && { for: away }), ...to } };
}

function tagged(unit: Unit, tag: string | undefined): Unit {
  if (tag === undefined || unit.purchase === undefined) return unit;
  return { ...unit, purchase: { ...unit.purchase, tag } };
}

function unitsCancelled(request: Request, event: UnitsCancelled): Request {
  const { units: cancelled, by, at, reason, role, bringBack = [] } = event;
  const units = request.units.map((unit): Unit => {
    if (!cancelled.includes(unit.no)) return unit;
    const behind = unit.plan.slice(0, unit.done);
    if (bringBack.includes(unit.no)) return { ...unit, plan: [...behind, 'bring back'], cancelled: true };
    // What was to be brought back, and is lost on the way, is not waited for any more.
    return unit.cancelled ? { ...unit, plan: behind } : { ...unit, cancelled: true };
  });
  const cancellation = { units: cancelled, by, at, reason, ...(role !== undefined && { role }) };
  return { ...request, units, cancellations: [...request.cancellations, cancellation] };
}

function worked(request: Request, { step, units, by, at, purchaseOrder }: Worked): Request {
  const touched = new Map(units.map((unit) => [unit.no, unit]));
  const after = request.units.map((unit) => {
    const change = touched.get(unit.no);
    if (change === undefined) return unit;
    return {
      ...unit,
      done: unit.done + 1,
      serial: change.serial ?? unit.serial,
      assignedUser: change.assignedUser ?? unit.assignedUser,
      location: change.location ?? unit.location,
      ...endingOtherwise(unit, change),
      ...(purchaseOrder && { purchase: { order: purchaseOrder, tag: null } }),
    };
  });
  const before = request.work[step]?.units ?? 0;
  return { ...request, units: after, work: { ...request.work, [step]: { units: before + units.length, by, at } } };
}

/**
 * What is taken care of elsewhere while its order waits for approval was lost meanwhile (Rule 55): it counts where it was
 * reported, and the order is approved for what is left. What was approved stays as it was approved (Rule 17).
 */
function childrenOpened(request: Request, opened: readonly Child[]): Request {
  const children = [...request.children, ...opened];
  if (request.status === 'in work') return { ...request, children };
  const gone = opened.flatMap(({ serials }) => serials);
  return { ...request, children, quote: withoutReplaced(request.quote, gone) };
}

/** The approval that a request had come to, by which the agency of that step finds it (Rule 57). */
function cameTo({ route, approvals }: Pick<Request, 'route' | 'approvals'>): { step?: ApprovalStep } {
  const step = route[approvals.length] ?? route.at(-1);
  return step === undefined ? {} : { step };
}

/** Where a unit ends instead, and where it was to: what was asked for stays to be read. */
function endingOtherwise({ becomes: asked }: Unit, { becomes }: WorkedUnit): Partial<Unit> {
  return becomes === undefined || asked === null ? {} : { becomes, insteadOf: asked };
}

/** What all states share, so that a new state takes nothing of the old one along. */
function withoutState(request: Request) {
  const { id, kind, agency, commits, revision, requester, submittedAt, title, forWhom, billingCode } = request;
  const { toAgency, toQuote, lastReturn } = request;
  const { justification, ticket, form, quote, route, parent, units, approvals, work, cancellations, children } =
    request;
  const who = { id, kind, agency, commits, revision, requester, submittedAt, title, forWhom, billingCode };
  const what = { justification, ticket, form, quote, toAgency, toQuote };
  const returned = lastReturn === undefined ? {} : { lastReturn };
  return { ...who, ...what, ...returned, route, parent, units, approvals, work, cancellations, children };
}
