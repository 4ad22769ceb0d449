import { z } from 'zod';
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
  item: z.string(),
  /** The locked monthly rate, in cents (Rule 3). */
  rateCents: z.int().nonnegative(),
  firstMonth: monthSchema.nullable(),
  /** The request whose approval made the duty; null for those from before the desk. */
  request: z.string().nullable(),
});
export type Commitment = z.infer<typeof commitmentSchema>;

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

/** What a commitment says of its device. */
type Leased = { serial: string; agency: string; billingCode: string; item: string | null };

/** The commitment of a device that goes to reserve: its 48 months begin when it first serves (Rule 47). */
export function unbegunCommitment(device: Leased, request: string, rateCents: Cents): Commitment {
  const { serial, agency, billingCode } = device;
  return { serial, agency, billingCode, item: device.item ?? '', rateCents, firstMonth: null, request };
}

/** The commitment of a device deployed on a day: that day's month is the first of the 48 (Rule 46). */
export function startedCommitment(device: Leased, request: string, rateCents: Cents, day: Day): Commitment {
  return { ...unbegunCommitment(device, request, rateCents), firstMonth: monthOf(day) };
}
