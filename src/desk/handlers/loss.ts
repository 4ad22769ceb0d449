import type { Reading } from '../../domain/kind.ts';
import { KINDS } from '../../kinds/index.ts';
import type { LossForm } from '../../kinds/loss/form.ts';
import type { ActionData } from '../actions.ts';
import { type FormDesk, hasText } from './forms.ts';

/** The form that reports lost or stolen devices, at the desk. */
export const LOSS: FormDesk<LossForm, Reading, ActionData<'loss.submit'>> = {
  kind: KINDS.loss,
  serialsField: 'serials',
  showsOwed: true,
  empty: (_agency, serials) => ({ serials, what: '', since: '', policeReport: '', reason: '' }),
  read: ({ serials, what, since, policeReport, reason }) => ({ serials, what, since, policeReport, reason }),
  isFilledIn: hasText,
  view: ({ id, revision, form, world, reading, problems, returned }) => ({
    card: 'loss form',
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
