import type { OrderFormView } from '../desk/views/order-form.ts';
import { activeItem, type Catalog } from '../domain/catalog.ts';
import { dollars } from '../domain/money.ts';
import { oldDeviceBecomesSchema } from '../domain/request/quote.ts';
import type { ReplacedDevice } from '../kinds/order/replaced.ts';
import type { Dates } from './dates.ts';
import { figures } from './figures.ts';
import { head, LONGEST, owedColumn, seenOwed } from './parts.ts';
import { formBand, problemOf } from './problems.ts';
import type { CardData, Row } from './template.ts';
import { dotted, shortened } from './text.ts';
import { costsState, OUTCOMES, owedOn, times } from './wording.ts';

/** Replaced devices that get a box of their own; the others share one choice, or the card would be too large. */
const MOST_BOXES = 8;

const LABELS: Readonly<Record<string, string>> = {
  item: 'Item',
  quantity: 'Quantity',
  reserve: 'For disaster reserve',
  assignedUser: 'Assigned user',
  location: 'Location',
  replaces: 'Replaces',
  becomes: 'Old device becomes',
  nextUser: 'New assigned user',
  nextLocation: 'New location',
  additional: 'Additional devices',
  justification: 'Business justification',
  billingCode: 'Billing code',
};

const CHOICES: readonly { title: string; code: string }[] = oldDeviceBecomesSchema.options.map((code) => ({
  title: OUTCOMES[code].choice,
  code,
}));

/**
 * The order form. No input is `isRequired`: clients would then block Add item and Refresh costs too, which need what is
 * typed so far (`associatedInputs: none` would lose it). A star in the label says what is needed, the desk checks it.
 */
export function orderForm(view: OrderFormView, dates: Dates): CardData {
  const { request, agency, person, catalog, inputs, problems, found, returned } = view;
  const problem = (field: string) => problemOf(problems, field);
  return {
    ...formBand(view, 'New order', labelOf, dates),
    ...head(
      dotted(request, agency.code, person.name),
      returned === null ? 'Order new devices' : 'Change the order',
      'Two approvals follow: your agency, then EUC. Fields with * are needed.',
    ),
    request,
    revision: view.revision,
    lineCount: inputs.lines.length,
    lines: inputs.lines.map((line, index) => lineRow(line, index + 1, view)),
    items: catalog.items
      .filter(({ active }) => active)
      .map(({ code, name, rateCents }) => ({ code, title: `${name} · ${dollars(rateCents)}` })),
    canAddItem: view.canAddItem,
    assignedUser: inputs.assignedUser,
    assignedUserProblem: problem('assignedUser'),
    location: inputs.location,
    locationProblem: problem('location'),
    locationHint: locationHint(inputs.lines),
    replaces: inputs.replaces,
    replacesProblem: problem('replaces'),
    found: found.slice(0, MOST_BOXES).map((device) => boxRow(device, view)),
    ...sharedChoice(view),
    outcomes: CHOICES,
    additional: String(inputs.additional),
    additionalProblem: problem('additional'),
    billingCode: inputs.billingCode,
    billingCodes: agency.billingCodes.map((code) => ({ code })),
    billingCodeProblem: problem('billingCode'),
    justification: inputs.justification,
    justificationProblem: problem('justification'),
    seenOwed: seenOwed(found),
    ...costsData(view),
    showDesk: problems.length > 0,
  };
}

/** "Item 2" for `item2`, "Old device becomes (7BLUE01)" for `becomes_7BLUE01`. */
function labelOf(field: string): string {
  const [, name = field, row = '', serial = ''] = /^([a-zA-Z]+)(\d*)(?:_(.*))?$/.exec(field) ?? [];
  const label = LABELS[name] ?? '';
  if (serial !== '') return `${label} (${serial})`;
  return row === '' || row === '1' ? label : `${label} ${row}`;
}

/** What the location is for, once something goes to reserve. */
function locationHint(lines: OrderFormView['inputs']['lines']): string {
  const filled = lines.filter(({ item }) => item.trim() !== '');
  const reserve = filled.filter((line) => line.reserve);
  if (reserve.length === 0) return '';
  return reserve.length === filled.length
    ? 'Where the reserve is kept. It can be said later, when it is placed.'
    : 'Where the users are. Where the reserve is kept is said when it is placed.';
}

