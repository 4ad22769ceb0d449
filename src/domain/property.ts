import { z } from 'zod';
import { addDays, type Day, daySchema } from './months.ts';
import { whoSchema } from './people.ts';

/** That somebody has acknowledged what an agency owes to what it buys, and in which wording (Rule 53). */
export const acknowledgementSchema = z.strictObject({
  by: whoSchema,
  /** UTC. */
  at: z.iso.datetime(),
  /** Which wording of the duties: the day it is from. */
  version: daySchema,
});

/** A device that is its agency's property, and not leased (Rules 25 and 53). */
export const propertySchema = z.strictObject({
  /** What the agency paid for it, in cents. */
  priceCents: z.int().nonnegative(),
  receivedOn: daySchema,
  acknowledged: acknowledgementSchema,
  /** The agency's own tag; null until it is recorded. */
  tag: z.strictObject({ number: z.string(), on: daySchema, by: whoSchema }).nullable(),
});
export type Property = z.infer<typeof propertySchema>;

/** From this price on an item is tagged within 60 days and counted each fiscal year, in cents (Rule 53). */
const TRACKED_FROM_CENTS = 100_000;

/** Days from receipt to the tag (Rule 53). */
const TAGGED_WITHIN = 60;

/** Days from receipt to the reminders of a tag that is still missing: while there is time, and once it is late. */
export const TAG_REMINDERS = [45, TAGGED_WITHIN + 1] as const;

/** Whether an item of a price must be tagged by a day, and counted each fiscal year (Rule 53). */
export function isTracked({ priceCents }: Pick<Property, 'priceCents'>): boolean {
  return priceCents >= TRACKED_FROM_CENTS;
}

/** The last day for the tag; null where it bears one, and where no day is set for it (Rule 53). */
export function tagDue(property: Property): Day | null {
  return property.tag === null && isTracked(property) ? addDays(property.receivedOn, TAGGED_WITHIN) : null;
}
