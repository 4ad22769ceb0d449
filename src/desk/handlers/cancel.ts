import { isInSpans } from '../../domain/numbers.ts';
import type { Person } from '../../domain/people.ts';
import { canBeCancelled, problemsOfCancelling, roleToCancel, whyNotCancel } from '../../domain/request/cancel.ts';
import { isDelivered } from '../../domain/request/ending.ts';
import type { RequestEvent } from '../../domain/request/events.ts';
import { refusedFor, saidShort } from '../../domain/request/outcome.ts';
import type { Request } from '../../domain/request/state.ts';
import { chosenUnits, type NamedUnits, unitsToCount } from '../../domain/request/which-units.ts';
import type { ActionData } from '../actions.ts';
import { agencyOfRequest } from '../documents.ts';
import type { House } from '../house.ts';
import { loadDevices } from '../load.ts';
import { performAll, unitsIn } from '../perform.ts';
import { notFound, requestView } from '../present.ts';
import type { View } from '../views.ts';
import { findStored } from './requests.ts';

/** Units one commit cancels. */
const CANCELLED_AT_ONCE = 90;

/** Cancels what is not deployed yet (Rule 20). */
export async function cancelRequest(house: House, person: Person, data: ActionData<'request.cancel'>): Promise<View> {
  const agency = agencyOfRequest(data.request);
  const stored = await findStored(house, person, data.request);
  if (stored === undefined) return notFound(data.request);
  const { cancelWhat: what, cancelWhich: which, cancelReason: reason } = data;
  // Once for all parts: what a part has cancelled counts as named in the next one.
  const shown = cardUnits(stored.body, data.toCome);
  const { request, outcome } = await performAll(house, stored, person, CANCELLED_AT_ONCE, async (request) => {
    const named = request === undefined || data.whole ? ALL : chosenUnits(request, { what, which }, shown);
    const why = request && whyNotCancel(request, person);
    if (why === undefined && named.problems.length > 0) {
      return refusedFor([...named.problems, ...problemsOfCancelling(reason)]);
    }
    const { units } = named;
    const meant = request?.units.filter((unit) => canBeCancelled(unit) && (units?.includes(unit.no) ?? true)) ?? [];
    const serials = meant.slice(0, CANCELLED_AT_ONCE).flatMap(({ serial }) => serial ?? []);
    const devices = await loadDevices(house.store, agency, serials);
    const role = request === undefined ? null : roleToCancel(request, person);
    return { command: { type: 'cancel', reason, units }, devices, role, atMost: CANCELLED_AT_ONCE };
  });
  if (request === undefined) return notFound(data.request);
  // After the last part there is nothing left to cancel, which is no refusal.
  const problems = outcome.events.length === 0 ? outcome.problems : [];
  const refused = problems.length > 0;
  const said = refused ? saidShort(problems) : cancelledNote(outcome.events, request);
  return requestView(house, request, person, {
    note: said ?? outcome.already,
    refused,
    typed: refused ? { what, which, reason, problems } : null,
  });
}

const ALL: NamedUnits = { units: null, problems: [] };

/** The new devices that a card showed as still to be cancelled; all that can be, where it does not say. */
function cardUnits(request: Request, spans: string): number[] {
  const units = spans === '' ? unitsToCount(request) : request.units.filter(({ no }) => isInSpans(spans, no));
  return units.map(({ no }) => no);
}

/** "2 devices cancelled, 1 to be brought back. The others go on."; nothing where all of it has ended, which the card says. */
function cancelledNote(events: readonly RequestEvent[], request: Request): string | null {
  const count = unitsIn(events);
  if (count === 0 || request.status === 'cancelled') return null;
  const back = events.flatMap((event) => (event.type === 'units cancelled' ? (event.bringBack ?? []) : [])).length;
  const said = `${count} ${count === 1 ? 'device' : 'devices'} cancelled`;
  const rest = isDelivered(request) ? '' : ' The others go on.';
  return `${said}${back === 0 ? '' : `, ${back} to be brought back`}.${rest}`;
}
