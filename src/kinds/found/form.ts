import { z } from 'zod';
import type { Field } from '../../domain/kind.ts';

const text = z.string();

/** A form about lost devices that have turned up, as it was filled in: text, whether or not it makes sense. */
export const foundFormSchema = z.strictObject({
  serials: text,
  /** Where they are now. */
  where: text,
  outcome: text,
  reason: text,
});
export type FoundForm = z.infer<typeof foundFormSchema>;

/** The form's inputs (Rule 55). */
export const FOUND_FIELDS: readonly Field[] = [
  { id: 'serials', label: 'Serials', per: 'form' },
  { id: 'where', label: 'Where it is', per: 'form' },
  { id: 'outcome', label: 'Outcome', per: 'form' },
  { id: 'reason', label: 'Reason', per: 'form' },
];
