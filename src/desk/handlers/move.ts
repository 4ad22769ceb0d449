import type { Reading } from '../../domain/kind.ts';
import { KINDS } from '../../kinds/index.ts';
import type { MoveForm } from '../../kinds/move/form.ts';
import { otherAgencies } from '../../kinds/move/move.ts';
import type { ActionData } from '../actions.ts';
import { type FormDesk, hasText } from './forms.ts';

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
  read: ({ serials, newUser, newLocation, newAgency, newBillingCode, reason }) => {
    // A choice needs a value, so "unchanged" comes as a blank.
    const chosen = { newAgency: newAgency.trim(), newBillingCode: newBillingCode.trim() };
    return { serials, newUser, newLocation, ...chosen, reason };
  },
  isFilledIn: hasText,
  view: ({ id, revision, form, world, reading, problems, returned }) => ({
    card: 'move form',
    request: id,
    revision,
    person: world.actor,
    agency: world.agency,
    agencies: otherAgencies(world),
    inputs: form,
    problems,
    found: reading.found,
    returned,
  }),
};
