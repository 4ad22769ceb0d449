import { z } from 'zod';
import type { Field } from '../../domain/kind.ts';

const text = z.string();

/** What is to be bought of one catalog item; `price` in dollars. */
const lineSchema = z.strictObject({ item: text, model: text, quantity: text, price: text });

/** A purchase form as it was filled in: text, whether or not it makes sense. */
export const purchaseFormSchema = z.strictObject({
  /** At least one; the form shows as many item rows. */
  lines: z.array(lineSchema).min(1),
  assignedUser: text,
  location: text,
  billingCode: text,
  justification: text,
  /** Whether the duties are acknowledged. */
  duties: z.boolean(),
});
export type PurchaseForm = z.infer<typeof purchaseFormSchema>;

/** The form's inputs. */
export const PURCHASE_FIELDS: readonly Field[] = [
  { id: 'item', label: 'Item', per: 'line' },
  { id: 'quantity', label: 'Quantity', per: 'line' },
  { id: 'model', label: 'Make and model', per: 'line' },
  { id: 'price', label: 'Unit price', per: 'line' },
  { id: 'assignedUser', label: 'Assigned user', per: 'form' },
  { id: 'location', label: 'Location', per: 'form' },
  { id: 'billingCode', label: 'Billing code', per: 'form' },
  { id: 'justification', label: 'Business justification', per: 'form' },
  { id: 'duties', label: 'Duties acknowledged', per: 'form' },
];

/** An item row with nothing in it. */
export const EMPTY_PURCHASE_LINE: PurchaseForm['lines'][number] = { item: '', model: '', quantity: '1', price: '' };

/** A form with nothing in it but what can be guessed: the only billing code, if there is one. */
export function emptyPurchase(billingCodes: readonly string[]): PurchaseForm {
  return {
    lines: [EMPTY_PURCHASE_LINE],
    assignedUser: '',
    location: '',
    billingCode: billingCodes.length === 1 ? (billingCodes[0] ?? '') : '',
    justification: '',
    duties: false,
  };
}
