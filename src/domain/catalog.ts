import { z } from 'zod';
import type { Cents } from './money.ts';
import { type Day, daySchema } from './months.ts';

/** Months an agency commits to pay for one line-of-service device (Rule 4). */
export const TERM_MONTHS = 48;

const catalogItemSchema = z.strictObject({
  code: z.string(),
  /** "Standard laptop". */
  name: z.string(),
  /** "standard laptops". */
  plural: z.string(),
  /** The kind of device: "laptop", "monitor". */
  category: z.string(),
  /** What the device is, in a line (Rule 2). */
  specification: z.string(),
  /** The monthly hardware rate, in cents. */
  rateCents: z.int().nonnegative(),
  countsForSupport: z.boolean(),
  needsImage: z.boolean(),
  holdsStorage: z.boolean(),
  active: z.boolean(),
});

/** One line of service: a device with a specification and a monthly rate (Rules 2 and 5). */
export type CatalogItem = z.infer<typeof catalogItemSchema>;

/** The catalog as it stands from a day on (Rule 3). Its version is that day. */
export const catalogSchema = z.strictObject({
  version: daySchema,
  /** The monthly support charge of a deployed device that counts, in cents. */
  supportCents: z.int().nonnegative(),
  /** What is billed once for each purchased device, in cents (Rule 48). Nothing is purchased under a catalog without it. */
  purchase: z.strictObject({ handlingCents: z.int().nonnegative(), deliveryCents: z.int().nonnegative() }).optional(),
  items: z.array(catalogItemSchema),
});
export type Catalog = z.infer<typeof catalogSchema>;

/** The version in force on a day: the latest that has begun (Rule 3). Undefined before the first. */
export function catalogOn(versions: readonly Catalog[], day: Day): Catalog | undefined {
  return versions
    .filter(({ version }) => version <= day)
    .toSorted((a, b) => a.version.localeCompare(b.version))
    .at(-1);
}

/** The active item with a code; free text and retired items are none (Rule 1). */
export function activeItem(catalog: Catalog, code: string): CatalogItem | undefined {
  return catalog.items.find((item) => item.code === code && item.active);
}

/** The hardware cost of some units of one item over the whole term, in cents (Rule 4). */
export function termCost(rateCents: Cents, quantity: number): Cents {
  return rateCents * TERM_MONTHS * quantity;
}

/** "1 standard laptop", "3 standard laptops"; "2 × 24-inch monitor", since two numbers in a row read as one. */
export function countOf(item: { name: string; plural: string }, quantity: number): string {
  if (/^\d/.test(quantity === 1 ? item.name : item.plural)) return `${quantity} × ${item.name.toLowerCase()}`;
  return `${quantity} ${quantity === 1 ? item.name.toLowerCase() : item.plural}`;
}

/** What a bill calls an item: its code where no catalog knows it; a legacy device is in none. */
export function nameOnBill(item: string | null, names: ReadonlyMap<string, string>): string {
  return item === null ? 'Agency’s own device' : (names.get(item) ?? item);
}
