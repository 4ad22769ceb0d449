import { z } from 'zod';
import { isSerial, normalizeSerial } from '../../domain/serials.ts';
import { requestIdSchema } from '../request-ids.ts';

const serial = z.string().max(100).transform(normalizeSerial).refine(isSerial);

/**
 * Which file somebody asks for: its kind, and the ids of what it is made from. It travels in buttons, links and consent
 * cards, so nothing in it is believed: who may have the file is decided each time it is asked for (Rule 57).
 */
export const fileAskedSchema = z.discriminatedUnion('file', [
  /** What was done to one device for a request (Rule 44). */
  z.object({ file: z.literal('certificate'), request: requestIdSchema, serial }),
  /** What was done to all devices of a request. */
  z.object({ file: z.literal('certificates'), request: requestIdSchema }),
  /** The leased-device label of one device (Rule 25). */
  z.object({ file: z.literal('label'), serial }),
  /** Those of the units of a request that wait to be staged: of all, or of those whose numbers are given as spans. */
  z.object({ file: z.literal('labels'), request: requestIdSchema, units: z.string().max(2000).default('') }),
  /** The list of an agency's yearly inventory (Rule 53). */
  z.object({ file: z.literal('inventory'), agency: z.string().max(12), year: z.number().int() }),
  /** An agency's bill for a month (Rule 49). */
  z.object({
    file: z.literal('bill'),
    agency: z.string().max(12),
    month: z.string().max(20),
    format: z.enum(['xlsx', 'csv']),
  }),
]);
export type FileAsked = z.infer<typeof fileAskedSchema>;
