import { z } from 'zod';
import { daySchema } from './months.ts';

/** An agency may buy devices of a category for itself, on the days from `from` to `until`, both included (Rule 52). */
export const exemptionSchema = z.strictObject({
  agency: z.string(),
  /** "tablet", as catalog items have it. */
  category: z.string().min(1),
  from: daySchema,
  until: daySchema,
});
export type Exemption = z.infer<typeof exemptionSchema>;
