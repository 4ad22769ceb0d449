import { z } from 'zod';
import type { Field } from '../../domain/kind.ts';

/** A decommission form as it was filled in: text, whether or not it makes sense. */
export const decommissionFormSchema = z.strictObject({ serials: z.string(), outcome: z.string(), reason: z.string() });
export type DecommissionForm = z.infer<typeof decommissionFormSchema>;

/** The form's inputs (Rules 38 and 39). */
export const DECOMMISSION_FIELDS: readonly Field[] = [
  { id: 'serials', label: 'Serials', per: 'form' },
  { id: 'outcome', label: 'Outcome', per: 'form' },
  { id: 'reason', label: 'Reason', per: 'form' },
];
