import { type Device, isHandedOver, isInStock } from '../domain/device.ts';
import { describe } from '../domain/request/receive.ts';
import type { Serial } from '../domain/serials.ts';
import { agencyOfRequest, type Claim, keys } from './documents.ts';
import { loadClaims, loadDevices } from './load.ts';
import { type Store, type Stored, StoreError } from './ports/store.ts';

/** After how long a claim without a record is taken for one that a broken-off receipt has left, in milliseconds. */
const FORGOTTEN_AFTER = 10 * 60_000;

/** A claim this old is renewed before it is used again, or it could be taken over before its record is written. */
const RENEWED_AFTER = FORGOTTEN_AFTER / 2;

/**
 * Claims new serials for a request, which makes them unique across the state (Rule 24). The one thing that crosses
 * partitions before a commit: a claim names its request, so repeating it is harmless, and one that a broken-off receipt
 * has left is recognised and taken over. Throws `stale` when somebody else holds a serial after all.
 */
export async function claimSerials(
  store: Store,
  request: string,
  devices: readonly Device[],
  at: string,
): Promise<void> {
  const agency = agencyOfRequest(request);
  await Promise.all(devices.map(({ serial }) => claim(store, { serial, agency, request, at })));
}

async function claim(store: Store, wanted: Claim): Promise<void> {
  const key = keys.claim(wanted.serial);
  try {
    await store.commit([{ do: 'create', key, body: wanted }]);
  } catch (error) {
    if (!(error instanceof StoreError) || !['exists', 'unknown outcome'].includes(error.fault)) throw error;
    const found = await store.read(key);
    if (found === undefined) throw new StoreError('stale', `${wanted.serial} was not claimed`, error);
    const isOurs = found.body.agency === wanted.agency && found.body.request === wanted.request;
    if (isOurs && ageOf(found.body, wanted.at) < RENEWED_AFTER) return;
    if (!isOurs && !(await isForgotten(store, found, wanted)))
      throw new StoreError('stale', `${wanted.serial} is taken`, error);
    await store.commit([{ do: 'replace', key, body: wanted, etag: found.etag }]);
  }
}

/**
 * Whether a claim was left by a receipt that never came about: there is no record of the serial where it says, or one that
 * has ended. Another agency's receipt may be about to write it, so its claim must be old as well; in one agency the record
 * itself decides.
 */
async function isForgotten(store: Store, { body }: Stored<'claim'>, wanted: Claim): Promise<boolean> {
  if (body.agency !== wanted.agency && !isOld(body, wanted.at)) return false;
  const record = await store.read(keys.device(body.agency, body.serial));
  return record === undefined || isHandedOver(record.body);
}

/** Whether a claim is older than any receipt takes that is still going on. */
export function isOld(claim: Claim, at: string): boolean {
  return ageOf(claim, at) >= FORGOTTEN_AFTER;
}

/**
 * Whether a device lies in EUC's stock for nobody, so that any agency's order may have it: it came for an order that was
 * cancelled, was never deployed, and nobody owes anything on it.
 */
export function canPass(device: Device): boolean {
  const { origin, transfer, orderedBy, agency } = device;
  const isNobodys = origin === 'line of service' && transfer === null;
  return isInStock(device) && isNobodys && agencyOfRequest(orderedBy ?? '') === agency;
}

function ageOf(claim: Claim, at: string): number {
  return Date.parse(at) - Date.parse(claim.at);
}

/** Serials that other agencies have: where, in words fit for the warehouse; and those that lie in stock and can be had. */
export interface Held {
  held: Map<Serial, string>;
  stock: Serial[];
}

/**
 * Who holds serials elsewhere. Forgotten claims hold nothing; what lies in stock is held, but for who orders that very
 * item: `takes`, null for who takes nothing from stock.
 */
export async function whoHolds(
  store: Store,
  serials: readonly Serial[],
  agency: string,
  at: string,
  takes: string | null = null,
): Promise<Held> {
  const held = new Map<Serial, string>();
  const stock: Serial[] = [];
  const elsewhere = new Map<string, Serial[]>();
  const claims = await loadClaims(store, serials);
  for (const [serial, { body }] of claims) {
    if (body.agency !== agency) elsewhere.set(body.agency, [...(elsewhere.get(body.agency) ?? []), serial]);
  }
  for (const [holder, theirs] of elsewhere) {
    const devices = await loadDevices(store, holder, theirs);
    for (const serial of theirs) {
      const device = devices.get(serial)?.body;
      const claim = claims.get(serial)?.body;
      const isSettled = claim !== undefined && isOld(claim, at);
      if (device !== undefined && !isHandedOver(device)) {
        if (takes !== null && device.item === takes && isSettled && canPass(device)) stock.push(serial);
        else held.set(serial, describe(device));
      } else if (!isSettled) held.set(serial, `just being received at ${holder}`);
    }
  }
  return { held, stock };
}
