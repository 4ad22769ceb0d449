import { z } from 'zod';
import type { Field } from '../../domain/kind.ts';

const text = z.string();

/** A warranty swap as it was filled in: text, whether or not it makes sense. */
export const swapFormSchema = z.strictObject({
  serial: text,
  /** Empty for who has the old one now. */
  newUser: text,
  /** Empty for where the old one is now. */
  newLocation: text,
  reason: text,
});
export type SwapForm = z.infer<typeof swapFormSchema>;

/** The form's inputs (Rule 55). */
export const SWAP_FIELDS: readonly Field[] = [
  { id: 'serial', label: 'Serial', per: 'form' },
  { id: 'newUser', label: 'New assigned user', per: 'form' },
  { id: 'newLocation', label: 'New location', per: 'form' },
  { id: 'reason', label: 'Reason', per: 'form' },
];
