import type { Day } from './months.ts';

const DAY = 86_400_000;

/** Days on which the state's offices are closed besides weekends. */
export type Holidays = ReadonlySet<Day>;

/** Whether the state's offices are open on a day: Monday to Friday, and no holiday. */
export function isBusinessDay(day: Day, holidays: Holidays): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !holidays.has(day);
}

/** The calendar day some days after another; before it, when `count` is negative. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY).toISOString().slice(0, 10);
}

/**
 * The business day on which so many have passed since a day (Rule 21): Tuesday is two after Friday. What begins on a day
 * that is none begins with the next one, so that Wednesday is two after Saturday.
 */
export function addBusinessDays(day: Day, count: number, holidays: Holidays): Day {
  let reached = nextOpen(day, holidays);
  for (let passed = 0; passed < count; passed += 1) reached = nextOpen(addDays(reached, 1), holidays);
  return reached;
}

/** The day itself, or the first business day after it. */
function nextOpen(day: Day, holidays: Holidays): Day {
  let open = day;
  while (!isBusinessDay(open, holidays)) open = addDays(open, 1);
  return open;
}
