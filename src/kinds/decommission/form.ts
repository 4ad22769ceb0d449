import { z } from 'zod';
import type { Field } from '../../domain/kind.ts';

const text = z.string();

/** A decommission form as it was filled in: text, whether or not it makes sense. */
export const decommissionFormSchema = z.strictObject({
  serials: text,
  /** What becomes of every device that `outcomes` does not name. */
  outcome: text,
  /** By serial. */
  outcomes: z.record(text, z.strictObject({ outcome: text })).exactOptional(),
  reason: text,
});
export type DecommissionForm = z.infer<typeof decommissionFormSchema>;

/** The form's inputs (Rules 38 and 39). */
export const DECOMMISSION_FIELDS: readonly Field[] = [
  { id: 'serials', label: 'Serials', per: 'form' },
  { id: 'outcome', label: 'Outcome', per: 'form' },
  { id: 'outcome', label: 'Outcome', per: 'device' },
  { id: 'reason', label: 'Reason', per: 'form' },
];
