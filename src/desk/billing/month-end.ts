import { addDays, lastDayOf, type Month } from '../../domain/months.ts';
import { later } from '../clock.ts';
import type { House } from '../house.ts';
import type { Calendar } from '../ports/calendar.ts';

/**
 * How long after its end a month can be closed, in milliseconds. What is decided on its last day is committed a moment
 * later, by another machine's clock perhaps; this is longer than any turn, with all that clocks differ by.
 */
const SETTLES_IN = 15 * 60_000;

/** What closing works with. */
export type Ledger = Pick<House, 'store' | 'directory' | 'clock' | 'calendar'>;

/** The instant a month ends by the state's calendar, UTC. */
export function endOf(calendar: Calendar, month: Month): string {
  return calendar.startOf(addDays(lastDayOf(month), 1));
}

/** Why a month is too young to be closed, in a sentence; undefined from a quarter of an hour after its end on (Rule 50). */
export function whyNotOver({ clock, calendar }: Pick<House, 'clock' | 'calendar'>, month: Month): string | undefined {
  const { at } = clock.now();
  const end = endOf(calendar, month);
  if (at < end) return `${month} is not over. Its bills can be closed from 12:15 AM on the day after its last.`;
  if (at >= later(end, SETTLES_IN)) return undefined;
  return `${month} is over, but what was done last may not be on record yet. Its bills can be closed from 12:15 AM on.`;
}
