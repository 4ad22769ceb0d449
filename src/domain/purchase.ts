import { z } from 'zod';
import { exemptionSchema } from './exemption.ts';
import { acknowledgementSchema } from './property.ts';

/** What one line of a purchase buys: the wanted make and model, and the price of one in cents. */
export const boughtSchema = z.strictObject({ model: z.string(), priceCents: z.int().nonnegative() });

/** What a purchase comes to, and what it stands on (Rules 48, 52 and 53). Amounts in cents. */
export const purchaseSchema = z.strictObject({
  /** Paid once, by the agency's own procurement through OTS. */
  totalCents: z.int().nonnegative(),
  /** Billed once for each device. */
  handlingCents: z.int().nonnegative(),
  deliveryCents: z.int().nonnegative(),
  /** Those it needs, as they were in force when it was submitted. */
  exemptions: z.array(exemptionSchema.pick({ category: true, until: true })).min(1),
  acknowledged: acknowledgementSchema,
});
export type Purchase = z.infer<typeof purchaseSchema>;

/** How OTS has procured a unit (Rule 52). */
export const purchaseOrderSchema = z.strictObject({ number: z.string(), supplier: z.string() });

/** What has become of a unit of a purchase: how it was ordered, and the agency's own tag once that is recorded (Rule 25). */
export const procuredSchema = z.strictObject({ order: purchaseOrderSchema, tag: z.string().nullable() });
