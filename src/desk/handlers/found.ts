import type { Reading } from '../../domain/kind.ts';
import type { FoundForm } from '../../kinds/found/form.ts';
import { KINDS } from '../../kinds/index.ts';
import type { ActionData } from '../actions.ts';
import { type FormDesk, fieldsOf, hasText, shownOf } from './form-desk.ts';

/** The form about lost devices that have turned up, at the desk. */
export const FOUND: FormDesk<FoundForm, Reading, ActionData<'found.submit'>> = {
  kind: KINDS.found,
  serialsField: 'serials',
  showsOwed: true,
  empty: (_agency, serials) => ({ serials, where: '', outcome: '', reason: '' }),
  read: fieldsOf,
  isFilledIn: hasText,
  view: (state) => ({ card: 'found form', ...shownOf(state), found: state.reading.found }),
};
