import type { Reading } from '../../domain/kind.ts';
import { KINDS } from '../../kinds/index.ts';
import type { LossForm } from '../../kinds/loss/form.ts';
import type { ActionData } from '../actions.ts';
import { type FormDesk, fieldsOf, hasText, shownOf } from './form-desk.ts';

/** The form that reports lost or stolen devices, at the desk. */
export const LOSS: FormDesk<LossForm, Reading, ActionData<'loss.submit'>> = {
  kind: KINDS.loss,
  serialsField: 'serials',
  showsOwed: true,
  empty: (_agency, serials) => ({ serials, what: '', since: '', policeReport: '', reason: '' }),
  read: fieldsOf,
  isFilledIn: hasText,
  view: (state) => ({ card: 'loss form', ...shownOf(state), found: state.reading.found }),
};
