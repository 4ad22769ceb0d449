import type { Reading } from '../../domain/kind.ts';
import type { DecommissionForm } from '../../kinds/decommission/form.ts';
import { KINDS } from '../../kinds/index.ts';
import type { ActionData } from '../actions.ts';
import { type FormDesk, fieldsOf, hasText, shownOf } from './form-desk.ts';

/** The decommission form at the desk. */
export const DECOMMISSION: FormDesk<DecommissionForm, Reading, ActionData<'decommission.submit'>> = {
  kind: KINDS.decommission,
  serialsField: 'serials',
  showsOwed: true,
  empty: (_agency, serials) => ({ serials, outcome: '', reason: '' }),
  read: fieldsOf,
  isFilledIn: hasText,
  view: (state) => ({ card: 'decommission form', ...shownOf(state), found: state.reading.found }),
};
