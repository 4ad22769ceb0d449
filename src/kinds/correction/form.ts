import { z } from 'zod';
import { CORRECTED_FIELDS, correctedFieldSchema } from '../../domain/corrections.ts';
import type { Field } from '../../domain/kind.ts';

const text = z.string();
const record = { assignedUser: text, location: text, model: text, warrantyUntil: text, billingCode: text };

/** A correction as it was filled in: text, whether or not it makes sense. */
export const correctionFormSchema = z.strictObject({
  serial: text,
  ...record,
  /** "true" when the toggle is on. */
  labelled: text,
  tag: text.default(''),
  reason: text,
  /** What the form showed when it was opened: what is still so was not meant to change. */
  was: z.strictObject({ ...record, labelled: text, tag: text.default('') }),
});
export type CorrectionForm = z.infer<typeof correctionFormSchema>;

/** The form's inputs (Rules 6 and 28). */
export const CORRECTION_FIELDS: readonly Field[] = [
  { id: 'serial', label: 'Serial', per: 'card' },
  { id: 'was', label: 'On record', per: 'card' },
  ...correctedFieldSchema.options.map((id): Field => ({ id, label: CORRECTED_FIELDS[id], per: 'form' })),
  { id: 'reason', label: 'Reason', per: 'form' },
];
