import type { FoundFormView, LossFormView, SwapFormView } from '../desk/views/device-forms.ts';
import type { Dates } from './dates.ts';
import { formData } from './device-forms.ts';
import { head } from './parts.ts';
import { formBand } from './problems.ts';
import type { CardData } from './template.ts';
import { dotted } from './text.ts';
import { DESTINATIONS } from './wording.ts';

const LOSS_LABELS: Readonly<Record<string, string>> = {
  serials: 'Serials',
  what: 'What happened',
  since: 'Since when',
  policeReport: 'Police report',
  reason: 'Reason',
};

/** The form that reports lost or stolen devices (Rule 55). */
export function lossForm(view: LossFormView, dates: Dates): CardData {
  const { inputs, agency, returned } = view;
  return {
    ...formBand(view, 'New report', (field) => LOSS_LABELS[field] ?? '', dates),
    ...head(
      dotted(view.request, agency.code, view.person.name),
      returned === null ? 'Report lost or stolen' : 'Change the report',
      'It goes to EUC’s asset manager. Fields with * are needed.',
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

const FOUND_LABELS: Readonly<Record<string, string>> = {
  serials: 'Serials',
  where: 'Where it is',
  outcome: 'Outcome',
  reason: 'Reason',
};

/** The form about lost devices that have turned up (Rule 55). */
export function foundForm(view: FoundFormView, dates: Dates): CardData {
  const { inputs, agency, returned } = view;
  return {
    ...formBand(view, 'Found', (field) => FOUND_LABELS[field] ?? '', dates),
    ...head(
      dotted(view.request, agency.code, view.person.name),
      returned === null ? 'Take a lost device back' : 'Change what becomes of it',
      'Your agency approves only if it is given up with months left to pay. Fields with * are needed.',
    ),
    ...formData(view, FOUND_LABELS),
    where: inputs.where,
    outcome: inputs.outcome,
    outcomes: Object.entries(DESTINATIONS).map(([code, { choice }]) => ({ title: choice, code })),
  };
}

const SWAP_LABELS: Readonly<Record<string, string>> = {
  serial: 'Serial',
  newUser: 'New assigned user',
  newLocation: 'New location',
  reason: 'Reason',
};

/** The form of a warranty swap (Rule 55). */
export function swapForm(view: SwapFormView, dates: Dates): CardData {
  const { inputs, agency, returned } = view;
  const { serial, newUser, newLocation } = inputs;
  return {
    ...formBand(view, 'New warranty swap', (field) => SWAP_LABELS[field] ?? '', dates),
    ...head(
      dotted(view.request, agency.code, view.person.name),
      returned === null ? 'Swap a device under warranty' : 'Change the swap',
      'The maker replaces it: a new one comes, the old one goes back. Fields with * are needed.',
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
