import type { Request, Unit } from '../domain/request/state.ts';
import { forLine } from './parts.ts';

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
