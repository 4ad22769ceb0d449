import { z } from 'zod';
import { StoreError } from '../desk/ports/store.ts';

/** Where a page ended: the value of the order field, the id, the partition. Together they are unique. */
const placeSchema = z.tuple([z.union([z.string(), z.number()]), z.string(), z.string()]);
export type Place = z.infer<typeof placeSchema>;

const FIELD = /^[A-Za-z]+(\.[A-Za-z]+)*$/;

/** A field name fit to stand in a query's text. Throws for anything but letters and dots: a mistake in the caller. */
export function checkedField(field: string): string {
  if (!FIELD.test(field)) throw new Error(`not a field: ${JSON.stringify(field)}`);
  return field;
}

/** A page's size as it may stand in a query. Throws for anything but a whole number above 0. */
export function checkedLimit(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 1) throw new Error(`not a page size: ${limit}`);
  return limit;
}

/** `next` of a page. */
export function cursorFrom(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** The place a cursor stands for. Throws `StoreError` (`no such page`) for what is none. */
export function placeOf(cursor: string): Place {
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()));
  } catch (cause) {
    throw new StoreError('no such page', 'not a cursor', cause);
  }
}
