import type { AdjustmentFormView } from '../desk/views/device-forms.ts';
import { chargeKindSchema } from '../domain/billing/charges.ts';
import { ADJUSTMENT_FIELDS } from '../kinds/adjustment/form.ts';
import { KINDS } from './bill.ts';
import type { Dates } from './dates.ts';
import { labelsOf, problemsByField } from './form-parts.ts';
import { head } from './parts.ts';
import { formBand } from './problems.ts';
import type { CardData } from './template.ts';
import { dotted } from './text.ts';

const LABELS = labelsOf(ADJUSTMENT_FIELDS);

/** The form that questions a line of a bill (Rule 50). As on the other forms no input is `isRequired`. */
export function adjustmentForm(view: AdjustmentFormView, dates: Dates): CardData {
  const { inputs, agency, problems, request, revision } = view;
  return {
    ...formBand(view, 'New question', (field) => LABELS[field] ?? '', dates),
    ...head(
      dotted(request, agency.code, view.person.name),
      'Question a line of the bill',
      'Billing and EUC decide; you are told. Fields with * are needed.',
    ),
    request,
    revision,
    ...inputs,
    ...problemsByField(problems, LABELS),
    charges: chargeKindSchema.options.map((code) => ({ title: KINDS[code], code })),
    billingCodes: agency.billingCodes.map((code) => ({ code })),
    showDesk: problems.length > 0,
  };
}
