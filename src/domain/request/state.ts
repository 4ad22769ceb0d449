import { z } from 'zod';
import { correctionSchema } from '../corrections.ts';
import { reportedSchema } from '../loss-and-swap.ts';
import { roleSchema, whoSchema } from '../people.ts';
import { procuredSchema } from '../purchase.ts';
import { destinationSchema } from '../sanitization.ts';
import { type WorkStep, workStepSchema } from '../work-steps.ts';
import { type Quote, quoteSchema } from './quote.ts';
import { type Terms, termsSchema } from './terms.ts';

/** One approval of a route. */
export const approvalStepSchema = z.enum(['agency', 'receiving agency', 'billing', 'EUC']);
export type ApprovalStep = z.infer<typeof approvalStepSchema>;

/** What an approver decided and when (UTC), with the figures they saw (Rule 17). */
export const decisionSchema = z.strictObject({
  step: approvalStepSchema,
  verdict: z.enum(['approved', 'returned', 'rejected']),
  by: whoSchema,
  /** The approver who had delegated it to them (Rule 21); not there where they decided in their own right. */
  for: whoSchema.optional(),
  role: roleSchema,
  at: z.iso.datetime(),
  /** The submission decided on: 1 for the first. */
  revision: z.int().positive(),
  /** Required for all but an approval (Rule 18). */
  reason: z.string().nullable(),
  saw: quoteSchema,
  /** Null for all but the approval of a receiving agency. */
  terms: termsSchema.nullable(),
  /** Where the devices are delivered instead of to the EUC warehouse, as EUC has approved it (Rule 23). */
  deliverTo: z.string().nullable(),
});
export type Decision = z.infer<typeof decisionSchema>;

/** How a request was returned before it was submitted as it is now: approvers read it once more. */
const returnSchema = decisionSchema.pick({ step: true, by: true, for: true, at: true, reason: true }).extend({
  /** Which agency it went to then. Absent where it went to none. */
  toAgency: z.string().optional(),
});

/** One device within a request: what it is to be, for whom, and how far along its plan. */
export const unitSchema = z.strictObject({
  /** 1, 2, 3 within the request. */
  no: z.int().positive(),
  /** Code of the catalog item; null for a legacy device. */
  item: z.string().nullable(),
  /** "Standard laptop", or the model of a legacy device. */
  name: z.string(),
  plan: z.array(workStepSchema),
  /** How many steps of the plan are done. */
  done: z.int().nonnegative(),
  serial: z.string().nullable(),
  assignedUser: whoSchema.nullable(),
  location: z.string().nullable(),
  /** Where a device that is given back or ordered for reserve ends (Rule 39); null for units that go into service. */
  becomes: destinationSchema.nullable(),
  /** Where it was to end, of a device that had to be destroyed and is removed from service instead (Rule 43). */
  insteadOf: destinationSchema.optional(),
  /** What was owed on the device when the request was submitted (Rule 14). */
  monthsOwed: z.int().nonnegative(),
  owedCents: z.int().nonnegative(),
  /**
   * What finishing it changes of the agency's support count (Rule 13). Absent for a new device, whose item says it, and
   * where it was not noted.
   */
  counts: z.int().min(-1).max(1).optional(),
  cancelled: z.boolean(),
  /** What of its record is put right; only of units whose plan has that step (Rule 6). */
  corrects: z.array(correctionSchema).min(1).optional(),
  /** Of a new device that comes under warranty: the serial of the one it replaces (Rule 55). */
  replaces: z.string().optional(),
  /** Of a device that is reported lost (Rule 55). */
  lost: reportedSchema.optional(),
  /** Only of purchases, once it is ordered from a supplier. */
  purchase: procuredSchema.optional(),
});
export type Unit = z.infer<typeof unitSchema>;

/** How far one work step has come over all units, for the request's timeline. */
const progressSchema = z.strictObject({ units: z.int().nonnegative(), by: whoSchema, at: z.iso.datetime() });

/** Units that were cancelled in one go, when (UTC) and why (Rule 20). */
const cancellationSchema = z.strictObject({
  units: z.array(z.int().positive()).min(1),
  by: whoSchema,
  at: z.iso.datetime(),
  /** Null where it was cancelled before a reason was asked for. */
  reason: z.string().nullable(),
  /** What they did it as; absent where it was not noted. */
  role: roleSchema.nullable().optional(),
});
export type Cancellation = z.infer<typeof cancellationSchema>;

/** A request that another one has opened, for some of the devices it replaces (Rule 15). */
export const childSchema = z.strictObject({ request: z.string(), kind: z.string(), serials: z.array(z.string()) });
export type Child = z.infer<typeof childSchema>;

