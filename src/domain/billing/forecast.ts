import { TERM_MONTHS } from '../catalog.ts';
import { type Commitment, paidBy, paysFor } from '../commitment.ts';
import type { Cents } from '../money.ts';
import { addMonths, type Month, monthsBetween } from '../months.ts';

/** The fiscal year of a month, named for the year it ends in: 2027 is July 2026 to June 2027 (Rule 51). */
export function fiscalYearOf(month: Month): number {
  return Number(month.slice(0, 4)) + (month.slice(5) >= '07' ? 1 : 0);
}

/** The quarter of a month, by its first month: `2026-10` for October to December. */
export function quarterOf(month: Month): Month {
  const first = Math.floor((Number(month.slice(5)) - 1) / 3) * 3 + 1;
  return `${month.slice(0, 4)}-${String(first).padStart(2, '0')}`;
}

/** What an agency still owes after a month, and when its devices have paid for 48 (Rule 51). */
export interface Forecast {
  /** By fiscal year, the earliest first; cents. */
  years: { year: number; cents: Cents }[];
  totalCents: Cents;
  /** Devices that have never served: their 48 months begin once they do (Rule 47). */
  waiting: { devices: number; cents: Cents };
  /** Devices whose 48th month is in a quarter to come, this one included, by the quarter's first month. */
  quarters: { quarter: Month; devices: number }[];
}

/** A forecast in the making: memory does not grow with the number of commitments. */
export interface Forecasting {
  add(commitment: Commitment): void;
  forecast(): Forecast;
}

/** Begins a forecast as of a month, whose own charges count as paid. */
export function forecasting(month: Month): Forecasting {
  const years = new Map<number, Cents>();
  const quarters = new Map<Month, number>();
  const waiting = { devices: 0, cents: 0 };
  let totalCents = 0;

  function add(commitment: Commitment): void {
    const { firstMonth, rateCents } = commitment;
    if (firstMonth === null) {
      const { owedCents } = paidBy(commitment, month);
      waiting.devices += owedCents > 0 ? 1 : 0;
      waiting.cents += owedCents;
      return;
    }
    const last = addMonths(firstMonth, TERM_MONTHS - 1);
    // Rule 36: the 48th month of what was passed on is another agency's.
    if (last >= quarterOf(month) && paysFor(commitment, last) !== undefined)
      quarters.set(quarterOf(last), (quarters.get(quarterOf(last)) ?? 0) + 1);
    for (let next = addMonths(month, 1); next <= last; next = addMonths(next, 1)) {
      if (paysFor(commitment, next) === undefined) continue;
      const year = fiscalYearOf(next);
      years.set(year, (years.get(year) ?? 0) + rateCents);
      totalCents += rateCents;
    }
  }

  return {
    add,
    forecast: () => ({
      years: [...years].toSorted(([a], [b]) => a - b).map(([year, cents]) => ({ year, cents })),
      totalCents,
      waiting: { ...waiting },
      quarters: [...quarters]
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .map(([quarter, devices]) => ({ quarter, devices })),
    }),
  };
}

/** The months of the 48 in which an agency is told that a device is to be replaced (Rule 54). */
export const NOTICES = [42, 45, 48] as const;

/** From this month of the 48 on a device is listed for replacement. */
const LISTED_FROM = NOTICES[0];

/** The month in which a commitment began that is at its n-th charge in a month. */
export function firstMonthAt(nth: number, month: Month): Month {
  return addMonths(month, 1 - nth);
}

/** Whether a device is due, or soon: at its 42nd charge or past it (Rule 54). */
export function isDueSoon({ firstMonth }: Commitment, month: Month): boolean {
  return firstMonth !== null && monthsBetween(firstMonth, month) + 1 >= LISTED_FROM;
}
