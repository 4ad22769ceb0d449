import { z } from 'zod';
import type { Field } from '../../domain/kind.ts';

const text = z.string();

/** A move form as it was filled in: text, whether or not it makes sense. */
export const moveFormSchema = z.strictObject({
  serials: text,
  newUser: text,
  newLocation: text,
  /** Code of the agency that the devices go to; empty where they stay. Forms from before there was a choice have none. */
  newAgency: text.default(''),
  newBillingCode: text,
  reason: text,
});
export type MoveForm = z.infer<typeof moveFormSchema>;

/** The form's inputs (Rule 34). */
export const MOVE_FIELDS: readonly Field[] = [
  { id: 'serials', label: 'Serial', per: 'form' },
  { id: 'newUser', label: 'New assigned user', per: 'form' },
  { id: 'newLocation', label: 'New location', per: 'form' },
  { id: 'newAgency', label: 'New agency', per: 'form' },
  { id: 'newBillingCode', label: 'New billing code', per: 'form' },
  { id: 'reason', label: 'Reason', per: 'form' },
];
