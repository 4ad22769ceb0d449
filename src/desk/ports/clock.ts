import type { Now } from '../../domain/months.ts';

/** Tells the time: the instant, and the calendar day in the state's time zone. */
export interface Clock {
  now(): Now;
}
