import type { Reading } from '../../domain/kind.ts';
import { KINDS } from '../../kinds/index.ts';
import type { SwapForm } from '../../kinds/swap/form.ts';
import type { ActionData } from '../actions.ts';
import { type FormDesk, hasText } from './forms.ts';

/** The form of a warranty swap, at the desk. */
export const SWAP: FormDesk<SwapForm, Reading, ActionData<'swap.submit'>> = {
  kind: KINDS.swap,
  serialsField: 'serial',
  showsOwed: false,
  empty: (_agency, serial) => ({ serial, newUser: '', newLocation: '', reason: '' }),
  read: ({ serial, newUser, newLocation, reason }) => ({ serial, newUser, newLocation, reason }),
  isFilledIn: hasText,
  view: ({ id, revision, form, world, reading, problems, returned }) => ({
    card: 'swap form',
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
