import type { FormShown } from '../desk/views/form.ts';
import type { Field } from '../domain/kind.ts';
import type { Problem } from '../domain/request/outcome.ts';
import type { Dates } from './dates.ts';
import { head } from './parts.ts';
import { formBand, problemOf } from './problems.ts';
import type { CardData } from './template.ts';
import { dotted } from './text.ts';

/** Labels of a form's fields, by id. */
export type Labels = Readonly<Record<string, string>>;

/** The labels of a kind's fields, as far as they are there once. */
export function labelsOf(fields: readonly Field[]): Labels {
  return Object.fromEntries(fields.flatMap(({ id, label, per }) => (per === 'form' ? [[id, label]] : [])));
}

/** What is wrong with each field, under the name that templates have for it: `reasonProblem`. */
export function problemsByField(problems: readonly Problem[], labels: Labels): CardData {
  return Object.fromEntries(Object.keys(labels).map((id) => [`${id}Problem`, problemOf(problems, id)]));
}

/** The label of a field; "Outcome (7BLUE01)" for `outcome_7BLUE01`, which is there for each device. */
function labelOf(field: string, labels: Labels): string {
  const [name = '', serial] = field.split('_');
  const label = labels[name] ?? '';
  return serial === undefined ? label : `${label} (${serial})`;
}

/** What a form opens with: its band, what it is for, and where it goes. `changed` is the title after a return. */
export function formHead(
  view: FormShown,
  labels: Labels,
  { band, title, changed, under }: { band: string; title: string; changed: string; under: string },
  dates: Dates,
): CardData {
  const { request, agency, person, returned } = view;
  return {
    ...formBand(view, band, (field) => labelOf(field, labels), dates),
    ...head(dotted(request, agency.code, person.name), returned === null ? title : changed, under),
  };
}
