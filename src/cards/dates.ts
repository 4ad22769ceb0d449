import { DateTime } from 'luxon';
import type { Day, Month, Now } from '../domain/months.ts';

/** How days and moments read on cards, in the state's time zone. */
export interface Dates {
  /** "Nov 20", or "Nov 20, 2025" when that is not the year of `today`; always with the year without `today`. */
  day(day: Day, today?: Day): string;
  /** A moment (UTC) as its day: "today", "Nov 20", "Nov 20, 2025". */
  dayOf(at: string, now?: Now): string;
  /** "today 9:14 AM", else the day. */
  moment(at: string, now: Now): string;
  /** "9:14 AM". */
  time(at: string): string;
  /** "June 2028". */
  month(month: Month): string;
  /** "Jun 2028". */
  shortMonth(month: Month): string;
}

const US = { locale: 'en-US' };

/** How days, months and times are written on cards, in the state’s time zone. */
export function createDates(zone: string): Dates {
  const local = (at: string) => DateTime.fromISO(at, { zone, ...US });
  const day = (day: Day, today = '') =>
    DateTime.fromISO(day, { zone, ...US }).toFormat(day.slice(0, 4) === today.slice(0, 4) ? 'LLL d' : 'LLL d, yyyy');
  const time = (at: string) => local(at).toFormat('h:mm a');
  const dayOf = (at: string, now?: Now) => {
    const on = local(at).toISODate() ?? at;
    return on === now?.day ? 'today' : day(on, now?.day);
  };
  return {
    day,
    dayOf,
    time,
    moment: (at, now) => (dayOf(at, now) === 'today' ? `today ${time(at)}` : dayOf(at, now)),
    shortMonth: (month) => DateTime.fromISO(month, { zone, ...US }).toFormat('LLL yyyy'),
    month: (month) => DateTime.fromISO(month, { zone, ...US }).toFormat('LLLL yyyy'),
  };
}
