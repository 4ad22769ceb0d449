import type { Reading } from '../../domain/kind.ts';
import { KINDS } from '../../kinds/index.ts';
import type { SwapForm } from '../../kinds/swap/form.ts';
import type { ActionData } from '../actions.ts';
import { type FormDesk, fieldsOf, hasText, shownOf } from './form-desk.ts';

/** The form of a warranty swap, at the desk. */
export const SWAP: FormDesk<SwapForm, Reading, ActionData<'swap.submit'>> = {
  kind: KINDS.swap,
  serialsField: 'serial',
  showsOwed: false,
  empty: (_agency, serial) => ({ serial, newUser: '', newLocation: '', reason: '' }),
  read: fieldsOf,
  isFilledIn: hasText,
  view: (state) => ({ card: 'swap form', ...shownOf(state), found: state.reading.found }),
};
