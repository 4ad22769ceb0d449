import type { FoundFormView, LossFormView, SwapFormView } from '../desk/views/device-forms.ts';
import { FOUND_FIELDS } from '../kinds/found/form.ts';
import { LOSS_FIELDS } from '../kinds/loss/form.ts';
import { SWAP_FIELDS } from '../kinds/swap/form.ts';
import type { Dates } from './dates.ts';
import { formData } from './device-forms.ts';
import { formHead, labelsOf } from './form-parts.ts';
import type { CardData } from './template.ts';
import { DESTINATIONS } from './wording.ts';

const LOSS_LABELS = labelsOf(LOSS_FIELDS);

/** The form that reports lost or stolen devices (Rule 55). */
export function lossForm(view: LossFormView, dates: Dates): CardData {
  const { inputs } = view;
  return {
    ...formHead(
      view,
      LOSS_LABELS,
      {
        band: 'New report',
        title: 'Report lost or stolen',
        changed: 'Change the report',
        under: 'It goes to EUC’s asset manager. Fields with * are needed.',
      },
      dates,
    ),
    ...formData(view, LOSS_LABELS),
    what: inputs.what,
    whats: [
      { title: 'Lost', code: 'lost' },
      { title: 'Stolen', code: 'stolen' },
    ],
    since: dayOrNothing(inputs.since),
    policeReport: inputs.policeReport,
  };
}

const FOUND_LABELS = labelsOf(FOUND_FIELDS);

/** The form about lost devices that have turned up (Rule 55). */
export function foundForm(view: FoundFormView, dates: Dates): CardData {
  const { inputs } = view;
  return {
    ...formHead(
      view,
      FOUND_LABELS,
      {
        band: 'Found',
        title: 'Take a lost device back',
        changed: 'Change what becomes of it',
        under: 'Your agency approves only if it is given up with months left to pay. Fields with * are needed.',
      },
      dates,
    ),
    ...formData(view, FOUND_LABELS),
    where: inputs.where,
    outcome: inputs.outcome,
    outcomes: Object.entries(DESTINATIONS).map(([code, { choice }]) => ({ title: choice, code })),
  };
}

const SWAP_LABELS = labelsOf(SWAP_FIELDS);

/** The form of a warranty swap (Rule 55). */
export function swapForm(view: SwapFormView, dates: Dates): CardData {
  const { inputs } = view;
  const { serial, newUser, newLocation } = inputs;
  return {
    ...formHead(
      view,
      SWAP_LABELS,
      {
        band: 'New warranty swap',
        title: 'Swap a device under warranty',
        changed: 'Change the swap',
        under: 'The maker replaces it: a new one comes, the old one goes back. Fields with * are needed.',
      },
      dates,
    ),
    ...formData({ ...view, inputs: { serials: serial, reason: inputs.reason } }, SWAP_LABELS),
    ...(view.found.length === 0 ? {} : { owedHint: 'What is owed goes over to the new one.' }),
    serial,
    newUser,
    newLocation,
  };
}

/** A date input takes nothing but a day. */
function dayOrNothing(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : '';
}
