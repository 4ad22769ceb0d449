import { z } from 'zod';
import { billedTo, earlierCodesSchema } from './billing-codes.ts';
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
  /**
   * Which of the 48 months this agency pays: from a month (null: the first) to the one before `before` (null: the last).
   * More than one where a device came back. Another agency's commitment for the same serial has the other months.
   */
  spans: z.array(z.strictObject({ from: monthSchema.nullable(), before: monthSchema.nullable() })).min(1),
  /** The request whose approval made the duty; null for those from before the desk. */
  request: z.string().nullable(),
});
export type Commitment = z.infer<typeof commitmentSchema>;

/** All of the 48 months, as a commitment begins. */
const WHOLE_TERM: Commitment['spans'] = [{ from: null, before: null }];

/**
 * Which of the 48 charges this agency pays in a month, from 1 on; undefined when it pays none (Rules 36 and 46). Over all
 * agencies' records: 48 months, each once.
 */
export function paysFor(
  { firstMonth, spans }: Pick<Commitment, 'firstMonth' | 'spans'>,
  month: Month,
): number | undefined {
  if (firstMonth === null) return undefined;
  const nth = monthsBetween(firstMonth, month) + 1;
  if (nth < 1 || nth > TERM_MONTHS) return undefined;
  const isOwn = spans.some(
    ({ from, before }) => (from === null || from <= month) && (before === null || month < before),
  );
  return isOwn ? nth : undefined;
}

/** How far a commitment has come in a month. */
export interface Paid {
  /** How many of the 48 charges are of months before, by whichever agency: what is on a bill that is still open is not paid. */
  monthsBilled: number;
  /** Which of the 48 the month itself is charged, from 1 on; null where none is. */
  charge: number | null;
  /** What this agency still pays after the month. */
  monthsOwed: number;
  owedCents: Cents;
  /** The month of this agency's last charge; null while the first is not known, or where it never pays one. */
  lastMonth: Month | null;
}

/** What is paid and what is still owed once the charge of `month` is counted (Rules 14 and 46). */
export function paidBy(commitment: Commitment, month: Month): Paid {
  const { firstMonth, rateCents } = commitment;
  if (firstMonth === null) {
    const monthsOwed = passedOn(commitment) === null ? TERM_MONTHS : 0;
    return { monthsBilled: 0, charge: null, monthsOwed, owedCents: monthsOwed * rateCents, lastMonth: null };
  }
  const begun = monthsBetween(firstMonth, month) + 1;
  const term = Array.from({ length: TERM_MONTHS }, (_, charge) => addMonths(firstMonth, charge));
  const own = term.filter((one) => paysFor(commitment, one) !== undefined);
  const monthsOwed = own.filter((one) => one > month).length;
  return {
    monthsBilled: Math.min(Math.max(begun - 1, 0), TERM_MONTHS),
    charge: begun < 1 || begun > TERM_MONTHS ? null : begun,
    monthsOwed,
    owedCents: monthsOwed * rateCents,
    lastMonth: own.at(-1) ?? null,
  };
}

/** The first month that another agency pays since this one has passed the commitment on; null where it has not. */
export function passedOn({ spans }: Pick<Commitment, 'spans'>): Month | null {
  return spans.at(-1)?.before ?? null;
}

/** The commitment without the months from one on, which another agency takes over (Rule 36). */
export function givenUp(commitment: Commitment, month: Month): Commitment {
  const spans = commitment.spans.map((span) => (span.before === null ? { ...span, before: month } : span));
  return { ...commitment, spans };
}

/**
 * The commitment of an agency that takes it over from a month on (Rule 36): the same 48 months at the same rate. `known`
 * is its own record of it from an earlier time, if it had the device before.
 */
export function takenOver(
  given: Commitment,
  month: Month,
  to: { agency: string; billingCode: string },
  known: Commitment | undefined,
): Commitment {
  const own = known === undefined ? [] : givenUp(known, month).spans;
  const { earlierCodes } = known === undefined ? { earlierCodes: [] } : billedTo(known, to.billingCode, month);
  return { ...given, ...to, earlierCodes, spans: [...own, { from: month, before: null }] };
}

/** The commitment billed to another code for the months it has left from one on (Rule 35); as it is where none are left. */
export function leftBilledTo(commitment: Commitment, billingCode: string, month: Month): Commitment {
  const isOver = paidBy(commitment, addMonths(month, -1)).monthsOwed === 0;
  return isOver ? commitment : billedTo(commitment, billingCode, month);
}

/**
 * A commitment that passes to the serial of another device of the agency from a month on (Rule 55): what is left of the
 * old one, and the new one's. The same 48 months at the same rate, each paid once.
 */
export function passedToSerial(
  commitment: Commitment,
  month: Month,
  { serial, billingCode }: Pick<Commitment, 'serial' | 'billingCode'>,
): { old: Commitment; fresh: Commitment } {
  const spans = [{ from: month, before: null }];
  return {
    old: givenUp(commitment, month),
    fresh: { ...commitment, serial, billingCode, earlierCodes: [], spans },
  };
}

/** What a commitment says of its device. */
type Leased = { serial: string; agency: string; billingCode: string; item: string | null };

/** The commitment of a device that goes to reserve: its 48 months begin when it first serves (Rule 47). */
export function unbegunCommitment(device: Leased, request: string, rateCents: Cents): Commitment {
  const { serial, agency, billingCode } = device;
  const lease = { serial, agency, billingCode, earlierCodes: [], item: device.item ?? '', rateCents };
  return { ...lease, firstMonth: null, spans: WHOLE_TERM, request };
}

/** The commitment of a device deployed on a day: that day's month is the first of the 48 (Rule 46). */
export function startedCommitment(device: Leased, request: string, rateCents: Cents, day: Day): Commitment {
  return { ...unbegunCommitment(device, request, rateCents), firstMonth: monthOf(day) };
}
