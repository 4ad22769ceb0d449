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
]);
export type FileAsked = z.infer<typeof fileAskedSchema>;
