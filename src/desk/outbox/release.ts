import { stillToOpen } from '../../domain/request/ending.ts';
import { isOpen, type Request } from '../../domain/request/state.ts';
import { commitOutcome } from '../commit.ts';
import { readAll } from '../directory.ts';
import type { Stored } from '../ports/store.ts';
import { DONE, type Ended, type OutboxHouse, type Started } from './entry.ts';

/** Records one commit lets go of. */
const RELEASED_AT_ONCE = 90;

/** Lets go of devices that the request names no more, or of all when it is over (Rule 12). */
export async function releaseDevices(house: OutboxHouse, { now }: Started, stored: Stored<'request'>): Promise<Ended> {
  const { body: request } = stored;
  const held = await readAll(house.store, {
    type: 'device',
    pk: request.agency,
    where: [{ field: 'openRequest', is: request.id }],
    orderBy: { field: 'serial' },
  });
  const kept = isOpen(request) ? serialsOf(request) : new Set<string>();
  const released = held.filter(({ body }) => !kept.has(body.serial)).slice(0, RELEASED_AT_ONCE);
  if (released.length === 0) return DONE;
  const devices = new Map(released.map((device) => [device.body.serial, device]));
  const outcome = {
    events: [],
    devices: released.map(({ body }) => ({ ...body, openRequest: null })),
    commitments: [],
    certificates: [],
    problems: [],
    already: null,
  };
  const act = { by: { id: null, name: 'Device Desk' }, role: null, now, tasksAfter: () => [] };
  await commitOutcome(house.store, request.id, { request: stored, devices, commitments: new Map() }, outcome, act);
  return { state: 'due', in: 1 };
}

function serialsOf(request: Request): Set<string> {
  const replaced = stillToOpen(request).map(({ serial }) => serial);
  return new Set([...replaced, ...request.units.flatMap(({ serial }) => serial ?? [])]);
}
