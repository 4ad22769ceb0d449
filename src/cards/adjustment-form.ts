import type { AdjustmentFormView } from '../desk/views/device-forms.ts';
import { chargeKindSchema } from '../domain/billing/charges.ts';
import { KINDS } from './bill.ts';
import type { Dates } from './dates.ts';
import { head } from './parts.ts';
import { formBand, problemOf } from './problems.ts';
import type { CardData } from './template.ts';
import { dotted } from './text.ts';

const LABELS: Readonly<Record<string, string>> = {
  serial: 'Serial',
  month: 'Month',
  charge: 'Charge',
  amount: 'Adjustment',
  billingCode: 'Billing code',
  reason: 'Reason',
};

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
    ...Object.fromEntries(Object.keys(LABELS).map((id) => [`${id}Problem`, problemOf(problems, id)])),
    charges: chargeKindSchema.options.map((code) => ({ title: KINDS[code], code })),
    billingCodes: agency.billingCodes.map((code) => ({ code })),
    showDesk: problems.length > 0,
  };
}
