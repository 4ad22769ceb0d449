import type { ProcureView, PurchaseFormView } from '../desk/views/purchase.ts';
import { activeItem, countOf } from '../domain/catalog.ts';
import { centsIn, dollars } from '../domain/money.ts';
import { quantityIn } from '../domain/new-devices.ts';
import type { Purchase } from '../domain/purchase.ts';
import type { Line, Quote } from '../domain/request/quote.ts';
import type { Request } from '../domain/request/state.ts';
import { DUTIES } from '../kinds/purchase/duties.ts';
import type { Dates } from './dates.ts';
import { forLine } from './for-whom.ts';
import { band, head, LONGEST, requestLine } from './parts.ts';
import { formBand, problemLines, problemOf, thingsToFix } from './problems.ts';
import type { CardData, Row } from './template.ts';
import { capital, counted, dotted, listed, shortened } from './text.ts';
import { costsState, netFigure, netLead, netReason, supportChange } from './wording.ts';

const LABELS: Readonly<Record<string, string>> = {
  item: 'Item',
  quantity: 'Quantity',
  model: 'Make and model',
  price: 'Unit price',
  assignedUser: 'Assigned user',
  location: 'Location',
  billingCode: 'Billing code',
  justification: 'Business justification',
  duties: 'Duties acknowledged',
};

/** The form of a purchase. As on the other forms no input is `isRequired`. */
export function purchaseForm(view: PurchaseFormView, dates: Dates): CardData {
  const { request, agency, person, inputs, problems, returned, items, costs } = view;
  const { assignedUser, location, billingCode, justification, duties } = inputs;
  const fields = ['assignedUser', 'location', 'billingCode', 'justification', 'duties'];
  return {
    ...formBand(view, 'New purchase', labelOf, dates),
    ...head(
      dotted(request, agency.code, person.name),
      returned === null ? 'Buy new devices' : 'Change the purchase',
      exemptLine(view, dates),
      'Two approvals follow: your agency, then EUC. OTS buys. Fields with * are needed.',
    ),
    request,
    revision: view.revision,
    agency: agency.code,
    lineCount: inputs.lines.length,
    lines: inputs.lines.map((line, index) => lineRow(line, index + 1, view)),
    items: items.map(({ code, name }) => ({ code, title: name })),
    canAddItem: view.canAddItem,
    ...{ assignedUser, location, billingCode, justification, duties: String(duties) },
    ...Object.fromEntries(fields.map((id) => [`${id}Problem`, problemOf(problems, id)])),
    billingCodes: agency.billingCodes.map((code) => ({ code })),
    dutiesText: `${capital(dutiesWords())} are the agency’s own duty for what it buys. Items of $1,000 and over are tagged within 60 days of receipt and counted each fiscal year.`,
    ...(costs === null ? NO_COSTS : knownCosts(costs, view.without)),
    showDesk: problems.length > 0,
  };
}

const NO_COSTS = {
  hasCosts: false,
  costsState: 'not known yet',
  noCosts: 'Choose an item and say what one costs, then Refresh costs. Submit shows them too.',
};

function knownCosts(costs: Quote, without: readonly number[]): CardData {
  const figures = { ...purchaseFigures(costs), onTheBill: onTheBill(costs) };
  return { hasCosts: true, costsState: costsState(without), noCosts: '', ...figures };
}

/** "Item 2" for `item2`. */
function labelOf(field: string): string {
  const [, name = field, row = ''] = /^([a-zA-Z]+)(\d*)$/.exec(field) ?? [];
  return `${LABELS[name] ?? ''}${row === '' || row === '1' ? '' : ` ${row}`}`;
}

/** "REV may buy tablets until Jun 30, 2027." */
function exemptLine({ agency, exemptions, now }: PurchaseFormView, dates: Dates): string {
  const what = exemptions.map(({ category, until }) => `${category}s until ${dates.day(until, now.day)}`);
  return what.length === 0 ? `${agency.code} may buy nothing now.` : `${agency.code} may buy ${listed(what)}.`;
}

function lineRow(line: PurchaseFormView['inputs']['lines'][number], no: number, view: PurchaseFormView): Row {
  const problem = (name: string) => problemOf(view.problems, `${name}${no}`);
  const item = activeItem(view.catalog, line.item.trim());
  const quantity = quantityIn(line.quantity);
  const cents = centsIn(line.price);
  const isKnown = item !== undefined && quantity !== undefined && cents !== undefined && cents > 0;
  return {
    no,
    suffix: no === 1 ? '' : ` ${no}`,
    star: no === 1 ? ' *' : '',
    spacing: no === 1 ? 'Small' : 'Default',
    ...line,
    specification: item === undefined ? 'as it is to be bought' : `like ${item.specification}`,
    itemProblem: problem('item'),
    quantityProblem: problem('quantity'),
    modelProblem: problem('model'),
    priceProblem: problem('price'),
    cost: isKnown
      ? dotted(
          `${quantity} × ${dollars(cents)} = ${dollars(quantity * cents)} once`,
          item.countsForSupport ? 'counts for support' : 'no support charge',
        )
      : '',
  };
}

