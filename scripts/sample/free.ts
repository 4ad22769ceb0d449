import type { Device } from '../../src/domain/device.ts';
import type { Scene } from './lives.ts';

/** At most so many devices in a state that no request has or will have had in its hands at that moment. */
export function free({ records, chance }: Scene, at: number, status: Device['status'], most: number): Device[] {
  const all = [...records.devices.values()];
  const found: Device[] = [];
  const start = chance.whole(0, Math.max(all.length - 1, 0));
  for (let no = 0; no < Math.min(all.length, 400) && found.length < most; no += 1) {
    const device = all[(start + no) % all.length];
    if (device === undefined || device.status !== status || device.openRequest !== null) continue;
    if ((records.freeFrom.get(device.serial) ?? 0) < at) found.push(device);
  }
  return found;
}
