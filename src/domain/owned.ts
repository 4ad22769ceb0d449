import { type Device, isHandedOver } from './device.ts';
import type { Serial } from './serials.ts';

/** Whether the maker has replaced a device: the other one is deployed in its place, and this one goes back (Rule 55). */
export function isSwappedAway({ serial, swap }: Device): boolean {
  return swap?.from === serial;
}

/** Whether an agency still owns and has what it purchased. What the maker has replaced is counted as what came for it. */
export function isOwned(device: Device): boolean {
  const isGone = ['surplus', 'transferred', 'retired', 'lost'].includes(device.status);
  return !isHandedOver(device) && !isGone && !isSwappedAway(device);
}

/** The device that is there now for one that was received once, by the maker's swaps; undefined where a record is missing. */
export function presentOf(serial: Serial, devices: ReadonlyMap<Serial, Device>): Device | undefined {
  const seen = new Set<Serial>();
  let device = devices.get(serial);
  while (device?.swap !== undefined && isSwappedAway(device) && !seen.has(device.serial)) {
    seen.add(device.serial);
    device = devices.get(device.swap.to);
  }
  return device;
}
