import type { Device } from '../domain/device.ts';
import { nextStep, unitWith } from '../domain/request/state.ts';
import type { Serial } from '../domain/serials.ts';
import { keys } from './documents.ts';
import type { Store } from './ports/store.ts';
import type { UnderWay } from './views/devices.ts';

/**
 * What is next for devices in the requests they stand in, by serial; nothing for those in none, or in one that is not in
 * work. A point read for each request.
 */
export async function underWay(store: Store, devices: readonly Device[]): Promise<Map<Serial, UnderWay>> {
  const busy = devices.filter(({ openRequest }) => openRequest !== null);
  const ids = [...new Set(busy.flatMap(({ openRequest }) => openRequest ?? []))];
  const read = await Promise.all(ids.map((id) => store.read(keys.request(id))));
  const requests = new Map(
    read.flatMap((stored) => (stored === undefined ? [] : [[stored.body.id, stored.body] as const])),
  );
  const found = new Map<Serial, UnderWay>();
  for (const { serial, openRequest } of busy) {
    const request = requests.get(openRequest ?? '');
    const unit = request?.status === 'in work' ? unitWith(request, serial) : undefined;
    const step = unit && nextStep(unit);
    if (step !== undefined) found.set(serial, { step });
  }
  return found;
}

/** Whether the record alone does not tell where a device is going: it is out, and its order may be cancelled (Rule 20). */
export function mayComeBack({ status, openRequest }: Device): boolean {
  return openRequest !== null && (status === 'staged' || status === 'in transit');
}
