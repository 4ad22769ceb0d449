import { type Admission, admission } from '../domain/admission.ts';
import type { Request } from '../domain/request/state.ts';
import { isSerial, normalizeSerial, type Serial } from '../domain/serials.ts';
import { keys } from './documents.ts';
import { readDevice } from './load.ts';
import type { Store } from './ports/store.ts';

/** What is said of one serial. */
export interface Admitted extends Admission {
  serial: Serial;
}

/**
 * Judges a serial, in any spelling, by point reads alone: who holds it, its record, the order that brought it, and the
 * request that it is on its way for where that is another, as for a warranty swap.
 */
export async function judge(store: Store, text: string): Promise<Admitted> {
  const serial = normalizeSerial(text);
  if (!isSerial(serial)) return { serial: serial.slice(0, 30), ...admission(undefined, undefined) };
  const device = await readDevice(store, serial);
  if (device === undefined) return { serial, ...admission(undefined, undefined) };
  const { orderedBy, openRequest, status } = device;
  const order = await requestIfAny(store, orderedBy);
  const isElsewhere = status === 'in transit' && openRequest !== orderedBy;
  const bringing = isElsewhere ? await requestIfAny(store, openRequest) : order;
  return { serial, ...admission(device, order, bringing) };
}

async function requestIfAny(store: Store, id: string | null): Promise<Request | undefined> {
  return id === null ? undefined : (await store.read(keys.request(id)))?.body;
}
