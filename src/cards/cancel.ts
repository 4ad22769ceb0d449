import type { RequestView } from '../desk/views/requests.ts';
import { spansOf } from '../domain/numbers.ts';
import { canBeCancelled } from '../domain/request/decide.ts';
import { exampleOf, unitsToCome } from '../domain/request/which-units.ts';
import type { CardData } from './template.ts';

/** The part of a request's card that cancels it, or some of its devices (Rule 20). */
export function cancelData({ request, can, typed }: RequestView): CardData {
  const open = can.cancel ? request.units.filter(canBeCancelled) : [];
  const serial = open.find(({ serial }) => serial !== null)?.serial ?? '';
  const cancelsSome = request.status === 'in work' && (open.length > 1 || typed !== null);
  return {
    canCancel: open.length > 0,
    cancelsSome,
    toCome: spansOf(unitsToCome(request).map(({ no }) => no)),
    whichPlaceholder: [serial, exampleOf(request)].filter((text) => text !== '').join(', or '),
    whichHint: cancelsSome || open.length < request.units.length ? hintOf(request, open.length, cancelsSome) : '',
    cancelWhich: typed?.which ?? '',
    cancelReason: typed?.reason ?? '',
  };
}

function hintOf(request: RequestView['request'], open: number, cancelsSome: boolean): string {
  const of = open === request.units.length ? `All ${open}` : `${open} of ${request.units.length}`;
  const all = `${of} devices can still be cancelled.`;
  if (!cancelsSome) return all;
  const how =
    unitsToCome(request).length === 0 ? 'Write serials' : 'Write serials, or how many of an item still to come';
  return `${all} ${how}.`;
}

/** Said with a refusal while something is typed: the card it was typed on is closed again. */
export function keptNote({ typed }: RequestView): string {
  return typed === null || `${typed.which}${typed.reason}`.trim() === ''
    ? ''
    : ' What you typed is kept: open Cancel request again.';
}
