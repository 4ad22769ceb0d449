import { type Admission, admission } from '../domain/admission.ts';
import { isSerial, normalizeSerial, type Serial } from '../domain/serials.ts';
import { keys } from './documents.ts';
import { readDevice } from './load.ts';
import type { Store } from './ports/store.ts';

/** What is said of one serial. */
export interface Admitted extends Admission {
  serial: Serial;
}

/** Judges a serial, in any spelling, by point reads alone: who holds it, its record, the order that brought it. */
export async function judge(store: Store, text: string): Promise<Admitted> {
  const serial = normalizeSerial(text);
  if (!isSerial(serial)) return { serial: serial.slice(0, 30), ...admission(undefined, undefined) };
  const device = await readDevice(store, serial);
  const ordered = device?.orderedBy ?? null;
  const order = ordered === null ? undefined : (await store.read(keys.request(ordered)))?.body;
  return { serial, ...admission(device, order) };
}
