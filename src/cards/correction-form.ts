import type { CorrectionFormView } from '../desk/views/device-forms.ts';
import { type CORRECTED_FIELDS, correctedFieldSchema, partOf } from '../domain/corrections.ts';
import { whyNoLabel } from '../domain/device.ts';
import { nameOf } from '../domain/found-device.ts';
import { CORRECTION_FIELDS } from '../kinds/correction/form.ts';
import type { Dates } from './dates.ts';
import { labelsOf, problemsByField } from './form-parts.ts';
import { head } from './parts.ts';
import { formBand, problemOf } from './problems.ts';
import type { CardData } from './template.ts';
import { dotted, shortened } from './text.ts';

const LABELS = labelsOf(CORRECTION_FIELDS);

/**
 * The form that corrects a device's record (Rules 6 and 28): its fields hold what is on record, and under one that differs
 * stands what that is. As on the other forms no input is `isRequired`.
 */
export function correctionForm(view: CorrectionFormView, dates: Dates): CardData {
  const { inputs, agency, problems, request, revision, device, atOnce } = view;
  return {
    ...formBand(view, 'New correction', (field) => LABELS[field] ?? '', dates),
    ...head(
      dotted(request, agency.code, view.person.name),
      `Correct ${inputs.serial}`,
      device === null ? '' : dotted(nameOf(device), device.status),
      `Change what is wrong. ${atOnce ? 'The record changes when you submit.' : 'The asset manager looks at it, then the record changes.'}`,
    ),
    request,
    revision,
    ...inputs,
    // A date input takes nothing but a day.
    warrantyUntil: /^\d{4}-\d\d-\d\d$/.test(inputs.warrantyUntil) ? inputs.warrantyUntil : '',
    ...problemsByField(problems, LABELS),
    ...Object.fromEntries(correctedFieldSchema.options.map((field) => [`${field}Was`, wasWords(view, field, dates)])),
    // Who has it is asked where somebody can; of a label, where there should be one.
    asksUser: device?.status === 'in service' || problemOf(problems, 'assignedUser') !== '',
    asksLabel: device !== null && whyNoLabel(device) === null,
    asksTag: device !== null && partOf(device, 'tag') !== '',
    billingCodes: [...new Set([...agency.billingCodes, inputs.was.billingCode])]
      .filter((code) => code !== '')
      .map((code) => ({ code })),
    showDesk: problems.length > 0,
  };
}

/** "On record: 2.14", under a field that says otherwise. */
function wasWords({ device, inputs }: CorrectionFormView, field: keyof typeof CORRECTED_FIELDS, dates: Dates): string {
  if (device === null || field === 'labelled') return '';
  const was = partOf(device, field);
  if (was === inputs[field].trim()) return '';
  const shown = field === 'warrantyUntil' ? dates.day(was) : shortened(was, 120);
  return `On record: ${was === '' ? 'none' : shown}`;
}