function lineRow(
  line: OrderFormView['inputs']['lines'][number],
  no: number,
  { catalog, problems }: OrderFormView,
): Row {
  const quantity = line.quantity.trim();
  const quantityProblem = problemOf(problems, `quantity${no}`);
  const isText = quantity !== '' && !/^-?\d{1,9}$/.test(quantity);
  return {
    no,
    suffix: no === 1 ? '' : ` ${no}`,
    star: no === 1 ? ' *' : '',
    spacing: no === 1 ? 'Small' : 'Default',
    item: line.item,
    itemProblem: problemOf(problems, `item${no}`),
    /** A number input takes nothing but numbers, so anything else comes back as text. */
    isNumber: !isText,
    isText,
    number: isText || quantity === '' ? '' : Number(quantity),
    quantity: line.quantity,
    quantityProblem,
    reserve: String(line.reserve ?? false),
    reserveProblem: problemOf(problems, `reserve${no}`),
    reserveSuffix: no === 1 ? '' : ` (item ${no})`,
    cost: quantityProblem === '' ? costOf(line, catalog) : '',
  };
}

/** "2 × $32.92 = $65.84 a month · counts for support"; nothing until both make sense. */
function costOf(line: OrderFormView['inputs']['lines'][number], catalog: Catalog): string {
  const { item: code, quantity: typed, reserve = false } = line;
  const item = activeItem(catalog, code.trim());
  const quantity = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0;
  if (item === undefined || quantity === 0) return '';
  const { rateCents, countsForSupport } = item;
  const cost = `${times({ quantity, rateCents })} = ${dollars(quantity * rateCents)} a month`;
  const support = reserve ? 'no support until it serves' : 'counts for support';
  return dotted(cost, countsForSupport ? support : 'no support charge');
}

function boxRow(device: ReplacedDevice, { problems }: OrderFormView): Row {
  const { serial, name, assignedUser, becomes, nextUser, nextLocation } = device;
  return {
    ...owedColumn(device),
    serial,
    name: dotted(name, shortened(assignedUser ?? '', LONGEST.name)),
    becomes: becomes ?? '',
    becomesProblem: problemOf(problems, `becomes_${serial}`),
    moves: becomes === 'redistribute',
    nextUser,
    nextUserProblem: problemOf(problems, `nextUser_${serial}`),
    nextLocation,
    nextLocationProblem: problemOf(problems, `nextLocation_${serial}`),
  };
}

/** What a choice comes to once the new devices are deployed (Rule 15). */
const OPENS = 'Redistribute opens a move to its next user, every other choice a decommission.';

/** One choice for all replaced devices while none is found yet, or for those that get no box. */
function sharedChoice({ found, inputs, problems }: OrderFormView): CardData {
  const rest = found.slice(MOST_BOXES);
  const { owedLead, owedAmount, owedRest } = owedOn(rest);
  const more = `And ${rest.length} more, which share one choice. To redistribute one, put it in a smaller order.`;
  return {
    asksBecomes: found.length === 0 || rest.length > 0,
    becomesLabel: rest.length > 0 ? `Old device becomes (the other ${rest.length})` : 'Old device becomes',
    becomes: inputs.becomes,
    becomesChoices: rest.length > 0 ? CHOICES.filter(({ code }) => code !== 'redistribute') : CHOICES,
    becomesProblem: problemOf(problems, 'becomes'),
    moreFound: rest.length > 0 ? `${more}${owedLead}${owedAmount}${owedRest}` : found.length > 0 ? OPENS : '',
  };
}

function costsData({ costs, found, without }: OrderFormView): CardData {
  if (costs === null) {
    const noCosts = 'Choose an item and a quantity, then Refresh costs. Submit shows them too.';
    return { hasCosts: false, costsState: 'not known yet', noCosts };
  }
  return { hasCosts: true, costsState: costsState(without), noCosts: '', ...figures(costs, found) };
}
