import type { Reading } from '../../domain/kind.ts';
import { KINDS } from '../../kinds/index.ts';
import type { MoveForm } from '../../kinds/move/form.ts';
import { otherAgencies } from '../../kinds/move/move.ts';
import type { ActionData } from '../actions.ts';
import { type FormDesk, fieldsOf, hasText, shownOf } from './form-desk.ts';

/** The move form at the desk. */
export const MOVE: FormDesk<MoveForm, Reading, ActionData<'move.submit'>> = {
  kind: KINDS.move,
  serialsField: 'serials',
  showsOwed: false,
  empty: (_agency, serials) => ({
    serials,
    newUser: '',
    newLocation: '',
    newAgency: '',
    newBillingCode: '',
    reason: '',
  }),
  read: (data) => {
    const fields = fieldsOf(data);
    // A choice needs a value, so "unchanged" comes as a blank.
    return { ...fields, newAgency: fields.newAgency.trim(), newBillingCode: fields.newBillingCode.trim() };
  },
  isFilledIn: hasText,
  view: (state) => ({
    card: 'move form',
    ...shownOf(state),
    agencies: otherAgencies(state.world),
    found: state.reading.found,
  }),
};
