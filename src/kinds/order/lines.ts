import { activeItem, type Catalog, type CatalogItem, termCost } from '../../domain/catalog.ts';
import { sum } from '../../domain/money.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Line, Quote, Replaced } from '../../domain/request/state.ts';
import type { OrderForm } from './form.ts';

/** Units one order may have. */
const MOST_UNITS = 250;

/** The items of an order that make sense, and what is wrong with the others (Rules 1 and 2). */
export function readLines(form: OrderForm, catalog: Catalog): { lines: Line[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const lines = new Map<string, Line>();
  form.lines.forEach(({ item: code, quantity: typed, reserve: isReserve = false }, index) => {
    const row = index + 1;
    if (code.trim() === '' && (row > 1 || form.lines.length > 1)) return;
    const item = activeItem(catalog, code.trim());
    if (item === undefined) {
      const text =
        code.trim() === ''
          ? 'Choose an item of the catalog.'
          : `“${code.trim().slice(0, 40)}” is not in the catalog. Choose one that is.`;
      problems.push({ field: `item${row}`, text });
      return;
    }
    const quantity = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
    if (quantity < 1 || quantity > MOST_UNITS) {
      problems.push({ field: `quantity${row}`, text: `Quantity must be a whole number from 1 to ${MOST_UNITS}.` });
      return;
    }
    const before = lines.get(item.code) ?? { quantity: 0, reserve: 0 };
    const reserve = before.reserve + (isReserve ? quantity : 0);
    lines.set(item.code, lineOf(item, before.quantity + quantity, reserve));
  });
  const read = [...lines.values()];
  const units = sum(read.map(({ quantity }) => quantity));
  if (units > MOST_UNITS) {
    problems.push({
      field: 'quantity1',
      text: `${units} devices are too many for one order: ${MOST_UNITS} at most. Split it in two.`,
    });
  }
  if (read.length === 0 && problems.length === 0)
    problems.push({ field: 'item1', text: 'Choose an item of the catalog.' });
  return { lines: read, problems };
}

function lineOf(item: CatalogItem, quantity: number, reserve: number): Line {
  const { code, name, plural, rateCents, countsForSupport, holdsStorage } = item;
  return { item: code, name, plural, quantity, reserve, rateCents, countsForSupport, holdsStorage };
}

/**
 * What lines cost and change (Rules 4, 13 and 14). Units for disaster reserve cost the same, and count for nothing until
 * they serve (Rule 47). `leaving`: replaced devices that count and leave service.
 */
export function quoteFor(lines: Line[], replaced: Replaced[], leaving: number, catalog: Catalog): Quote {
  const counted = sum(lines.filter((line) => line.countsForSupport).map(({ quantity, reserve }) => quantity - reserve));
  const netCount = counted - leaving;
  return {
    catalogVersion: catalog.version,
    lines,
    monthlyCents: sum(lines.map(({ rateCents, quantity }) => rateCents * quantity)),
    termCents: sum(lines.map(({ rateCents, quantity }) => termCost(rateCents, quantity))),
    owedCents: sum(replaced.map(({ owedCents }) => owedCents)),
    counted,
    leaving,
    netCount,
    supportChangeCents: netCount * catalog.supportCents,
    replaced,
  };
}

/** "2 laptops and 1 monitor": the units by category, in the order they were asked for; and that all are for reserve. */
export function titleOf(lines: readonly Line[], catalog: Catalog): string {
  const counts = new Map<string, number>();
  for (const { item, quantity } of lines) {
    const category = catalog.items.find(({ code }) => code === item)?.category ?? 'device';
    counts.set(category, quantity + (counts.get(category) ?? 0));
  }
  const parts = [...counts].map(([category, count]) => `${count} ${category}${count === 1 ? '' : 's'}`);
  const what = new Intl.ListFormat('en-US', { type: 'conjunction' }).format(parts);
  return isAllReserve(lines) ? `${what} for disaster reserve` : what;
}

/** Whether nothing that is ordered goes to a user. */
export function isAllReserve(lines: readonly Line[]): boolean {
  return lines.length > 0 && lines.every(({ quantity, reserve }) => quantity === reserve);
}
