import { z } from 'zod';
import { earlierCodesSchema } from './billing-codes.ts';
import { TERM_MONTHS } from './catalog.ts';
import type { Cents } from './money.ts';
import { addMonths, type Day, type Month, monthOf, monthSchema, monthsBetween } from './months.ts';

/**
 * An agency's duty to pay 48 monthly hardware charges for one device. It has a record of its own because no state of the
 * device ends it (Rule 42). `firstMonth` is null while the device has never served (Rule 47).
 */
export const commitmentSchema = z.strictObject({
  serial: z.string(),
  agency: z.string(),
  billingCode: z.string(),
  /** Who paid before (Rule 35). */
  earlierCodes: earlierCodesSchema,
  item: z.string(),
  /** The locked monthly rate, in cents (Rule 3). */
  rateCents: z.int().nonnegative(),
  firstMonth: monthSchema.nullable(),
  /** The request whose approval made the duty; null for those from before the desk. */
  request: z.string().nullable(),
});
export type Commitment = z.infer<typeof commitmentSchema>;

/** Which of the 48 charges a commitment pays in a month, from 1 on; undefined when it pays none (Rule 46). */
export function paysFor({ firstMonth }: Commitment, month: Month): number | undefined {
  if (firstMonth === null) return undefined;
  const nth = monthsBetween(firstMonth, month) + 1;
  return nth >= 1 && nth <= TERM_MONTHS ? nth : undefined;
}

/** How far a commitment is paid off, the month given included. */
export interface Paid {
  monthsPaid: number;
  monthsOwed: number;
  owedCents: Cents;
  /** The month of the 48th charge; null while the first is not known. */
  lastMonth: Month | null;
}

/** What is paid and what is still owed once the charge of `month` is counted (Rules 14 and 46). */
export function paidBy(commitment: Commitment, month: Month): Paid {
  const { firstMonth, rateCents } = commitment;
  const begun = firstMonth === null ? 0 : monthsBetween(firstMonth, month) + 1;
  const monthsPaid = Math.min(Math.max(begun, 0), TERM_MONTHS);
  const monthsOwed = TERM_MONTHS - monthsPaid;
  return {
    monthsPaid,
    monthsOwed,
    owedCents: monthsOwed * rateCents,
    lastMonth: firstMonth === null ? null : addMonths(firstMonth, TERM_MONTHS - 1),
  };
}

/** The commitment of a device deployed on a day: that day's month is the first of the 48 (Rule 46). */
export function startedCommitment(
  device: { serial: string; agency: string; billingCode: string; item: string | null },
  request: string,
  rateCents: Cents,
  day: Day,
): Commitment {
  const { serial, agency, billingCode } = device;
  const firstMonth = monthOf(day);
  return { serial, agency, billingCode, earlierCodes: [], item: device.item ?? '', rateCents, firstMonth, request };
}
