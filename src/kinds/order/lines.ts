import { activeItem, type Catalog, type CatalogItem, termCost } from '../../domain/catalog.ts';
import { sum } from '../../domain/money.ts';
import { countByCategory, problemOfQuantity, problemsOfTotal, quantityIn } from '../../domain/new-devices.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Line, Quote, Replaced } from '../../domain/request/quote.ts';
import type { OrderForm } from './form.ts';

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
    const quantity = quantityIn(typed);
    if (quantity === undefined) {
      problems.push(problemOfQuantity(row));
      return;
    }
    const before = lines.get(item.code) ?? { quantity: 0, reserve: 0 };
    const reserve = before.reserve + (isReserve ? quantity : 0);
    lines.set(item.code, lineOf(item, before.quantity + quantity, reserve));
  });
  const read = [...lines.values()];
  if (read.length > 0 || problems.length === 0) problems.push(...problemsOfTotal(read, 'order'));
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
  const what = countByCategory(lines, catalog);
  return isAllReserve(lines) ? `${what} for disaster reserve` : what;
}

/** Whether nothing that is ordered goes to a user. */
export function isAllReserve(lines: readonly Line[]): boolean {
  return lines.length > 0 && lines.every(({ quantity, reserve }) => quantity === reserve);
}
