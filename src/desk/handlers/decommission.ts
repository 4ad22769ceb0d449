import type { Reading } from '../../domain/kind.ts';
import type { DecommissionForm } from '../../kinds/decommission/form.ts';
import { KINDS } from '../../kinds/index.ts';
import type { ActionData } from '../actions.ts';
import { type FormDesk, hasText } from './forms.ts';

/** The decommission form at the desk. */
export const DECOMMISSION: FormDesk<DecommissionForm, Reading, ActionData<'decommission.submit'>> = {
  kind: KINDS.decommission,
  serialsField: 'serials',
  showsOwed: true,
  empty: (_agency, serials) => ({ serials, outcome: '', reason: '' }),
  read: ({ serials, outcome, reason }) => ({ serials, outcome, reason }),
  isFilledIn: hasText,
  view: ({ id, revision, form, world, reading, problems, returned }) => ({
    card: 'decommission form',
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
