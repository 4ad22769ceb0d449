import { z } from 'zod';
import { approvalStepSchema } from '../domain/request/state.ts';
import { workStepSchema } from '../domain/work-steps.ts';
import { fileAskedSchema } from './files/asked.ts';
import {
  adjustmentForm,
  correctionForm,
  decommissionForm,
  foundForm,
  lossForm,
  moveForm,
  orderForm,
  purchaseForm,
  swapForm,
  typed,
} from './form-data.ts';
import { requestIdSchema as requestId } from './request-ids.ts';

/** The units that waited when a card was made, as spans: "all of them" means these. Without it, all that wait now. */
const unitSpans = z.string().max(2000).default('');
const place = z.coerce.number().int().min(0).max(1_000_000);
/** Where a list goes on, and how many it was said to have: shown again, and not believed otherwise. */
const page = { after: z.string().max(500).optional(), from: place.default(0), of: place.optional() };
const month = z.string().max(20);
const name = z.string().max(200).default('');
const decision = { request: requestId, step: approvalStepSchema, revision: z.number().int().positive() };
/** What an approver may choose: the first four at a receiving agency, the last at EUC. */
const choices = {
  billingCode: typed,
  /** "true" when the toggle is on. */
  takesOver: typed,
  assignedUser: typed,
  location: typed,
  deliverTo: typed,
};

const inventoryPage = z.object({ agency: z.string().max(12), year: z.number().int(), page: place, all: typed }).loose();
/** What is typed on the card of a work step. */
const workFields = {
  serials: typed,
  assignedUser: typed,
  location: typed,
  /** A line a device: SERIAL, name, place. */
  assignments: typed,
  /** "true" when the toggle is on. */
  label: typed,
};

/**
 * What each button sends: its verb, and the data the card carries and its fields add. Unknown keys are dropped unread;
 * `item1`, `quantity1`, `reserve1`, `model1`, `price1`, `becomes_SERIAL`, `outcome_SERIAL`, `nextUser_SERIAL`,
 * `nextLocation_SERIAL` and `tag_SERIAL` are read by name from the rest.
 */
export const ACTIONS = {
  'help.open': z.object({}),
  'catalog.open': z.object({}),
  'requests.open': z.object(page),
  'approvals.open': z.object(page),
  'queue.open': z.object({ from: page.from, which: z.string().max(500).default('') }),
  'device.open': z.object({ serial: typed }),
  /** `which` is what was asked for, as typed. */
  'devices.open': z.object({ which: typed, ...page }),
  'history.open': z.object({ request: requestId, ...page }),
  /** Shows a request for decision, to those who may decide it. */
  'approval.open': z.object({ request: requestId }),
  'request.open': z.object({ request: requestId, from: page.from }),
  'request.approve': z.object({ ...decision, ...choices }),
  'request.return': z.object({ ...decision, ...choices, returnReason: typed }),
  'request.reject': z.object({ ...decision, ...choices, rejectReason: typed }),
  /**
   * `whole`: the card had nothing to choose from. `toCome`: the new devices that could still be cancelled when it was made;
   * `cancelWhich` counts among them.
   */
  'request.cancel': z.object({
    request: requestId,
    whole: z.boolean().default(false),
    toCome: unitSpans,
    cancelWhat: typed,
    cancelWhich: typed,
    cancelReason: typed,
  }),
  'request.change': z.object({ request: requestId }),
  /** What an approver delegates; `find` is part of a name, where there are too many to choose from. */
  'delegation.open': z.object({ find: name }),
  /** `approver` is whose form it is, which makes nobody an approver. */
  'delegation.submit': z.object({ approver: z.guid(), delegate: name, from: name, until: name, find: name }),
  'delegation.end': z.object({ approver: z.guid(), delegate: z.guid(), from: z.string().max(10) }),
  'order.open': z.object({ serial: typed }),
  'order.add': orderForm.loose(),
  'order.price': orderForm.loose(),
  'order.submit': orderForm.loose(),
  'purchase.open': z.object({}),
  'purchase.add': purchaseForm.loose(),
  'purchase.price': purchaseForm.loose(),
  'purchase.submit': purchaseForm.loose(),
  'form.cancel': z.object({}),
  'file.open': fileAskedSchema,
  'move.open': z.object({ serial: typed }),
  'move.price': moveForm,
  'move.submit': moveForm,
  'decommission.open': z.object({ serial: typed }),
  'decommission.price': decommissionForm,
  'decommission.submit': decommissionForm,
  'loss.open': z.object({ serial: typed }),
  'loss.price': lossForm,
  'loss.submit': lossForm,
  'found.open': z.object({ serial: typed }),
  'found.price': foundForm,
  'found.submit': foundForm,
  'swap.open': z.object({ serial: typed }),
  'swap.price': swapForm,
  'swap.submit': swapForm,
  'bill.open': z.object({ agency: z.string().max(12), month }),
  'bill.lines': z.object({ agency: z.string().max(12), month, ...page }),
  'bill.explain': z.object({ serial: typed, month }),
  'forecast.open': z.object({ agency: z.string().max(12).default('') }),
  'month.open': z.object({ month }),
  'month.close': z.object({ month }),
  /** A line of a bill, to be questioned. */
  'adjustment.open': z.object({
    agency: z.string().max(12),
    month,
    serial: typed,
    charge: z.string().max(20),
    cents: z.number().int(),
    billingCode: z.string().max(100).default(''),
  }),
  'adjustment.submit': adjustmentForm,
  'correction.open': z.object({ serial: typed }),
  'correction.submit': correctionForm,
  'inventory.open': z.object({
    agency: z.string().max(12).default(''),
    page: place.default(0),
    from: page.from,
    /** 0 for the last one. */
    year: z.coerce.number().int().min(0).max(9999).default(0),
  }),
  'inventory.start': z.object({ agencies: typed, until: typed }),
  'inventory.close': z.object({ closeAgencies: typed }),
  /** `all`: every device of the page that nothing is said of; else those whose `pick_SERIAL` is "true". */
  'inventory.confirm': inventoryPage,
  'inventory.correct': inventoryPage,
  'inventory.missing': inventoryPage,
  'work.open': z.object({
    request: requestId,
    step: workStepSchema.exclude(['hand over']),
    item: z.string().max(40).nullable().default(null),
    /** What was typed before something else was looked at. */
    ...workFields,
  }),
  'work.procure': z.object({
    request: requestId,
    item: z.string().max(40),
    supplier: typed,
    number: typed,
  }),
  'work.receive': z.object({
    request: requestId,
    item: z.string().max(40),
    serials: typed,
    model: typed,
    warranty: typed,
  }),
  'work.sanitize': z.object({
    request: requestId,
    units: unitSpans,
    serials: typed,
    media: typed,
    mediaSerial: typed,
    method: typed,
    technique: typed,
    tool: typed,
    toolVersion: typed,
    verification: typed,
    validator: typed,
  }),
  'tag.open': z.object({ request: requestId }),
  'tag.record': z.object({ request: requestId }).loose(),
  'work.do': z.object({
    request: requestId,
    step: workStepSchema.exclude(['procure', 'receive', 'sanitize', 'hand over']),
    units: unitSpans,
    ...workFields,
  }),
  /** From the card of staging. */
  'work.labels': z.object({ request: requestId, step: z.literal('stage'), units: unitSpans, ...workFields }),
} as const;

/** What a button can ask for. */
export type Verb = keyof typeof ACTIONS;

export type ActionData<V extends Verb> = z.infer<(typeof ACTIONS)[V]>;
