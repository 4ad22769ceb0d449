import { keys } from '../../src/desk/documents.ts';
import type { Now } from '../../src/domain/months.ts';
import { closing } from '../../src/domain/request/decide.ts';
import { arrivalOf, decideHandOver, toHandOver } from '../../src/domain/request/hand-over.ts';
import type { Request } from '../../src/domain/request/state.ts';
import { note, type Records } from './play.ts';

/** Who does what no person does. */
const DESK = { by: { id: null, name: 'Device Desk' }, role: null };

/** The other agency has nothing of these devices: each goes there once, and stays. */
const NOTHING_YET = { devices: new Map(), commitments: new Map() };

/** Hands over what a request has just deployed at another agency, as the outbox would (Rule 36). */
export function handOver(records: Records, request: Request, now: Now): void {
  const { toAgency, id, commits: commit } = request;
  const units = toHandOver(
    request,
    request.units.flatMap(({ serial }) => serial ?? []),
  );
  if (toAgency === null || units.length === 0) return;
  const arrivals = units.flatMap((unit) => arrivalOf(request, unit, records, NOTHING_YET) ?? []);
  const serials = arrivals.map(({ device }) => device.serial);
  const devices = arrivals.map(({ device: after }) => ({ before: null, after }));
  const body = { request: id, commit, at: now.at, ...DESK, events: [], serials, devices };
  records.arrivals.push({ do: 'create', key: keys.arrival(toAgency, id, commit), body });
  for (const { device, commitment } of arrivals) {
    const { serial } = device;
    records.arrivals.push({ do: 'create', key: keys.device(toAgency, serial), body: device });
    if (commitment !== null) {
      records.arrivals.push({ do: 'create', key: keys.commitment(toAgency, serial), body: commitment });
    }
    records.claims.set(serial, { serial, agency: toAgency, request: id, at: now.at });
  }
  const outcome = closing(request, decideHandOver(request, serials, records.devices, now), now);
  note(records, id, outcome, { ...DESK, now });
}
