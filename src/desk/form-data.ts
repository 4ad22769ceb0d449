import { z } from 'zod';
import { REQUEST_ID } from './request-ids.ts';

/**
 * Longest text of a single field, in characters. More than any field may have, so that what is too long is refused beside
 * its field, in the form as it was: names and places for 250 devices, a line each, are some 30,000.
 */
export const typed = z.string().max(100_000).default('');

/** What every form that makes a request sends. */
const making = {
  /** Makes a request, so it is one that a form was given and no name from elsewhere. */
  request: z.string().regex(REQUEST_ID),
  /** Which submission of the request the form makes. An earlier one is not made again. */
  revision: z.number().int().positive().default(1),
  /** What the form has shown as owed, in cents by serial. */
  seenOwed: z.record(z.string().max(30), z.number().int()).default({}),
};

/** The fields of an order form that are there once; those of items and of replaced devices follow patterns. */
export const orderForm = z.object({
  ...making,
  /** How many item rows the form has. */
  lines: z.number().int().min(1).max(20),
  assignedUser: typed,
  location: typed,
  replaces: typed,
  becomes: typed,
  additional: typed,
  justification: typed,
  billingCode: typed,
});

/** The same of a purchase. */
export const purchaseForm = z.object({
  ...making,
  lines: z.number().int().min(1).max(20),
  assignedUser: typed,
  location: typed,
  justification: typed,
  billingCode: typed,
  /** "true" when the toggle is on. */
  duties: typed,
});

const deviceForm = { ...making, serials: typed, reason: typed };

/** A question about a line of a bill. */
export const adjustmentForm = z.object({
  ...making,
  serial: typed,
  month: typed,
  charge: typed,
  amount: typed,
  billingCode: typed,
  reason: typed,
});

const record = {
  assignedUser: typed,
  location: typed,
  model: typed,
  warrantyUntil: typed,
  billingCode: typed,
  /** "true" when the toggle is on. */
  labelled: typed,
  tag: typed,
};
/** A correction of a record, with what the form showed when it was opened. */
export const correctionForm = z.object({
  ...making,
  serial: typed,
  ...record,
  reason: typed,
  was: z.object(record),
});
/** A move. */
export const moveForm = z.object({
  ...deviceForm,
  newUser: typed,
  newLocation: typed,
  newAgency: typed,
  newBillingCode: typed,
});
/** A report of lost or stolen devices. */
export const lossForm = z.object({ ...deviceForm, what: typed, since: typed, policeReport: typed });
/** Lost devices that have turned up. */
export const foundForm = z.object({ ...deviceForm, where: typed, outcome: typed });
/** A warranty swap. */
export const swapForm = z.object({ ...making, serial: typed, newUser: typed, newLocation: typed, reason: typed });
/** A decommission; the outcomes of single devices follow a pattern. */
export const decommissionForm = z
  .object({
    ...deviceForm,
    outcome: typed,
    /** What was chosen for devices that the card had no room for, by serial. */
    outcomes: z.record(z.string().max(30), z.string().max(40)).default({}),
  })
  .loose();