/** "tagging, property control, inventory tracking, annual verification and ORM insurance". */
function dutiesWords(): string {
  return listed(DUTIES.duties);
}

function unitsOf({ lines }: Pick<Quote, 'lines'>): number {
  return lines.reduce((units, { quantity }) => units + quantity, 0);
}

/** What the bill is charged once for handling and delivery, in cents (Rule 48). */
function onceCents(quote: Quote, { handlingCents, deliveryCents }: Purchase): number {
  return unitsOf(quote) * (handlingCents + deliveryCents);
}

/** The figures of a purchase, and what the count changes. */
function purchaseFigures(quote: Quote): CardData {
  const { purchase } = quote;
  if (purchase === undefined) throw new Error('these are the figures of no purchase');
  return {
    figures: [
      { width: 5, label: 'Purchase', value: dollars(purchase.totalCents), note: 'once, by the agency', color: '' },
      { width: 4, label: 'On the bill', value: dollars(onceCents(quote, purchase)), note: 'once', color: '' },
      {
        width: 4,
        label: 'Net count',
        value: netFigure(quote.netCount),
        note: supportChange(quote.supportChangeCents),
        color: '',
      },
    ],
    netLead: netLead(quote.netCount),
    netReason: netReason(quote),
    owedLead: '',
    owedAmount: '',
    owedRest: '',
  };
}

/** What comes on the bill, and what does not (Rule 48). */
function onTheBill(quote: Quote): string {
  const { handlingCents, deliveryCents } = quote.purchase ?? { handlingCents: 0, deliveryCents: 0 };
  const each = `handling ${dollars(handlingCents)} and delivery ${dollars(deliveryCents)} for each device, when it is deployed`;
  return `On the bill once: ${each}. Support each month from then on. No hardware charge, no 48 months.`;
}

/** What an approver sees of a purchase: what is bought, what the bill is charged, and what it stands on. */
export function purchaseData({ quote, agency, requester }: Request, dates: Dates, today: string): CardData {
  const { purchase, lines } = quote;
  if (purchase === undefined) throw new Error('this is no purchase');
  const units = unitsOf(quote);
  const plain = { weight: 'Default', size: 'Default', subtle: false, separator: true, each: '', hasMonthly: false };
  const charge = (name: string, cents: number): Row => {
    return { ...plain, name, each: `${units} × ${dollars(cents)}`, term: dollars(units * cents) };
  };
  const exempt = purchase.exemptions.map(({ category, until }) => `${category}s until ${dates.day(until, today)}`);
  const acknowledged = `${requester.name} has acknowledged ${agency}’s duties: ${dutiesWords()}.`;
  return {
    ...purchaseFigures(quote),
    linesTitle: 'What is bought, and what is billed',
    lines: [
      ...lines.map(
        (line): Row => ({
          ...plain,
          name: line.name,
          each: dotted(timesPrice(line), shortened(line.purchase?.model ?? '', LONGEST.name)),
          term: dollars(line.quantity * (line.purchase?.priceCents ?? 0)),
        }),
      ),
      { ...plain, weight: 'Bolder', name: 'Purchase, paid by the agency', term: dollars(purchase.totalCents) },
      charge('Warehouse handling, on the bill', purchase.handlingCents),
      charge('Delivery, on the bill', purchase.deliveryCents),
    ],
    devicesTitle: 'What it stands on',
    devicesCount: '',
    devices: [],
    moreDevices: `${agency} was exempt for ${listed(exempt)} when it was submitted. ${acknowledged}`,
  };
}

/** "2 × $899.00". */
function timesPrice({ quantity, purchase }: Line): string {
  return `${quantity} × ${dollars(purchase?.priceCents ?? 0)}`;
}

/** A line of a purchase on the request's card. */
export function purchasedLine(line: Line, separator: boolean): Row {
  const { name, quantity, purchase } = line;
  return {
    name,
    line: dotted(timesPrice(line), shortened(purchase?.model ?? '', LONGEST.name)),
    state: `${dollars(quantity * (purchase?.priceCents ?? 0))} once`,
    owed: '',
    separator,
  };
}

/** An item of a purchase, for OTS procurement (Rule 52). */
export function procure({ request, line, waiting, inputs, problems }: ProcureView): CardData {
  return {
    ...(problems.length === 0
      ? band('accent', 'Ready to procure', counted(waiting, 'device'))
      : band(
          'attention',
          thingsToFix(problems),
          'not recorded',
          problemLines(problems, (field) => (field === 'supplier' ? 'Supplier' : 'Purchase order number')),
        )),
    ...head(requestLine(request), `Buy ${countOf(line, waiting)}`, forLine(request, request.requester.name)),
    model: shortened(line.purchase?.model ?? '', LONGEST.name),
    price: `${dollars(line.purchase?.priceCents ?? 0)} each`,
    supplier: inputs.supplier,
    supplierProblem: problemOf(problems, 'supplier'),
    number: inputs.number,
    numberProblem: problemOf(problems, 'number'),
    request: request.id,
    item: line.item,
    showDesk: problems.length > 0,
  };
}
