import type { LossFormView } from '../desk/views/device-forms.ts';
import type { Dates } from './dates.ts';
import { formData } from './device-forms.ts';
import { formBand, head } from './parts.ts';
import type { CardData } from './template.ts';
import { dotted } from './text.ts';

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

/** A date input takes nothing but a day. */
function dayOrNothing(text: string): string {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : '';
}
