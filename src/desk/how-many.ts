import type { DocumentType } from './documents.ts';
import type { Page } from './ports/store.ts';

/**
 * How many documents a list has of which a page was read. They are counted once, for the first page of a list that has
 * more; the buttons carry the number to the pages after it. The last page knows by itself.
 */
export async function howMany<T extends DocumentType>(
  { items, next }: Page<T>,
  { from, of }: { from: number; of?: number | undefined },
  count: () => Promise<number>,
): Promise<number> {
  if (next === null) return from + items.length;
  return of ?? count();
}
