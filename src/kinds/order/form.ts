import { z } from 'zod';
import type { Field } from '../../domain/kind.ts';

const text = z.string();

/** `reserve`: these units go to disaster reserve instead of a user. */
const lineSchema = z.strictObject({ item: text, quantity: text, reserve: z.boolean().exactOptional() });

/** An order form as it was filled in: text, whether or not it makes sense. */
export const orderFormSchema = z.strictObject({
  /** At least one; the form shows as many item rows. */
  lines: z.array(lineSchema).min(1),
  assignedUser: text,
  location: text,
  /** Serials, as typed. */
  replaces: text,
  /** What becomes of every replaced device that `outcomes` does not name. */
  becomes: text,
  /** By serial. */
  outcomes: z.record(text, z.strictObject({ becomes: text, nextUser: text, nextLocation: text })),
  additional: z.boolean(),
  justification: text,
  billingCode: text,
});
export type OrderForm = z.infer<typeof orderFormSchema>;

/** The form's inputs (Rule 9). */
export const ORDER_FIELDS: readonly Field[] = [
  { id: 'item', label: 'Item', per: 'line' },
  { id: 'quantity', label: 'Quantity', per: 'line' },
  { id: 'reserve', label: 'For disaster reserve', per: 'line' },
  { id: 'assignedUser', label: 'Assigned user', per: 'form' },
  { id: 'location', label: 'Location', per: 'form' },
  { id: 'replaces', label: 'Replaces (serials)', per: 'form' },
  { id: 'becomes', label: 'Old device becomes', per: 'form' },
  { id: 'becomes', label: 'Old device becomes', per: 'device' },
  { id: 'nextUser', label: 'New assigned user', per: 'device' },
  { id: 'nextLocation', label: 'New location', per: 'device' },
  { id: 'additional', label: 'Additional devices', per: 'form' },
  { id: 'justification', label: 'Business justification', per: 'form' },
  { id: 'billingCode', label: 'Billing code', per: 'form' },
];

/** An item row with nothing in it. */
export const EMPTY_LINE: OrderForm['lines'][number] = { item: '', quantity: '1' };

/** A form with nothing in it but what can be guessed: the only billing code, if there is one. */
export function emptyOrder(billingCodes: readonly string[], replaces = ''): OrderForm {
  return {
    lines: [EMPTY_LINE],
    assignedUser: '',
    location: '',
    replaces,
    becomes: '',
    outcomes: {},
    additional: false,
    justification: '',
    billingCode: billingCodes.length === 1 ? (billingCodes[0] ?? '') : '',
  };
}
