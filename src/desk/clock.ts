import { DateTime } from 'luxon';
import type { Now } from '../domain/months.ts';
import type { Clock } from './ports/clock.ts';

/** The moment an instant is, told by the calendar of a time zone (IANA name). Throws for a name that is none. */
export function nowAt(instant: Date, zone: string): Now {
  const local = DateTime.fromJSDate(instant, { zone });
  const day = local.toISODate();
  if (day === null) throw new Error(`${zone} is not a time zone`);
  return { at: instant.toISOString(), day };
}

/** The machine's clock, read by the calendar of the state's time zone. */
export function systemClock(zone: string): Clock {
  return { now: () => nowAt(new Date(), zone) };
}

/** The instant some milliseconds after another, UTC. */
export function later(at: string, milliseconds: number): string {
  return new Date(Date.parse(at) + milliseconds).toISOString();
}
