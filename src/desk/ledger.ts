import { z } from 'zod';
import { chargeKindSchema } from '../domain/billing/charges.ts';
import { tallySchema } from '../domain/billing/tally.ts';
import { monthSchema } from '../domain/months.ts';
import { roleSchema, whoSchema } from '../domain/people.ts';

const count = z.int().nonnegative();

/** Where the records of an agency are read on: its devices, then its commitments, then what is charged once. */
export const placeSchema = z.strictObject({
  part: z.enum(['devices', 'commitments', 'charges']),
  /** The page before's `next`; null for the first. */
  after: z.string().nullable(),
});
export type Place = z.infer<typeof placeSchema>;

/** Records of an agency, counted. */
const recordsSchema = z.strictObject({ devices: count, commitments: count });

/** The header of an agency's bill for a month. Its lines are in chunks of their own, 1 to `chunks`. */
export const billSchema = z.strictObject({
  agency: z.string(),
  month: monthSchema,
  /** The closing's; an earlier one is begun anew. 0 while nobody has begun: charges were booked for it (Rule 50). */
  round: count,
  /** Where to read on; null once all is counted. */
  place: placeSchema.nullable(),
  /** Records when the count began, and those seen since. */
  atStart: recordsSchema,
  seen: recordsSchema,
  chunks: count,
  /** The support charge of a device, in cents, and that of the month before; null when it is not known. */
  supportCents: count,
  supportCentsBefore: count.nullable(),
  tally: tallySchema,
});
export type Bill = z.infer<typeof billSchema>;

/**
 * The closing of a month, for all agencies. This document alone says whether a month is closed: all its bills are then,
 * in the same moment (Rule 50).
 */
export const closingSchema = z.strictObject({
  month: monthSchema,
  state: z.enum(['counting', 'closed', 'failed']),
  /** Goes up when a failed closing is begun again. */
  round: z.int().positive(),
  by: whoSchema,
  role: roleSchema.nullable(),
  /** UTC. */
  startedAt: z.iso.datetime(),
  closedAt: z.iso.datetime().nullable(),
  /** What did not add up, when it failed. */
  problem: z.string().nullable(),
  /** Records of all agencies when it began. */
  atStart: recordsSchema,
  agencies: z.array(z.string()),
  /** The bills that are counted and checked, in the order of `agencies`. */
  bills: z.array(
    z.strictObject({
      agency: z.string(),
      seen: recordsSchema,
      lines: count,
      totalCents: z.int(),
      beforeCents: z.int(),
    }),
  ),
  /** Writes so far: what a card of it shows. */
  commits: z.int().positive(),
});
export type Closing = z.infer<typeof closingSchema>;

const column = z.string();

/**
 * Some lines of a bill in one document, column by column, with each code, item, kind and request named once: a fifth of
 * the size of the lines as they are, and so of what writing them costs. All columns have `count` values.
 */
export const packedLinesSchema = z.strictObject({
  month: monthSchema,
  /** 1, 2, 3 within the bill. */
  no: z.int().positive(),
  count: z.int().nonnegative(),
  /** What the numbers in columns stand for: 0 is the first. */
  names: z.strictObject({
    codes: z.array(z.string()),
    items: z.array(z.string()),
    kinds: z.array(chargeKindSchema),
    requests: z.array(z.string()),
  }),
  serial: column,
  kind: column,
  cents: column,
  nth: column,
  code: column,
  item: column,
  request: column,
});
export type PackedLines = z.infer<typeof packedLinesSchema>;
