import { z } from 'zod';
import { type Day, daySchema } from './months.ts';

/** An agency may buy devices of a category for itself, on the days from `from` to `until`, both included (Rule 52). */
export const exemptionSchema = z.strictObject({
  agency: z.string(),
  /** "tablet", as catalog items have it. */
  category: z.string().min(1),
  from: daySchema,
  until: daySchema,
});
export type Exemption = z.infer<typeof exemptionSchema>;

/** Those of some exemptions that are in force on a day, one for each category: the one that lasts longest. */
export function exemptionsOn(exemptions: readonly Exemption[], day: Day): Exemption[] {
  const inForce = exemptions.filter(({ from, until }) => from <= day && day <= until);
  const longest = inForce.toSorted((a, b) => a.until.localeCompare(b.until));
  return [...new Map(longest.map((exemption) => [exemption.category, exemption])).values()];
}
