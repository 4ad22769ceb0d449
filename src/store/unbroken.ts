import type { DocumentType, Key } from '../desk/documents.ts';
import { type Query, type Stored, StoreError } from '../desk/ports/store.ts';

/** The documents of a page. One that does not parse is told to the query's `broken`, if it has one, and left out. */
export function unbroken<T extends DocumentType, R, B>(
  rows: readonly R[],
  { broken }: Pick<Query<T>, 'broken'>,
  keyOf: (row: R) => Key<T>,
  parse: (key: Key<T>, row: R) => Stored<T, B>,
): Stored<T, B>[] {
  const items: Stored<T, B>[] = [];
  for (const row of rows) {
    const key = keyOf(row);
    try {
      items.push(parse(key, row));
    } catch (error) {
      if (broken === undefined || !(error instanceof StoreError) || error.fault !== 'broken document') throw error;
      broken(key, error);
    }
  }
  return items;
}
