import type { Reading } from '../../domain/kind.ts';
import { KINDS } from '../../kinds/index.ts';
import type { MoveForm } from '../../kinds/move/form.ts';
import type { ActionData } from '../actions.ts';
import { type FormDesk, hasText } from './forms.ts';

/** The move form at the desk. */
export const MOVE: FormDesk<MoveForm, Reading, ActionData<'move.submit'>> = {
  kind: KINDS.move,
  serialsField: 'serials',
  showsOwed: false,
  empty: (_agency, serials) => ({ serials, newUser: '', newLocation: '', newBillingCode: '', reason: '' }),
  read: ({ serials, newUser, newLocation, newBillingCode, reason }) => {
    // A choice needs a value, so "unchanged" comes as a blank.
    return { serials, newUser, newLocation, newBillingCode: newBillingCode.trim(), reason };
  },
  isFilledIn: hasText,
  view: ({ id, revision, form, world, reading, problems, returned }) => ({
    card: 'move form',
    request: id,
    revision,
    person: world.actor,
    agency: world.agency,
    inputs: form,
    problems,
    found: reading.found,
    returned,
  }),
};
