import { z } from 'zod';
import { daySchema } from './months.ts';

/** What may happen to a device that is gone (Rule 55). */
export const happenedSchema = z.enum(['lost', 'stolen']);

/** What a report says of a device. */
export const reportedSchema = z.strictObject({
  what: happenedSchema,
  /** The day since when it is gone. */
  since: daySchema,
  /** The open request it stood in, and was taken out of. */
  takenFrom: z.string().nullable(),
});

/** How a device was lost, as its record says it. */
export const lostSchema = z.strictObject({
  what: happenedSchema,
  /** The day since when it is gone, as it was reported. */
  since: daySchema,
  /** The day it was marked lost: support stopped. */
  on: daySchema,
  request: z.string(),
  /** Whether it was never deployed and nobody pays for it: once it turns up, an order may take it. */
  isNew: z.boolean(),
});

/** How the maker replaced a device under warranty (Rule 55): on the record of the old one, and on that of the new. */
export const swapSchema = z.strictObject({
  from: z.string(),
  to: z.string(),
  /** The day the new one was deployed. */
  on: daySchema,
  request: z.string(),
});
