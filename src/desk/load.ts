import type { Device } from '../domain/device.ts';
import type { Serial } from '../domain/serials.ts';
import { readAll } from './directory.ts';
import { keys } from './documents.ts';
import type { Store, Stored } from './ports/store.ts';

/** Serials one query asks for. */
const AT_ONCE = 100;

/** The record of a serial, whichever agency holds it: two point reads. */
export async function readDevice(store: Store, serial: Serial): Promise<Device | undefined> {
  const claim = await store.read(keys.claim(serial));
  return claim && (await store.read(keys.device(claim.body.agency, serial)))?.body;
}

/** The records of those serials that an agency holds. */
export async function loadDevices(
  store: Store,
  agency: string,
  serials: readonly Serial[],
): Promise<Map<Serial, Stored<'device'>>> {
  return bySerial(serials, (oneOf) =>
    readAll(store, { type: 'device', pk: agency, where: [{ field: 'serial', oneOf }], orderBy: { field: 'serial' } }),
  );
}

/** The commitments an agency has for those serials. */
export async function loadCommitments(
  store: Store,
  agency: string,
  serials: readonly Serial[],
): Promise<Map<Serial, Stored<'commitment'>>> {
  return bySerial(serials, (oneOf) =>
    readAll(store, {
      type: 'commitment',
      pk: agency,
      where: [{ field: 'serial', oneOf }],
      orderBy: { field: 'serial' },
    }),
  );
}

/** The commitments for those serials, whichever agencies have them: each pays some of the 48 months (Rule 36). */
export async function commitmentsAnywhere(store: Store, serials: readonly Serial[]): Promise<Stored<'commitment'>[]> {
  const found: Stored<'commitment'>[] = [];
  for (let from = 0; from < serials.length; from += AT_ONCE) {
    const where = [{ field: 'serial', oneOf: serials.slice(from, from + AT_ONCE) }];
    found.push(...(await readAll(store, { type: 'commitment', where, orderBy: { field: 'serial' } })));
  }
  return found;
}

/** Who holds those serials, across the state. */
export async function loadClaims(store: Store, serials: readonly Serial[]): Promise<Map<Serial, Stored<'claim'>>> {
  return bySerial(serials, (oneOf) =>
    readAll(store, { type: 'claim', where: [{ field: 'serial', oneOf }], orderBy: { field: 'serial' } }),
  );
}

async function bySerial<S extends { body: { serial: Serial } }>(
  serials: readonly Serial[],
  query: (oneOf: readonly Serial[]) => Promise<S[]>,
): Promise<Map<Serial, S>> {
  const found = new Map<Serial, S>();
  for (let from = 0; from < serials.length; from += AT_ONCE) {
    for (const stored of await query(serials.slice(from, from + AT_ONCE))) found.set(stored.body.serial, stored);
  }
  return found;
}
