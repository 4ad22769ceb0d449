import type { Catalog } from './catalog.ts';
import { sum } from './money.ts';
import type { Problem } from './request/outcome.ts';
import type { Line } from './request/quote.ts';

/** Units one request may have. */
const MOST_UNITS = 250;

/** How many somebody means by a text; undefined where it is no number that one line may have. */
export function quantityIn(typed: string): number | undefined {
  const quantity = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
  return quantity < 1 || quantity > MOST_UNITS ? undefined : quantity;
}

/** What is said of a quantity that is none, in its row. */
export function problemOfQuantity(row: number): Problem {
  return { field: `quantity${row}`, text: `Quantity must be a whole number from 1 to ${MOST_UNITS}.` };
}

/** What is said of an item that is not in the catalog, in its row (Rule 1). */
export function problemOfItem(code: string, row: number): Problem {
  const known = `“${code.slice(0, 40)}” is not in the catalog. Choose one that is.`;
  return { field: `item${row}`, text: code === '' ? 'Choose an item of the catalog.' : known };
}

/** What is wrong with lines as a whole; `of` says of what: "order". Empty when they make a request. */
export function problemsOfTotal(lines: readonly Line[], of: string): Problem[] {
  const units = sum(lines.map(({ quantity }) => quantity));
  if (units === 0) return [{ field: 'item1', text: 'Choose an item of the catalog.' }];
  if (units <= MOST_UNITS) return [];
  const text = `${units} devices are too many for one ${of}: ${MOST_UNITS} at most. Split it in two.`;
  return [{ field: 'quantity1', text }];
}

/** "2 laptops and 1 monitor": the units by category, in the order they were asked for. */
export function countByCategory(lines: readonly Line[], catalog: Catalog): string {
  const counts = new Map<string, number>();
  for (const { item, quantity } of lines) {
    const category = catalog.items.find(({ code }) => code === item)?.category ?? 'device';
    counts.set(category, quantity + (counts.get(category) ?? 0));
  }
  const parts = [...counts].map(([category, count]) => `${count} ${category}${count === 1 ? '' : 's'}`);
  return new Intl.ListFormat('en-US', { type: 'conjunction' }).format(parts);
}
