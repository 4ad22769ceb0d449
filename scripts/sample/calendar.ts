import { nowAt } from '../../src/desk/clock.ts';
import type { Now } from '../../src/domain/months.ts';
import type { Chance } from './chance.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The state's own time zone. */
export const ZONE = 'America/Chicago';

/** A moment of an office's day: the instant as the desk tells it. */
export function moment(at: number): Now {
  return nowAt(new Date(at), ZONE);
}

/** Some hours later, in the hours when offices work: weekdays, 14 to 22 UTC. */
export function later(at: number, [least, most]: readonly [number, number], chance: Chance): number {
  const wanted = at + (least + chance.next() * (most - least)) * HOUR;
  const day = Math.floor(wanted / DAY);
  const inDay = wanted - day * DAY;
  const weekday = (day + 4) % 7;
  const add = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  // What falls into the night or the weekend is spread over the next working day.
  const open = add === 0 && inDay >= 14 * HOUR && inDay < 22 * HOUR;
  const after = open
    ? wanted
    : (day + (add === 0 && inDay >= 22 * HOUR ? 1 : add)) * DAY + (14 + chance.next() * 8) * HOUR;
  return Math.floor(after <= at ? at + 60_000 : after);
}
