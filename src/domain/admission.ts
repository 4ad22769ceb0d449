import type { Device, DeviceStatus } from './device.ts';
import { type Request, unitWith } from './request/state.ts';

/** Whether a device may be on the network, and why (Rules 32 and 33). */
export interface Admission {
  admit: boolean;
  /** One or two words for a machine to act on, and a person to read: "in service", "not approved". */
  reason: string;
  /** Admitted as registered before the desk, without an order. */
  legacy: boolean;
}

/** What a state that does not admit is called: the device was ordered but not handed out, or it is out of service. */
const DENIED: Readonly<Record<Exclude<DeviceStatus, 'in transit' | 'in service' | 'moving'>, string>> = {
  received: 'not fulfilled',
  imaged: 'not fulfilled',
  staged: 'not fulfilled',
  collected: 'collected',
  sanitized: 'sanitized',
  spare: 'spare',
  'disaster reserve': 'disaster reserve',
  surplus: 'retired',
  transferred: 'retired',
  retired: 'retired',
  lost: 'lost',
};

/**
 * Judges a serial. `device` is its record, undefined when there is none; `order` the request that brought it, undefined
 * for what was registered before the desk; `bringing` the one it is on its way for, if that is another.
 */
export function admission(
  device: Device | undefined,
  order: Pick<Request, 'route' | 'approvals' | 'units'> | undefined,
  bringing: Pick<Request, 'units'> | undefined = order,
): Admission {
  if (device === undefined) return { admit: false, reason: 'unknown', legacy: false };
  const { serial, status, orderedBy, origin } = device;
  if (status !== 'in transit' && status !== 'in service' && status !== 'moving') {
    return { admit: false, reason: DENIED[status], legacy: false };
  }
  if (orderedBy !== null && !isApprovedTwice(order)) return { admit: false, reason: 'not approved', legacy: false };
  // On its way back (Rule 20): nobody is to have it.
  if (bringing !== undefined && unitWith(bringing, serial)?.cancelled)
    return { admit: false, reason: 'cancelled', legacy: false };
  return { admit: true, reason: status, legacy: origin === 'legacy' };
}

function isApprovedTwice(order: Pick<Request, 'approvals'> | undefined): boolean {
  const people = new Set(order?.approvals.map(({ by }) => by.id ?? by.name));
  return people.size >= 2;
}
