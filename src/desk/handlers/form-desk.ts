import type { Kind, Reading } from '../../domain/kind.ts';
import type { Agency } from '../../domain/people.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Decision } from '../../domain/request/state.ts';
import type { Serial } from '../../domain/serials.ts';
import type { World } from '../../domain/world.ts';
import type { FormShown } from '../views/form.ts';
import type { View } from '../views.ts';

/** A form as it stands: what is filled in, what that says, and what is to be put right. */
export interface FormState<F, R extends Reading> {
  id: string;
  /** Which submission the form makes: 1 for the first, one more each time it was returned. */
  revision: number;
  form: F;
  world: World;
  reading: R;
  problems: Problem[];
  /** Set when the form is open again because an approver sent it back. */
  returned: Decision | null;
}

/** What a form's card has sent: ids, and what it has shown as owed, in cents by serial. */
export interface FormData {
  request: string;
  revision: number;
  seenOwed: Record<Serial, number>;
}

/** A kind's form at the desk: how it is read from a card, and shown on one. */
export interface FormDesk<F, R extends Reading, D extends FormData> {
  kind: Kind<F, R>;
  /** The field that names devices. */
  serialsField: string;
  /** Whether what is still owed on them must have been shown before the request goes out (Rule 14). */
  showsOwed: boolean;
  /** A form with nothing in it but the serials asked about, and what can be guessed. */
  empty(agency: Agency, serials: string): F;
  read(data: D): F;
  /** Whether a field holds something; what is still empty is no mistake before Submit. */
  isFilledIn(form: F, field: string | null): boolean;
  /** What is shown instead of the form where it would lead nowhere. */
  insteadOf?(world: World): View | undefined;
  view(state: FormState<F, R>): View;
}

/** The form in what a card has sent, where its fields are the form's own: all but the ids and what was shown as owed. */
export function fieldsOf<D extends FormData>(data: D): Omit<D, keyof FormData> {
  const { request: _request, revision: _revision, seenOwed: _seen, ...fields } = data;
  return fields;
}

/** What every form's view shows alike. */
export function shownOf<F, R extends Reading>(state: FormState<F, R>): FormShown & { inputs: F } {
  const { id, revision, form, world, problems, returned } = state;
  return { request: id, revision, person: world.actor, agency: world.agency, inputs: form, problems, returned };
}

/** Whether a form's field has a text in it. */
export function hasText(form: Readonly<Record<string, string>>, field: string | null): boolean {
  return field !== null && (form[field] ?? '').trim() !== '';
}
