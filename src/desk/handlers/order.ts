import type { World } from '../../domain/kind.ts';
import type { Now } from '../../domain/months.ts';
import type { Agency } from '../../domain/people.ts';
import { type Person, roleFor } from '../../domain/people.ts';
import { whyNotSubmit } from '../../domain/request/decide.ts';
import { alreadySo, type Outcome, type Problem, refusedFor } from '../../domain/request/outcome.ts';
import { isOpen, type Request } from '../../domain/request/state.ts';
import type { Serial } from '../../domain/serials.ts';
import { KINDS } from '../../kinds/index.ts';
import { emptyOrder, type OrderForm } from '../../kinds/order/form.ts';
import type { OrderReading } from '../../kinds/order/order.ts';
import type { ActionData } from '../actions.ts';
import { agencyOfRequest, keys } from '../documents.ts';
import type { House } from '../house.ts';
import { loadCommitments, loadDevices } from '../load.ts';
import { type Performed, perform } from '../perform.ts';
import type { Stored } from '../ports/store.ts';
import { refusal, requestView } from '../present.ts';
import type { OrderFormView } from '../views/order-form.ts';
import type { View } from '../views.ts';

/** Item rows a form may have. */
const MOST_LINES = 8;

const { order } = KINDS;

/** A form, as an order's id and what stands in it. */
interface Filled {
  id: string;
  /** Which submission it makes. */
  revision: number;
  form: OrderForm;
}

/** An empty order form, or one that names a device to replace. */
export async function openOrder(house: House, person: Person, replaces = ''): Promise<View> {
  const agency = await agencyOf(house, person);
  if (agency === undefined) return cannotOrder(person);
  const filled = { id: house.newRequestId(agency.code), revision: 1, form: emptyOrder(agency.billingCodes, replaces) };
  const world = (await loadWorld(house, person, agency, filled, house.clock.now())).world;
  return formView(filled, world, order.prepare(filled.form, world).reading, []);
}

/** The form of a request that was returned, as it was sent in, with the reason. */
export async function reopenOrder(house: House, person: Person, request: Request): Promise<View> {
  const agency = await agencyOf(house, person);
  if (agency === undefined) return cannotOrder(person);
  if (request.status !== 'returned' || request.requester.id !== person.id) {
    const note = 'Only what was returned for changes can be changed, and only by who asked for it.';
    return requestView(house, request, person, { note, refused: true });
  }
  const filled = { id: request.id, revision: request.revision + 1, form: order.schema.parse(request.form) };
  const { world } = await loadWorld(house, person, agency, filled, house.clock.now());
  return { ...formView(filled, world, order.prepare(filled.form, world).reading, []), returned: request.decision };
}

/** The form again with one more row, and nothing lost. */
export async function addItem(house: House, person: Person, data: ActionData<'order.add'>): Promise<View> {
  return again(house, person, data, (form) => {
    const lines = form.lines.length < MOST_LINES ? [...form.lines, { item: '', quantity: '1' }] : form.lines;
    return { ...form, lines };
  });
}

/** The form again with what it costs, and what is wrong with that which was filled in. */
export async function priceOrder(house: House, person: Person, data: ActionData<'order.price'>): Promise<View> {
  return again(house, person, data, (form) => form);
}

async function again(
  house: House,
  person: Person,
  data: ActionData<'order.add'>,
  change: (form: OrderForm) => OrderForm,
): Promise<View> {
  const agency = await agencyOf(house, person);
  if (agency === undefined || agencyOfRequest(data.request) !== agency.code) return cannotOrder(person);
  const filled = { id: data.request, revision: data.revision, form: change(readForm(data)) };
  const { world } = await loadWorld(house, person, agency, filled, house.clock.now());
  const { reading, problems } = order.prepare(filled.form, world);
  return formView(
    filled,
    world,
    reading,
    problems.filter(({ field }) => wasFilledIn(filled.form, field)),
  );
}

/** Sends the form in: the request's card, or the form again with what is to be put right. */
export async function submitOrder(house: House, person: Person, data: ActionData<'order.submit'>): Promise<View> {
  const agency = await agencyOf(house, person);
  if (agency === undefined || agencyOfRequest(data.request) !== agency.code) return cannotOrder(person);
  const filled = { id: data.request, revision: data.revision, form: readForm(data) };
  const performed = await performSubmit(house, person, agency, filled, data.seenOwed);
  const { request, outcome } = performed;
  if (outcome.problems.length === 0 && request !== undefined) {
    return requestView(house, request, person, { note: outcome.already });
  }
  const { world } = await loadWorld(house, person, agency, filled, house.clock.now());
  return formView(filled, world, order.prepare(filled.form, world).reading, outcome.problems);
}

