import { z } from 'zod';
import { chargeKindSchema } from '../billing/charges.ts';
import { daySchema, monthSchema } from '../months.ts';
import { boughtSchema, purchaseSchema } from '../purchase.ts';

/** What becomes of a replaced device once the new ones are deployed (Rule 11). */
export const oldDeviceBecomesSchema = z.enum(['redistribute', 'decommission', 'spare', 'disaster reserve']);
export type OldDeviceBecomes = z.infer<typeof oldDeviceBecomesSchema>;

/** One item of a request with its locked rate (Rule 3). */
const lineSchema = z.strictObject({
  item: z.string(),
  name: z.string(),
  plural: z.string(),
  quantity: z.int().positive(),
  /** How many of them go to disaster reserve instead of a user. */
  reserve: z.int().nonnegative(),
  rateCents: z.int().nonnegative(),
  countsForSupport: z.boolean(),
  holdsStorage: z.boolean(),
  /** Only of purchases, which have no monthly rate (Rule 48). */
  purchase: boughtSchema.optional(),
});
export type Line = z.infer<typeof lineSchema>;

/** A device that a request replaces, with what was owed on it when the request was submitted (Rule 14). */
const replacedSchema = z.strictObject({
  serial: z.string(),
  /** "Standard laptop", or the model of a legacy device. */
  name: z.string(),
  assignedUser: z.string().nullable(),
  becomes: oldDeviceBecomesSchema,
  /** For a redistributed device, who has it next and where (Rule 11). */
  next: z.strictObject({ assignedUser: z.string(), location: z.string() }).nullable(),
  legacy: z.boolean(),
  monthsOwed: z.int().nonnegative(),
  owedCents: z.int().nonnegative(),
  /** The monthly support that ends with it: 0 where it stays or never had any. Absent where it was not noted. */
  supportCents: z.int().nonnegative().optional(),
});
export type Replaced = z.infer<typeof replacedSchema>;

/** What is added to a bill once, or taken off it, in cents (Rule 50). */
const adjustmentSchema = z.strictObject({
  month: monthSchema,
  charge: chargeKindSchema,
  billingCode: z.string(),
  item: z.string().nullable(),
  cents: z.int(),
  /** What the bill has for the line; null for nothing. And what other requests adjust it by, open or agreed on. */
  lineCents: z.int().nullable().optional(),
  earlier: z.array(z.strictObject({ request: z.string(), cents: z.int() })).optional(),
});
export type Adjustment = z.infer<typeof adjustmentSchema>;

/** What a request costs and changes, as it is shown, approved and kept (Rules 4, 13, 14 and 17). Amounts in cents. */
export const quoteSchema = z.strictObject({
  catalogVersion: daySchema,
  lines: z.array(lineSchema),
  monthlyCents: z.int().nonnegative(),
  termCents: z.int().nonnegative(),
  /** Still owed on the devices that are replaced or given back (Rule 14). */
  owedCents: z.int().nonnegative(),
  /** Units that go into service and count for support; those for disaster reserve do not (Rule 47). */
  counted: z.int().nonnegative(),
  /** Replaced devices that count for support and leave service. */
  leaving: z.int().nonnegative(),
  /** `counted` less `leaving` (Rule 13). */
  netCount: z.int(),
  /** What the net count changes each month, in cents. */
  supportChangeCents: z.int(),
  replaced: z.array(replacedSchema),
  /** Only of purchases. */
  purchase: purchaseSchema.optional(),
  /** Only of requests that question a bill. */
  adjustment: adjustmentSchema.optional(),
});
export type Quote = z.infer<typeof quoteSchema>;
