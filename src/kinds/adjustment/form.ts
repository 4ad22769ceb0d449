import { z } from 'zod';
import type { Field } from '../../domain/kind.ts';

const text = z.string();

/** An adjustment of a bill as it was filled in: text, whether or not it makes sense. */
export const adjustmentFormSchema = z.strictObject({
  serial: text,
  month: text,
  charge: text,
  amount: text,
  billingCode: text,
  reason: text,
});
export type AdjustmentForm = z.infer<typeof adjustmentFormSchema>;

/** The form's inputs (Rule 50). */
export const ADJUSTMENT_FIELDS: readonly Field[] = [
  { id: 'serial', label: 'Serial', per: 'form' },
  { id: 'month', label: 'Month', per: 'form' },
  { id: 'charge', label: 'Charge', per: 'form' },
  { id: 'amount', label: 'Adjustment', per: 'form' },
  { id: 'billingCode', label: 'Billing code', per: 'form' },
  { id: 'reason', label: 'Reason', per: 'form' },
];
