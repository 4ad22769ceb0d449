import { activeItem, type Catalog, type CatalogItem, termCost } from '../../domain/catalog.ts';
import { sum } from '../../domain/money.ts';
import {
  countByCategory,
  problemOfItem,
  problemOfQuantity,
  problemsOfTotal,
  quantityIn,
} from '../../domain/new-devices.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Line, Quote, Replaced } from '../../domain/request/quote.ts';
import type { OrderForm } from './form.ts';

/** The items of an order that make sense, what is wrong with the others, and the rows these are in (Rules 1 and 2). */
export function readLines(
  form: OrderForm,
  catalog: Catalog,
): { lines: Line[]; problems: Problem[]; without: number[] } {
  const problems: Problem[] = [];
  const without: number[] = [];
  const lines = new Map<string, Line>();
  form.lines.forEach((typed, index) => {
    const row = index + 1;
    if (typed.item.trim() === '' && (row > 1 || form.lines.length > 1)) return;
    const read = readRow(typed, row, lines, catalog);
    if (Array.isArray(read)) {
      problems.push(...read);
      without.push(row);
    } else lines.set(read.item, read);
  });
  const read = [...lines.values()];
  if (read.length > 0 || problems.length === 0) problems.push(...problemsOfTotal(read, 'order'));
  return { lines: read, problems, without };
}

/** The line of a row, added to that of an earlier row for the same; or all that is wrong with it. */
function readRow(
  { item: typed, quantity: many, reserve: isReserve = false }: OrderForm['lines'][number],
  row: number,
  lines: ReadonlyMap<string, Line>,
  catalog: Catalog,
): Line | Problem[] {
  const code = typed.trim();
  const item = activeItem(catalog, code);
  const quantity = quantityIn(many);
  const problems = [
    ...(item === undefined ? [problemOfItem(code, row)] : []),
    ...(quantity === undefined ? [problemOfQuantity(row)] : []),
  ];
  if (item === undefined || quantity === undefined) return problems;
  const before = lines.get(item.code) ?? { quantity: 0, reserve: 0 };
  return lineOf(item, before.quantity + quantity, before.reserve + (isReserve ? quantity : 0));
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
