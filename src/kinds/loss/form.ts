import { z } from 'zod';
import type { Field } from '../../domain/kind.ts';

const text = z.string();

/** A report of lost or stolen devices as it was filled in: text, whether or not it makes sense. */
export const lossFormSchema = z.strictObject({
  serials: text,
  /** `lost` or `stolen`. */
  what: text,
  /** Since when, YYYY-MM-DD. */
  since: text,
  /** The number the police gave it; may be empty. */
  policeReport: text,
  reason: text,
});
export type LossForm = z.infer<typeof lossFormSchema>;

/** The form's inputs (Rule 55). */
export const LOSS_FIELDS: readonly Field[] = [
  { id: 'serials', label: 'Serials', per: 'form' },
  { id: 'what', label: 'What happened', per: 'form' },
  { id: 'since', label: 'Since when', per: 'form' },
  { id: 'policeReport', label: 'Police report', per: 'form' },
  { id: 'reason', label: 'Reason', per: 'form' },
];
