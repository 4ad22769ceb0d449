import { activeItem, type CatalogItem } from '../../domain/catalog.ts';
import { type Exemption, exemptionsOn } from '../../domain/exemption.ts';
import { problemsOfLength } from '../../domain/lengths.ts';
import { type Cents, centsIn, dollars } from '../../domain/money.ts';
import { problemOfItem, problemOfQuantity, problemsOfTotal, quantityIn } from '../../domain/new-devices.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Line } from '../../domain/request/quote.ts';
import { isBlank, isSameName, wordsOf } from '../../domain/words.ts';
import type { World } from '../../domain/world.ts';
import type { PurchaseForm } from './form.ts';

/** Dearest device one may buy, in cents: more is a slip of the keyboard. */
const DEAREST = 10_000_000;

/** Why an agency may buy nothing now, in a sentence; undefined when it may (Rules 48 and 52). */
export function whyNotPurchase({ agency, exemptions, now, catalog }: World): string | undefined {
  if (exemptionsOn(exemptions, now.day).length === 0)
    return `${agency.code} has no exemption in force, so it orders devices instead of buying them. Type order.`;
  if (catalog.purchase !== undefined) return undefined;
  return 'The catalog does not say what handling and delivery cost, so nothing can be bought now. Call the service desk.';
}

/** The exemptions that lines need: one for each category, as it is in force (Rule 52). */
export function exemptionsFor(lines: readonly Line[], { exemptions, now, catalog }: World): Exemption[] {
  const categories = new Set(lines.map(({ item }) => catalog.items.find(({ code }) => code === item)?.category));
  return exemptionsOn(exemptions, now.day).filter(({ category }) => categories.has(category));
}

/** The items of a purchase that make sense, what is wrong with the others, and the rows these are in (Rules 1, 2 and 52). */
export function readPurchased(
  form: PurchaseForm,
  world: World,
): { lines: Line[]; problems: Problem[]; without: number[] } {
  const why = whyNotPurchase(world);
  if (why !== undefined) return { lines: [], problems: [{ field: 'item1', text: why }], without: [] };
  const problems: Problem[] = [];
  const without: number[] = [];
  const lines = new Map<string, Line>();
  form.lines.forEach((typed, index) => {
    const row = index + 1;
    if (isEmptyRow(typed) && (row > 1 || form.lines.length > 1)) return;
    const read = readRow(typed, row, lines.get(typed.item.trim()), world);
    if (Array.isArray(read)) {
      problems.push(...read);
      without.push(row);
    } else lines.set(read.item, read);
  });
  const read = [...lines.values()];
  if (read.length > 0 || problems.length === 0) problems.push(...problemsOfTotal(read, 'purchase'));
  return { lines: read, problems, without };
}

type Typed = PurchaseForm['lines'][number];

function isEmptyRow({ item, model, price }: Typed): boolean {
  return [item, model, price].every((text) => text.trim() === '');
}

/** The line of a row, added to that of an earlier row for the same; or what is wrong with it. */
function readRow(typed: Typed, row: number, before: Line | undefined, world: World): Line | Problem[] {
  const item = readItem(typed.item.trim(), row, world);
  const quantity = quantityIn(typed.quantity);
  const priceCents = centsIn(typed.price);
  const model = wordsOf(typed.model);
  const problems = [
    ...('text' in item ? [item] : []),
    ...(quantity === undefined ? [problemOfQuantity(row)] : []),
    ...problemsOfModel(model, row),
    ...problemsOfPrice(priceCents, row),
  ];
  if (problems.length > 0 || 'text' in item || quantity === undefined || priceCents === undefined) return problems;
  if (before === undefined) return lineOf(item, quantity, { model, priceCents });
  const { purchase } = before;
  const isSame = purchase?.priceCents === priceCents && isSameName(purchase.model, model);
  if (isSame) return { ...before, quantity: before.quantity + quantity };
  const text = `${item.name} stands above with another model or price. Buy that in a purchase of its own.`;
  return [{ field: `item${row}`, text }];
}

/** An active item of a category that the agency is exempt for. */
function readItem(code: string, row: number, { agency, exemptions, now, catalog }: World): CatalogItem | Problem {
  const field = `item${row}`;
  const item = activeItem(catalog, code);
  if (item === undefined) return problemOfItem(code, row);
  const inForce = exemptionsOn(exemptions, now.day);
  if (inForce.some(({ category }) => category === item.category)) return item;
  const only = inForce.map(({ category }) => `${category}s`).join(' and ');
  return {
    field,
    text: `${agency.code} is exempt for ${only}, not for ${item.category}s. Order a ${item.name.toLowerCase()} instead: type order.`,
  };
}

function problemsOfModel(model: string, row: number): Problem[] {
  const field = `model${row}`;
  if (isBlank(model)) return [{ field, text: 'Say which make and model is to be bought.' }];
  return problemsOfLength(field, model, 'model');
}

function problemsOfPrice(cents: Cents | undefined, row: number): Problem[] {
  const field = `price${row}`;
  if (cents === undefined || cents <= 0)
    return [{ field, text: 'Write the price of one in dollars, for example 899.00.' }];
  return cents <= DEAREST ? [] : [{ field, text: `A device costs ${dollars(DEAREST)} at most.` }];
}

/** No monthly rate: what is bought is not leased (Rule 48). */
function lineOf(item: CatalogItem, quantity: number, purchase: NonNullable<Line['purchase']>): Line {
  const { code, name, plural, countsForSupport, holdsStorage } = item;
  return { item: code, name, plural, quantity, reserve: 0, rateCents: 0, countsForSupport, holdsStorage, purchase };
}