/** What a kind makes of a form, and a request keeps. */
const drafted = {
  id: z.string(),
  kind: z.string(),
  agency: z.string(),
  /** "2 laptops and 2 monitors". */
  title: z.string(),
  /** For whom, in a line: "Nora Nash, Baton Rouge 2.14". */
  forWhom: z.string(),
  /** Empty where nothing changes, or the receiving agency chooses it. */
  billingCode: z.string(),
  /** The agency that the devices go to, where they leave this one (Rule 36). */
  toAgency: z.string().nullable(),
  justification: z.string(),
  /** The number in the ticket system; null until it is known (Rule 8). */
  ticket: z.string().nullable(),
  /** What was filled in, for the kind to open its form again. */
  form: z.json(),
  quote: quoteSchema,
  /** The same for the agency that the devices go to: what it sees and approves. */
  toQuote: quoteSchema.nullable(),
  /** Empty where nobody has to approve (Rule 22). */
  route: z.array(approvalStepSchema),
  /** The order that opened this request for a device it replaces (Rule 15). */
  parent: z.string().nullable(),
  units: z.array(unitSchema).min(1),
};

/** What a kind makes of a filled-in form: everything the lifecycle needs to carry the request. */
export const draftSchema = z.strictObject(drafted);
export type Draft = z.infer<typeof draftSchema>;

const common = {
  ...drafted,
  /** Commits so far; the journal's numbering. */
  commits: z.int().positive(),
  /** Submissions so far: an approval holds for one of them only (Rule 17). */
  revision: z.int().positive(),
  requester: whoSchema,
  /** Of the current revision, UTC. */
  submittedAt: z.iso.datetime(),
  /** The approvals of the current revision, in the order of the route. */
  approvals: z.array(decisionSchema),
  work: z.partialRecord(workStepSchema, progressSchema),
  cancellations: z.array(cancellationSchema),
  /** Absent of a first submission, and where it was not noted. */
  lastReturn: returnSchema.optional(),
  /** The requests that were opened for the devices this one replaces. */
  children: z.array(childSchema),
};

/** A request in one of its states, each holding just what it needs. */
export const requestSchema = z.discriminatedUnion('status', [
  z.strictObject({ ...common, status: z.literal('awaiting approval'), step: approvalStepSchema }),
  z.strictObject({ ...common, status: z.literal('returned'), decision: decisionSchema }),
  z.strictObject({ ...common, status: z.literal('rejected'), decision: decisionSchema }),
  z.strictObject({ ...common, status: z.literal('in work') }),
  z.strictObject({
    ...common,
    status: z.literal('cancelled'),
    by: whoSchema,
    at: z.iso.datetime(),
    reason: z.string().nullable(),
    /** The last approval it came to; absent where there was none to come to, or it was not noted. */
    step: approvalStepSchema.optional(),
  }),
  z.strictObject({ ...common, status: z.literal('closed'), at: z.iso.datetime() }),
]);
export type Request = z.infer<typeof requestSchema>;

/** Whether a request still holds its devices: anything may yet happen to it. */
export function isOpen(request: Request): boolean {
  return request.status === 'awaiting approval' || request.status === 'returned' || request.status === 'in work';
}

/** The step a unit waits for; undefined when it is done. A cancelled one waits for nothing but to be brought back. */
export function nextStep(unit: Unit): WorkStep | undefined {
  const step = unit.plan[unit.done];
  return unit.cancelled && step !== 'bring back' ? undefined : step;
}

/** The unit with a serial; the one that goes on, where a device was cancelled and came in again. */
export function unitWith({ units }: Pick<Request, 'units'>, serial: string): Unit | undefined {
  const named = units.filter((unit) => unit.serial === serial);
  return named.find((unit) => nextStep(unit) !== undefined) ?? named.find(({ cancelled }) => !cancelled) ?? named[0];
}

/** Whether a unit has all of its plan behind it. */
export function isFinished(unit: Unit): boolean {
  return !unit.cancelled && unit.done === unit.plan.length;
}

/** Whether a unit was sanitized for its request, so that there is a certificate (Rule 44). */
export function isSanitized(unit: Unit): boolean {
  return unit.plan.slice(0, unit.done).includes('sanitize');
}

/** The figures that an approval step is about: those of the agency that gives it (Rules 13 and 17). */
export function figuresOf({ quote, toQuote }: Pick<Request, 'quote' | 'toQuote'>, step: ApprovalStep): Quote {
  return step === 'receiving agency' ? (toQuote ?? quote) : quote;
}

/** What the receiving agency has chosen; null before its approval, and where there is none. */
export function termsOf({ approvals }: Pick<Request, 'approvals'>): Terms | null {
  return approvals.find(({ step }) => step === 'receiving agency')?.terms ?? null;
}

/** Whether a unit is a new device: it comes with the request and was not there before. */
export function isOrdered({ plan }: Pick<Unit, 'plan'>): boolean {
  return plan.includes('receive');
}
