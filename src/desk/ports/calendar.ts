import type { Day } from '../../domain/months.ts';

/** Tells moments by the state's calendar: its time zone, and the days its offices are open. */
export interface Calendar {
  /** The moment a day begins, UTC. */
  startOf(day: Day): string;
  /** The same time of day (UTC in, UTC out) once so many business days have passed (Rule 21). */
  businessDaysAfter(at: string, count: number): string;
}
