import type { Reading } from '../../domain/kind.ts';
import type { FoundForm } from '../../kinds/found/form.ts';
import { KINDS } from '../../kinds/index.ts';
import type { ActionData } from '../actions.ts';
import { type FormDesk, hasText } from './forms.ts';

/** The form about lost devices that have turned up, at the desk. */
export const FOUND: FormDesk<FoundForm, Reading, ActionData<'found.submit'>> = {
  kind: KINDS.found,
  serialsField: 'serials',
  showsOwed: true,
  empty: (_agency, serials) => ({ serials, where: '', outcome: '', reason: '' }),
  read: ({ serials, where, outcome, reason }) => ({ serials, where, outcome, reason }),
  isFilledIn: hasText,
  view: ({ id, revision, form, world, reading, problems, returned }) => ({
    card: 'found form',
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
