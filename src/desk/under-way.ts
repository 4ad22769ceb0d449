import type { Device } from '../domain/device.ts';
import { nextStep, type Request, unitWith } from '../domain/request/state.ts';
import type { Serial } from '../domain/serials.ts';
import { keys } from './documents.ts';
import type { House } from './house.ts';
import { StoreError } from './ports/store.ts';
import type { UnderWay } from './views/devices.ts';

/**
 * What is next for devices in the requests they stand in, by serial; nothing for those in none, or in one that is not in
 * work, or in one that cannot be read. A point read for each request.
 */
export async function underWay(
  house: Pick<House, 'store' | 'log'>,
  devices: readonly Device[],
): Promise<Map<Serial, UnderWay>> {
  const busy = devices.filter(({ openRequest }) => openRequest !== null);
  const ids = [...new Set(busy.flatMap(({ openRequest }) => openRequest ?? []))];
  const read = await Promise.all(ids.map((id) => readRequest(house, id)));
  const requests = new Map(read.flatMap((request) => (request === undefined ? [] : [[request.id, request] as const])));
  const found = new Map<Serial, UnderWay>();
  for (const { serial, openRequest } of busy) {
    const request = requests.get(openRequest ?? '');
    const unit = request?.status === 'in work' ? unitWith(request, serial) : undefined;
    const step = unit && nextStep(unit);
    if (step !== undefined) found.set(serial, { step });
  }
  return found;
}

/** A request, if it is there. One that does not parse keeps no device from being shown: it is logged and passed over. */
async function readRequest({ store, log }: Pick<House, 'store' | 'log'>, id: string): Promise<Request | undefined> {
  try {
    return (await store.read(keys.request(id)))?.body;
  } catch (error) {
    if (!(error instanceof StoreError) || error.fault !== 'broken document') throw error;
    log.warn({ requestId: id, err: error }, 'a request cannot be read; its devices are shown without what is next');
    return undefined;
  }
}

/** Whether the record alone does not tell where a device is going: it is out, and its order may be cancelled (Rule 20). */
export function mayComeBack({ status, openRequest }: Device): boolean {
  return openRequest !== null && (status === 'staged' || status === 'in transit');
}
