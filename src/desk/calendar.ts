import { DateTime } from 'luxon';
import { addBusinessDays } from '../domain/business-days.ts';
import type { Day } from '../domain/months.ts';
import type { Calendar } from './ports/calendar.ts';

/** The calendar of a time zone (IANA name), with the days on which its offices are closed besides weekends. */
export function stateCalendar(zone: string, holidays: readonly Day[] = []): Calendar {
  const closed = new Set(holidays);

  /** An hour that is skipped when clocks go forward is the one after it. */
  function instant(local: DateTime): string {
    const iso = local.toUTC().toISO();
    if (iso === null) throw new Error(`${zone} is not a time zone`);
    return iso;
  }

  return {
    startOf: (day) => instant(DateTime.fromISO(day, { zone })),
    businessDaysAfter(at, count) {
      const local = DateTime.fromISO(at, { zone });
      const day = local.toISODate();
      if (day === null) throw new Error(`${zone} is not a time zone`);
      const [year, month, date] = addBusinessDays(day, count, closed).split('-').map(Number);
      return instant(local.set({ ...(year && { year }), ...(month && { month }), ...(date && { day: date }) }));
    },
  };
}