async function performSubmit(
  house: House,
  person: Person,
  agency: Agency,
  filled: Filled,
  seenOwed: Record<Serial, number>,
): Promise<Performed> {
  return perform(house, filled.id, person, async (request, now) => {
    const before = whyNotSubmit(request, filled.id, agency.code, person) ?? whyNotAgain(request, filled);
    if (before !== undefined) return before;
    const { world, devices } = await loadWorld(house, person, agency, filled, now);
    const { draft, problems, reading } = order.prepare(filled.form, world);
    const open = draft === null ? problems : problemsOfOwed(reading, seenOwed);
    if (draft === null || open.length > 0) return refusedFor(open);
    const [own, euc] = await Promise.all([
      house.directory.peopleWho('approve for the agency', agency.code),
      house.directory.peopleWho('approve for EUC', agency.code),
    ]);
    const replaced = [...devices.values()].map(({ body }) => body);
    const role = roleFor(person, 'make a request', agency.code) ?? null;
    return { command: { type: 'submit', draft, replaced, approvers: [...own, ...euc] }, devices, role };
  });
}

/** A form that was sent in before it was returned is not sent in by a click that Teams delivers again, nor by an old card. */
function whyNotAgain(request: Request | undefined, { id, revision }: Filled): Outcome | undefined {
  if (request === undefined || revision > request.revision) return undefined;
  return alreadySo(`${id} was submitted and then returned. Change it first. Nothing was changed.`);
}

/** Rule 14: what is still owed on a replaced device is shown before the order goes out. */
function problemsOfOwed({ found }: OrderReading, seen: Record<Serial, number>): Problem[] {
  return found
    .filter(({ serial, owedCents }) => owedCents > 0 && seen[serial] !== owedCents)
    .map(({ serial, monthsOwed }) => ({
      field: 'replaces',
      text: `${serial} has ${monthsOwed} months left to pay, whatever becomes of it. See below, then submit again.`,
    }));
}

async function loadWorld(
  house: House,
  actor: Person,
  agency: Agency,
  { id, form }: Filled,
  now: Now,
): Promise<{ world: World; devices: Map<Serial, Stored<'device'>> }> {
  const { store, directory } = house;
  const serials = order.serials(form).slice(0, 250);
  const [catalog, devices, commitments] = await Promise.all([
    directory.catalog(now.day),
    loadDevices(store, agency.code, serials),
    loadCommitments(store, agency.code, serials),
  ]);
  const busy = new Map<Serial, string>();
  for (const { body } of devices.values()) {
    if (body.openRequest === null || body.openRequest === id) continue;
    const other = await store.read(keys.request(body.openRequest));
    if (other !== undefined && isOpen(other.body)) busy.set(body.serial, body.openRequest);
  }
  const bodies = new Map([...devices].map(([serial, { body }]) => [serial, body]));
  return { world: { id, now, actor, agency, catalog, devices: bodies, commitments, busy }, devices };
}

/** What stood in the form's fields, of whatever a card sends. */
function readForm(data: ActionData<'order.add'>): OrderForm {
  const text = (id: string): string => {
    const value = Object.hasOwn(data, id) ? data[id] : '';
    return typeof value === 'string' ? value.slice(0, 8000) : typeof value === 'number' ? String(value) : '';
  };
  const form: OrderForm = {
    lines: Array.from({ length: Math.min(data.lines, MOST_LINES) }, (_, index) => ({
      item: text(`item${index + 1}`),
      quantity: text(`quantity${index + 1}`),
    })),
    assignedUser: data.assignedUser,
    location: data.location,
    replaces: data.replaces,
    becomes: data.becomes,
    outcomes: {},
    additional: data.additional === 'true',
    justification: data.justification,
    billingCode: data.billingCode,
  };
  for (const serial of order.serials(form).slice(0, 250)) {
    const chosen = {
      becomes: text(`becomes_${serial}`),
      nextUser: text(`nextUser_${serial}`),
      nextLocation: text(`nextLocation_${serial}`),
    };
    if (Object.values(chosen).some((value) => value !== '')) form.outcomes[serial] = chosen;
  }
  return form;
}

/** Whether a problem is about something typed; what is still empty is no mistake before Submit. */
function wasFilledIn(form: OrderForm, field: string | null): boolean {
  switch (field) {
    case 'replaces':
    case 'billingCode':
    case 'justification':
      return form[field].trim() !== '';
    default:
      return field !== null && !/^(becomes|next|item)/.test(field);
  }
}

function formView(
  { id, revision, form }: Filled,
  world: World,
  { found, quote }: OrderReading,
  problems: Problem[],
): OrderFormView {
  const { actor, agency, catalog } = world;
  const canAddItem = form.lines.length < MOST_LINES;
  return {
    card: 'order form',
    request: id,
    revision,
    person: actor,
    agency,
    catalog,
    inputs: form,
    problems,
    found,
    costs: quote,
    returned: null,
    canAddItem,
  };
}

async function agencyOf(house: House, person: Person): Promise<Agency | undefined> {
  return roleFor(person, 'make a request', person.agency) === undefined
    ? undefined
    : house.directory.agency(person.agency);
}

function cannotOrder(person: Person): View {
  return refusal(
    'Not yours to order',
    `Orders are made by the requesters and approvers of an agency, for that agency. You are with ${person.agency}.`,
  );
}
