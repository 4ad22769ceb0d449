import type { ApprovalView } from '../desk/views/requests.ts';
import { TERM_MONTHS } from '../domain/catalog.ts';
import { dollars } from '../domain/money.ts';
import type { Adjustment, Quote } from '../domain/request/quote.ts';
import type { ApprovalStep, Child, Request, Unit } from '../domain/request/state.ts';
import { approvalName, decidedBy } from '../domain/request/timeline.ts';
import { asksDelivery, deliveryData, termsData } from './choices.ts';
import type { Dates } from './dates.ts';
import { changeFigures, figures } from './figures.ts';
import { forLine } from './for-whom.ts';
import { band, head, LONGEST, replacedRow, requestLine, sentence, unitRow } from './parts.ts';
import { purchaseData } from './purchase.ts';
import type { CardData, Row } from './template.ts';
import { counted, dotted, listed, SENT_AGAIN, shortened } from './text.ts';
import {
  approvalOf,
  firstName,
  type Owing,
  ordersNothing,
  owedOn,
  reserveWords,
  signedDollars,
  times,
} from './wording.ts';

/** Devices a card lists; more would make it too large. */
const MOST_DEVICES = 15;

/** A request that waits for this person, with every figure the decision is kept with (Rules 14 and 17). */
export function approval(view: ApprovalView, dates: Dates): CardData {
  const { request, step, problem, again, typed, now } = view;
  const { quote, requester } = request;
  const stage = `${approvalOf(request, step)} · ${request.route.indexOf(step) + 1} of ${request.route.length}`;
  const before = request.approvals.map(
    (given) => `${approvalName(request, given.step)} approval by ${decidedBy(given)}, ${dates.moment(given.at, now)}`,
  );
  const sentAgain = again ? SENT_AGAIN : '';
  const lines = [
    ...returnedBefore(view, dates),
    ...sentence(forWhom(view)),
    ...sentence(nudged(view, dates)),
    ...sentence(sentAgain),
  ];
  const kept = typed === null ? '' : ` What you typed is kept: open ${buttonFor(typed.verb)} again.`;
  return {
    ...(problem === null
      ? band('warning', 'Waiting for your approval', stage, lines)
      : band('attention', '⚠ Not decided', stage, sentence(`${problem.text}${kept}`))),
    ...head(
      requestLine(request, `${requester.name}, ${dates.moment(request.submittedAt, now)}`),
      request.title,
      forLine(request),
      before.join(' · '),
    ),
    ...dataOf(request, step, dates, now.day),
    justification: `“${shortened(request.justification, LONGEST.justification)}”`,
    ...termsData(view),
    ...deliveryData(view),
    approveInputs: step === 'receiving agency' || asksDelivery(view) ? '' : 'none',
    kept: `Catalog of ${dates.day(quote.catalogVersion, now.day)}. Your decision is kept with these figures.`,
    request: request.id,
    step,
    revision: request.revision,
    requesterFirst: firstName(requester.name),
    returnReason: typed?.verb === 'return' ? typed.reason : '',
    rejectReason: typed?.verb === 'reject' ? typed.reason : '',
    showDesk: problem !== null,
  };
}

/** Why it was returned before, so that whoever decides now sees what was to be changed. */
function returnedBefore(
  { request: { lastReturn }, now }: ApprovalView,
  dates: Dates,
): { lead: string; text: string }[] {
  if (lastReturn === undefined) return [];
  const lead = `Returned ${onDay(dates.dayOf(lastReturn.at, now))} by ${decidedBy(lastReturn)}: `;
  return [{ lead, text: `“${shortened(lastReturn.reason ?? '', LONGEST.reason)}”` }];
}

function onDay(day: string): string {
  return day === 'today' ? day : `on ${day}`;
}

/** Whose approval it is, where somebody gives it for another (Rule 21). */
function forWhom({ for: away }: ApprovalView): string {
  return away === null ? '' : `You decide for ${away}, who has delegated this to you.`;
}

/** Why it comes once more, or only now (Rule 21). */
function nudged({ request, nudge, now }: ApprovalView, dates: Dates): string {
  const since = dates.dayOf(request.approvals.at(-1)?.at ?? request.submittedAt, now);
  switch (nudge) {
    case null:
      return '';
    case 'reminder':
      return `A reminder: this has waited for your approval since ${since}.`;
    case 'second reminder':
      return `A second reminder: this has waited since ${since}, and nobody else can decide it.`;
    case 'passed on':
      return `This has waited since ${since} and nobody has decided. It is passed on to you.`;
  }
}

/** What the request is about, by what it is. */
function dataOf(request: Request, step: ApprovalStep, dates: Dates, today: string): CardData {
  if (request.quote.purchase !== undefined) return purchaseData(request, dates, today);
  return ordersNothing(request.quote) ? changeData(request, step) : orderData(request);
}

