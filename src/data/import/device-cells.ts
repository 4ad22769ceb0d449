import { type Day, type Month, monthOf, monthSchema } from '../../domain/months.ts';
import { type Row, shown } from '../row.ts';

/** Longest texts kept of a device, in characters. */
export const LONGEST = { code: 24, serial: 60, name: 80, place: 120, model: 80, type: 40 } as const;

/** What is said to be older is a slip, or what a spreadsheet makes of an empty cell. */
const OLDEST = '1990';

/** A day that a device can have seen, to come or not; null for an empty cell and for what is none. */
export function readDay(row: Row, id: string): Day | null {
  const day = row.day(id);
  if (day !== null) refuseOld(row, id, day);
  return day;
}

/** The same, today at the latest. */
export function readPast(row: Row, id: string, today: Day): Day | null {
  const day = readDay(row, id);
  if (day !== null && day > today) row.refuse(id, `is ${day}, which is still to come`);
  return day;
}

/** A month, the present one at the latest; null for an empty cell and for what is none. */
export function readPastMonth(row: Row, id: string, today: Day): Month | null {
  const text = row.optional(id, LONGEST.code);
  if (text === '') return null;
  if (!monthSchema.safeParse(text).success) {
    row.refuse(id, `is no month: ${shown(text)}. Write it like 2026-11`);
    return null;
  }
  refuseOld(row, id, text);
  if (text > monthOf(today)) row.refuse(id, `is ${text}, which is still to come`);
  return text;
}

function refuseOld(row: Row, id: string, when: Day | Month): void {
  if (when < OLDEST) row.refuse(id, `is ${when}, before ${OLDEST}: no device is that old`);
}
