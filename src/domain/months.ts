import { z } from 'zod';

/** A calendar day of the state's time zone, `YYYY-MM-DD`. */
export const daySchema = z.iso.date();
/** `YYYY-MM-DD`, in the state’s time zone. */
export type Day = string;

/** A calendar month of the state's time zone, `YYYY-MM`. */
export const monthSchema = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/);
/** `YYYY-MM`. */
export type Month = string;

/**
 * The moment something happens: the instant in UTC (`2026-11-24T15:04:05.000Z`) and the calendar day it falls on in the
 * state's time zone. Rules never read a clock; they are given one of these.
 */
export interface Now {
  at: string;
  day: Day;
}

/** The month a day belongs to. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** Months counted from year 0, so that months can be subtracted. */
function ordinal(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1;
}

/** The month `count` months after (before, when negative) `month`. */
export function addMonths(month: Month, count: number): Month {
  const total = ordinal(month) + count;
  const year = Math.floor(total / 12);
  return `${String(year).padStart(4, '0')}-${String(total - year * 12 + 1).padStart(2, '0')}`;
}

/** The last calendar day of a month, leap days included: `2028-02-29`. A month ends with that day, in the state's time zone. */
export function lastDayOf(month: Month): Day {
  const days = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
  return `${month}-${days}`;
}

/** How many months lie between two months: 1 from `2026-10` to `2026-11`. Negative when `to` is earlier. */
export function monthsBetween(from: Month, to: Month): number {
  return ordinal(to) - ordinal(from);
}
