import type { Reading } from '../../domain/kind.ts';
import { type Agency, type Permission, type Person, roleFor, rolesWith } from '../../domain/people.ts';
import { APPROVALS, agencyOfStep } from '../../domain/request/authority.ts';
import { whyNotSubmit } from '../../domain/request/decide.ts';
import { takesFrom } from '../../domain/request/lose.ts';
import { alreadySo, gathered, type Outcome, type Problem, refusedFor } from '../../domain/request/outcome.ts';
import type { Decision, Draft, Request } from '../../domain/request/state.ts';
import type { Serial } from '../../domain/serials.ts';
import { agencyOfRequest, keys } from '../documents.ts';
import type { House } from '../house.ts';
import { loadWorld, named } from '../load-world.ts';
import { perform } from '../perform.ts';
import type { Stored } from '../ports/store.ts';
import { refusal, requestView } from '../present.ts';
import type { View } from '../views.ts';
import type { FormData, FormDesk, FormState } from './form-desk.ts';

/** What is done to a kind's form once it is open, whichever the kind. */
interface Door<D extends FormData> {
  refresh(house: House, person: Person, data: D): Promise<View>;
  submit(house: House, person: Person, data: D): Promise<View>;
  reopen(house: House, person: Person, request: Request): Promise<View>;
}

/** The door of a kind: its form given back as it stands, sent in, and opened again after a return. */
export function doorOf<F, R extends Reading, D extends FormData>(desk: FormDesk<F, R, D>): Door<D> {
  return {
    refresh: (house, person, data) => refreshForm(house, person, desk, data),
    submit: (house, person, data) => submitForm(house, person, desk, data),
    reopen: (house, person, request) => reopenForm(house, person, desk, request),
  };
}

/** What a form begins with: an agency that need not be the person's own, and what is known already. */
interface Beginning<F> {
  agency?: string;
  fill?: (form: F) => F;
}

/** A kind's empty form, or one that is filled in as far as something is known. */
export async function openForm<F, R extends Reading, D extends FormData>(
  house: House,
  person: Person,
  desk: FormDesk<F, R, D>,
  serials = '',
  { agency: code = person.agency, fill = (form) => form }: Beginning<F> = {},
): Promise<View> {
  const agency = await agencyOf(house, person, desk, code);
  if (agency === undefined) return notYours(person, desk.kind);
  const form = fill(desk.empty(agency, serials));
  const begun = { id: house.newRequestId(agency.code), revision: 1, form };
  return show(house, person, agency, desk, begun, () => [], { returned: null });
}

/** The form of a request that was returned, as it was sent in, with the reason. */
async function reopenForm<F, R extends Reading, D extends FormData>(
  house: House,
  person: Person,
  desk: FormDesk<F, R, D>,
  request: Request,
): Promise<View> {
  const agency = await agencyOf(house, person, desk, request.agency);
  if (agency === undefined) return notYours(person, desk.kind);
  if (request.status !== 'returned' || request.requester.id !== person.id) {
    const note = 'Only what was returned for changes can be changed, and only by who asked for it.';
    return requestView(house, request, person, { note, refused: true });
  }
  const form = desk.kind.schema.parse(request.form);
  const filled = { id: request.id, revision: request.revision + 1, form };
  return show(house, person, agency, desk, filled, () => [], { returned: request.decision });
}

/** The form again, changed or not, with what it says and what is wrong with that which was filled in. */
export async function refreshForm<F, R extends Reading, D extends FormData>(
  house: House,
  person: Person,
  desk: FormDesk<F, R, D>,
  data: D,
  change: (form: F) => F = (form) => form,
): Promise<View> {
  const agency = await agencyOf(house, person, desk, agencyOfRequest(data.request));
  if (agency === undefined) return notYours(person, desk.kind);
  const form = change(desk.read(data));
  return show(house, person, agency, desk, { id: data.request, revision: data.revision, form }, (problems) =>
    problems.filter(({ field }) => desk.isFilledIn(form, field)),
  );
}

