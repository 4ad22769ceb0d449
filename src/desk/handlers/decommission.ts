import type { Reading } from '../../domain/kind.ts';
import type { DecommissionForm } from '../../kinds/decommission/form.ts';
import { KINDS } from '../../kinds/index.ts';
import type { ActionData } from '../actions.ts';
import { type FormDesk, shownOf } from './form-desk.ts';
import { typedIn } from './typed.ts';

const { decommission } = KINDS;

/** The decommission form at the desk. */
export const DECOMMISSION: FormDesk<DecommissionForm, Reading, ActionData<'decommission.submit'>> = {
  kind: decommission,
  serialsField: 'serials',
  showsOwed: true,
  empty: (_agency, serials) => ({ serials, outcome: '', reason: '' }),
  read: readForm,
  isFilledIn,
  view: (state) => ({ card: 'decommission form', ...shownOf(state), found: state.reading.found }),
};

/** What stood in the form's fields; a device without an outcome of its own has that of all. */
function readForm(data: ActionData<'decommission.submit'>): DecommissionForm {
  const { serials, outcome, reason } = data;
  const form = { serials, outcome, reason };
  const chosen = decommission
    .serials(form)
    .slice(0, 250)
    .flatMap((serial) => {
      const own = (typedIn(data, `outcome_${serial}`) || typedIn(data.outcomes, serial)).trim();
      return own === '' ? [] : [[serial, { outcome: own }] as const];
    });
  return chosen.length === 0 ? form : { ...form, outcomes: Object.fromEntries(chosen) };
}

function isFilledIn(form: DecommissionForm, field: string | null): boolean {
  switch (field) {
    case 'serials':
    case 'outcome':
    case 'reason':
      return form[field].trim() !== '';
    default:
      return field !== null;
  }
}
