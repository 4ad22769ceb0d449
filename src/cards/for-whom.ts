import { type Request, termsOf, type Unit } from '../domain/request/state.ts';
import { LONGEST } from './parts.ts';
import { capital, dotted, listed, shortened } from './text.ts';
import { DESTINATIONS, ordersNothing } from './wording.ts';

/** "For Nora Nash, Baton Rouge 2.14 · billed to PARKS-200", with what stands before it. */
export function forLine(request: Request, lead = ''): string {
  const { forWhom } = request;
  const billingCode = request.billingCode || (termsOf(request)?.billingCode ?? '');
  const isSaid = billingCode === '' || forWhom.endsWith(billingCode);
  return capital(dotted(lead, whereTo(request), isSaid ? '' : `billed to ${billingCode}`));
}

/**
 * "for Nora Nash, room 2.14" for what is ordered, "to Nora Nash, …" for what moves, "to be retired" or "2 to go to surplus
 * and 1 to be retired" for what goes. What had to be destroyed and ends otherwise says so in its row.
 */
function whereTo({ forWhom, quote, units }: Request): string {
  const asAsked = units.filter(({ insteadOf }) => insteadOf === undefined);
  const ends = (asAsked.length > 0 ? asAsked : units).flatMap(({ becomes }) => becomes ?? []);
  if (ordersNothing(quote) && ends.length > 0) {
    const [only, ...others] = new Set(ends);
    if (only !== undefined && others.length === 0) return DESTINATIONS[only].toBe;
    return listed(
      [...new Set(ends)].map((end) => `${ends.filter((one) => one === end).length} ${DESTINATIONS[end].toBe}`),
    );
  }
  return `${ordersNothing(quote) ? 'to' : 'for'} ${shortened(forWhom, LONGEST.place + LONGEST.name)}`;
}

/** For whom some units of an order are, where others go elsewhere: only what concerns these. Else as `forLine` says it. */
export function forUnits(request: Request, units: readonly Unit[], lead = ''): string {
  const [first] = units;
  const isMixed = request.units.some(({ becomes }) => becomes !== (request.units[0]?.becomes ?? null));
  if (first === undefined || !isMixed || !units.every(({ becomes }) => becomes === first.becomes)) {
    return forLine(request, lead);
  }
  const { becomes, assignedUser, location } = first;
  const users = [assignedUser?.name ?? 'user to be named', location ?? 'location to be named'].join(', ');
  return forLine({ ...request, units: [...units], forWhom: becomes ?? users }, lead);
}