/** Sends the form in: the request's card, or the form again with what is to be put right. */
async function submitForm<F, R extends Reading, D extends FormData>(
  house: House,
  person: Person,
  desk: FormDesk<F, R, D>,
  data: D,
): Promise<View> {
  const { request: id, revision, seenOwed } = data;
  const agency = await agencyOf(house, person, desk, agencyOfRequest(id));
  if (agency === undefined) return notYours(person, desk.kind);
  const { permission = 'make a request' } = desk.kind;
  const form = desk.read(data);
  let leftOut: Problem[] = [];
  const { request, outcome } = await perform(house, id, person, async (request, now) => {
    const before = whyNotSubmit(request, id, agency.code, person, permission) ?? whyNotAgain(request, id, revision);
    if (before !== undefined) return before;
    const { world, devices, commitments } = await loadWorld(house, person, agency, named(desk.kind, form), id, now);
    const prepared = desk.kind.prepare(form, world);
    leftOut = prepared.leftOut;
    const { draft } = prepared;
    const open = draft === null ? prepared.problems : problemsOfOwed(desk, prepared.reading, seenOwed);
    if (draft === null || open.length > 0) return refusedFor([...open, ...leftOut]);
    const approvers = await Promise.all(
      draft.route.map((step) => house.directory.deciders(APPROVALS[step], agencyOfStep(draft, step))),
    );
    const taken = new Set(prepared.reading.found.map(({ serial }) => serial));
    const claimed = [...devices.values()].map(({ body }) => body).filter(({ serial }) => taken.has(serial));
    const role = roleFor(person, permission, agency.code) ?? null;
    const others = await requestsTakenFrom(house, draft);
    const takenFrom = [...others.values()].map(({ body }) => body);
    const command = { type: 'submit', draft, claimed, approvers: approvers.flat(), permission, takenFrom } as const;
    return { command, devices, commitments, role, others };
  });
  if (outcome.problems.length > 0 || request === undefined) {
    return show(house, person, agency, desk, { id, revision, form }, () => outcome.problems);
  }
  return requestView(house, request, person, { note: outcome.already ?? leftOutNote(leftOut) });
}

/** The requests that lost devices are taken out of, by id (Rule 55). */
async function requestsTakenFrom({ store }: House, draft: Draft): Promise<Map<string, Stored<'request'>>> {
  const found = await Promise.all(takesFrom(draft).map((id) => store.read(keys.request(id))));
  return new Map(found.flatMap((stored) => (stored === undefined ? [] : [[stored.body.id, stored]])));
}

/** What a request goes without (Rule 38): "Submitted without these: 8REDX01 is not a device of PARKS." */
function leftOutNote(leftOut: readonly Problem[]): string | null {
  if (leftOut.length === 0) return null;
  return `Submitted, but without these: ${gathered(leftOut)
    .map(({ text }) => text)
    .join(' ')}`;
}

/** A form that was sent in before it was returned is not sent in by a click that Teams delivers again, nor by an old card. */
function whyNotAgain(request: Request | undefined, id: string, revision: number): Outcome | undefined {
  if (request === undefined || revision > request.revision) return undefined;
  return alreadySo(`${id} was submitted and then returned. Change it first. Nothing was changed.`);
}

/** Rule 14: what is still owed is shown before the request goes out. */
function problemsOfOwed(
  { serialsField: field, showsOwed }: { serialsField: string; showsOwed: boolean },
  { found }: Reading,
  seen: Record<Serial, number>,
): Problem[] {
  if (!showsOwed) return [];
  return found
    .filter(({ serial, owedCents }) => owedCents > 0 && seen[serial] !== owedCents)
    .map(({ serial, monthsOwed }) => ({
      field,
      text: `${serial} has ${monthsOwed} months left to pay, whatever becomes of it. See below, then submit again.`,
    }));
}

async function show<F, R extends Reading, D extends FormData>(
  house: House,
  person: Person,
  agency: Agency,
  desk: FormDesk<F, R, D>,
  { id, revision, form }: Pick<FormState<F, R>, 'id' | 'revision' | 'form'>,
  which: (problems: Problem[]) => Problem[],
  opening?: { returned: Decision | null },
): Promise<View> {
  const { world } = await loadWorld(house, person, agency, named(desk.kind, form), id, house.clock.now());
  // What is filled in already is never taken away: what stands in its way is said on the form.
  const instead = opening === undefined ? undefined : desk.insteadOf?.(world);
  if (instead !== undefined) return instead;
  const returned = opening?.returned ?? null;
  const { reading, problems, leftOut } = desk.kind.prepare(form, world);
  return desk.view({ id, revision, form, world, reading, problems: which([...problems, ...leftOut]), returned });
}

/** The agency that a form is for, if the person may make such a request for it. */
async function agencyOf(
  house: House,
  person: Person,
  { kind: { permission = 'make a request' } }: { kind: { permission?: Permission } },
  code: string,
): Promise<Agency | undefined> {
  return roleFor(person, permission, code) === undefined ? undefined : house.directory.agency(code);
}

function notYours(person: Person, { permission = 'make a request' }: { permission?: Permission }): View {
  const roles = rolesWith(permission);
  const isEucs = roles.every(({ reach }) => reach === 'any agency');
  const text = isEucs
    ? `This is asked for by EUC: ${roles.map(({ role }) => role).join(', ')}. Call the service desk.`
    : `Requests are made by the requesters and approvers of an agency, for that agency. You are with ${person.agency}.`;
  return refusal('Not yours to ask for', text);
}