function buttonFor(verb: 'return' | 'reject'): string {
  return verb === 'return' ? 'Return for changes' : 'Reject';
}

/** A heading, a row for each item, and the total. */
function lineRows({ lines, monthlyCents, termCents }: Quote): Row[] {
  const plain = { weight: 'Default', size: 'Default', subtle: false, separator: true, each: '', hasMonthly: true };
  const items = lines.map((line) => ({
    ...plain,
    name: line.name,
    each: dotted(times(line), reserveWords(line)),
    monthly: dollars(line.quantity * line.rateCents),
    term: dollars(line.quantity * line.rateCents * 48),
  }));
  return [
    { ...plain, size: 'Small', subtle: true, separator: false, name: 'Item', monthly: 'a month', term: '48 months' },
    ...items,
    { ...plain, weight: 'Bolder', name: 'Total', monthly: dollars(monthlyCents), term: dollars(termCents) },
  ];
}

/** What is ordered, and what that replaces. */
function orderData({ quote, children }: Request): CardData {
  const { replaced } = quote;
  const none = children.length === 0 ? 'Nothing: these are additional devices.' : '';
  const more = replaced.length === 0 ? none : moreOf(replaced, 'replaced devices');
  return {
    ...figures(quote, replaced),
    linesTitle: 'What is ordered',
    lines: lineRows(quote),
    devicesTitle: 'What it replaces',
    devicesCount: replaced.length === 0 ? '' : counted(replaced.length, 'device'),
    devices: replaced.slice(0, MOST_DEVICES).map((device, index) => replacedRow(device, index > 0)),
    moreDevices: [more, ...children.map(goneSince)].filter((text) => text !== '').join(' '),
  };
}

/** What was to be replaced and was reported lost before the order was approved (Rule 55). */
function goneSince({ request, serials }: Child): string {
  const what = serials.length === 1 ? `${serials[0]} was` : `${counted(serials.length, 'device')} were`;
  return `${what} reported lost since and ${serials.length === 1 ? 'counts' : 'count'} in ${request}.`;
}

/** The devices of a request that orders none: what becomes of each, or where it goes. */
function changeData(request: Request, step: ApprovalStep): CardData {
  const { units, quote } = request;
  const { adjustment } = quote;
  return {
    ...changeFigures(request, step),
    linesTitle: '',
    lines: [],
    devicesTitle: adjustment !== undefined ? 'What is questioned' : changeTitle(units),
    devicesCount: counted(units.length, 'device'),
    devices: units
      .slice(0, MOST_DEVICES)
      .map((unit, index) => (adjustment === undefined ? unitRow(unit, index > 0) : adjustmentRow(unit, adjustment))),
    moreDevices: [moreOf(units, 'devices'), beginning(units), adjustment && lineWords(adjustment)]
      .filter(Boolean)
      .join(' '),
  };
}

/** Requests a card names. */
const MOST_EARLIER = 5;

/** What the bill has for the line that is questioned, and what is taken off or added already (Rule 50). */
function lineWords({ lineCents, earlier = [] }: Adjustment): string {
  if (lineCents === undefined) return '';
  const line = lineCents === null ? 'The bill has no such line.' : `The line is ${dollars(lineCents)}.`;
  const named = earlier.slice(0, MOST_EARLIER).map(({ request, cents }) => `${signedDollars(cents)} by ${request}`);
  const rest = earlier.length - named.length;
  if (named.length === 0) return line;
  return `${line} Adjusted already: ${listed(rest > 0 ? [...named, `${rest} more`] : named)}.`;
}

function changeTitle(units: readonly Unit[]): string {
  return units.every(({ becomes }) => becomes === null) ? 'What moves' : 'What is given back';
}

/** The line of a bill that is questioned, and the adjustment. */
function adjustmentRow({ serial, name }: Unit, { charge, month, billingCode, cents }: Adjustment): Row {
  return {
    serial: serial ?? '',
    becoming: dotted(name, `${charge} of ${month}`, billingCode),
    owed: signedDollars(cents),
    owedColor: 'Default',
    owedWeight: 'Bolder',
    months: 'once',
    separator: false,
  };
}

/** Rule 47: what a device that never served costs begins when it is deployed. */
function beginning(units: readonly Unit[]): string {
  const fresh = units.filter(({ becomes, monthsOwed }) => becomes === null && monthsOwed === TERM_MONTHS);
  const [only] = fresh;
  if (only === undefined) return '';
  const which = fresh.length === 1 ? only.serial : counted(fresh.length, 'device');
  return `The 48 months of ${which} begin once deployed.`;
}

/** How many more devices there are than the card lists, and what is owed on them. */
function moreOf(devices: readonly Owing[], many: string): string {
  const rest = devices.slice(MOST_DEVICES);
  const { owedLead, owedAmount, owedRest } = owedOn(rest, many);
  return rest.length === 0 ? '' : `And ${rest.length} more.${owedLead}${owedAmount}${owedRest}`;
}
