import type { RequestView } from '../desk/views/requests.ts';
import { countOf } from '../domain/catalog.ts';
import { dollars } from '../domain/money.ts';
import { spansOf } from '../domain/numbers.ts';
import { remaining } from '../domain/request/after-cancelling.ts';
import { canBeCancelled, canBeParted, isEucsToCancel, isOut } from '../domain/request/cancel.ts';
import { endingOf, takes } from '../domain/request/ending.ts';
import { isFinished, isOpen, nextStep, type Request, type Unit } from '../domain/request/state.ts';
import { decidedBy } from '../domain/request/timeline.ts';
import { exampleOf, unitsToCount } from '../domain/request/which-units.ts';
import { LONGEST } from './parts.ts';
import { problemOf } from './problems.ts';
import type { CardData, Row } from './template.ts';
import { counted, dotted, listedShort, shortened } from './text.ts';
import { costs, ordersNothing, signed } from './wording.ts';

/** The part of a request's card that cancels it, or some of its devices (Rule 20). */
export function cancelData({ request, can, typed }: RequestView): CardData {
  const open = can.cancel ? request.units.filter(canBeCancelled) : [];
  const canCancel = open.length > 0;
  const cancelsSome = canBeParted(request) && open.length > 1;
  const problems = typed?.problems ?? [];
  return {
    // What was refused is shown at once, as it was filled in; it waits behind a button otherwise.
    cancelOpen: canCancel && typed !== null,
    cancelClosed: canCancel && typed === null,
    cancelTitle: cancelTitle(request, open),
    cancelLines: cancelLines(request, open, cancelsSome),
    cancelsSome,
    whole: !cancelsSome,
    allChoice: `All that can be cancelled (${open.length})`,
    toCome: spansOf(unitsToCount(request).map(({ no }) => no)),
    cancelWhat: typed?.what === 'all' || typed?.what === 'some' ? typed.what : '',
    cancelWhatProblem: problemOf(problems, 'what'),
    whichLabel: unitsToCount(request).length > 0 ? 'Serial numbers, or how many of an item' : 'Serial numbers',
    whichPlaceholder: placeholderOf(request, open),
    cancelWhich: typed?.which ?? '',
    cancelWhichProblem: problemOf(problems, 'which'),
    cancelReason: typed?.reason ?? '',
    cancelReasonProblem: problemOf(problems, 'reason'),
    whoCancels:
      canCancel || !isOpen(request) || !request.units.some(canBeCancelled) ? '' : `Who may cancel: ${whoMay(request)}`,
  };
}

/** "3 of 5 devices can be cancelled"; all of them before the work. */
function cancelTitle({ units, status }: Request, open: readonly Unit[]): string {
  if (status !== 'in work') return `All of it is cancelled: ${counted(open.length, 'device')}`;
  return `${open.length} of ${counted(units.length, 'device')} can be cancelled`;
}

/** What goes and what stays, what it means in money, and whose it is to do: a line each. */
function cancelLines(request: Request, open: readonly Unit[], cancelsSome: boolean): Row[] {
  const out = open.filter(isOut);
  const rest = request.units.filter((unit) => !unit.cancelled && !open.includes(unit));
  const lines = [
    [cancelsSome ? 'Can go' : 'Goes', `${namesOf(request, open)}.`],
    ['First brought back', out.length === 0 ? '' : `${listedShort(out.map(({ serial, name }) => serial ?? name))}.`],
    ['Stays', rest.length === 0 ? '' : `${namesOf(request, rest)}, ${rest.every(isFinished) ? 'done' : 'under way'}.`],
    ...moneyLines(request, open, cancelsSome),
    ['Who may', whoMay(request)],
  ];
  return lines.flatMap(([lead = '', text = '']) => (text === '' ? [] : [{ lead: `${lead}: `, text }]));
}

/** "2 standard laptops and 1 tablet"; devices that were there before by their serials. */
function namesOf({ quote }: Request, units: readonly Unit[]): string {
  if (ordersNothing(quote)) return listedShort(units.map(({ serial, name }) => serial ?? name));
  const parts = quote.lines.flatMap((line) => {
    const count = units.filter(({ item }) => item === line.item).length;
    return count === 0 ? [] : [countOf(line, count)];
  });
  return listedShort(parts);
}

/** What is left if all that can be is cancelled and, to choose by, what one of each item comes to. */
function moneyLines(request: Request, open: readonly Unit[], cancelsSome: boolean): string[][] {
  if (request.quote.adjustment !== undefined) return [];
  const left = remaining(request, (unit) => unit.cancelled || open.includes(unit));
  const net = left.netCount === null ? '' : `net count ${signed(left.netCount)}`;
  if (request.parent !== null)
    return [['If all go', `they stay as they are, which is not what ${request.parent} says of them.`]];
  if (ordersNothing(request.quote)) return [['If all go', net === '' ? '' : `${net}. What is owed stays owed.`]];
  const cost = left.units === 0 ? `nothing; ${net}` : dotted(costs(left), net);
  const lines = request.quote.lines.filter(({ item }) => open.some((unit) => unit.item === item));
  const each = lines.map((line) => `${countOf(line, 1)} is ${dollars(line.rateCents)} a month`);
  return [
    ['If all go, what stays is', `${cost}.`],
    ['Each', cancelsSome ? `${listedShort(each)}.` : ''],
  ];
}

function whoMay(request: Request): string {
  if (isEucsToCancel(request)) {
    return request.parent === null
      ? 'an EUC approver, now that EUC has approved it, and only what is not deployed.'
      : 'an EUC approver, who approved it with its order, until work on each begins.';
  }
  return `the requester, an approver of ${request.agency}, or an EUC approver.`;
}

function placeholderOf(request: Request, open: readonly Unit[]): string {
  const serial = open.find(({ serial }) => serial !== null)?.serial ?? '';
  return [serial, exampleOf(request)].filter((text) => text !== '').join(', or ');
}

/** Why it was broken off, and by whom. */
export function whyEnded(request: Request): { lead: string; text: string }[] {
  const decision = request.status === 'returned' || request.status === 'rejected' ? request.decision : null;
  const ended = endingOf(request) ?? decision;
  if (ended === null || ended.reason === null) return [];
  const by = ended === decision ? decidedBy(ended) : ended.by.name;
  return [{ lead: `${by}: `, text: `“${shortened(ended.reason, LONGEST.reason)}”` }];
}

/** Who has cancelled a part last, and why; nothing while all of it goes on. */
export function whyCancelled({ cancellations }: Request): { lead: string; text: string }[] {
  const last = cancellations.findLast(({ reason }) => reason !== null);
  if (last === undefined) return [];
  return [{ lead: `${last.by.name}: `, text: `“${shortened(last.reason ?? '', LONGEST.reason)}”` }];
}

/** How a cancelled unit is named among the devices of its request. */
export function cancelledWords(unit: Unit): string {
  if (nextStep(unit) !== undefined) return '✗ Cancelled, to be brought back';
  return takes(unit, 'bring back') ? '✗ Cancelled, brought back' : '✗ Cancelled';
}
