import type { Reading } from '../../domain/kind.ts';
import type { Person } from '../../domain/people.ts';
import type { AdjustmentForm } from '../../kinds/adjustment/form.ts';
import { KINDS } from '../../kinds/index.ts';
import type { ActionData } from '../actions.ts';
import type { House } from '../house.ts';
import type { View } from '../views.ts';
import { type FormDesk, fieldsOf, hasText, shownOf } from './form-desk.ts';
import { openForm } from './forms.ts';

/** The form that questions a line of a bill, at the desk. */
export const ADJUSTMENT: FormDesk<AdjustmentForm, Reading, ActionData<'adjustment.submit'>> = {
  kind: KINDS.adjustment,
  serialsField: 'serial',
  showsOwed: false,
  empty: (agency, serial) => {
    const [only = '', ...more] = agency.billingCodes;
    return { serial, month: '', charge: '', amount: '', billingCode: more.length === 0 ? only : '', reason: '' };
  },
  read: fieldsOf,
  isFilledIn: hasText,
  view: (state) => ({ card: 'adjustment form', ...shownOf(state), now: state.world.now }),
};

/** The form about a line of a bill: to take the whole of it back, unless somebody writes another amount. */
export function questionLine(house: House, person: Person, data: ActionData<'adjustment.open'>): Promise<View> {
  const { agency, serial, month, charge, cents, billingCode } = data;
  const amount = (-cents / 100).toFixed(2);
  return openForm(house, person, ADJUSTMENT, serial, {
    agency,
    fill: (form) => ({ ...form, month, charge, amount, billingCode }),
  });
}
