import { type Device, foundAgain } from '../domain/device.ts';
import { happened } from '../domain/request/outcome.ts';
import type { Serial } from '../domain/serials.ts';
import { canPass, isOld } from './claims.ts';
import { type Act, commitOutcome } from './commit.ts';
import { agencyOfRequest, keys } from './documents.ts';
import { loadClaims, loadDevices } from './load.ts';
import type { Store, Stored } from './ports/store.ts';

/**
 * Ends the records of devices that lie in stock at other agencies, since a request of this one takes them: each in that
 * agency's journal, under the order that the device had come for. Their claims stand for some time longer, so that a
 * receipt that is broken off here can be begun again. Throws `stale` when somebody else was first.
 */
export async function passStock(
  store: Store,
  request: string,
  serials: readonly Serial[],
  act: Omit<Act, 'tasksAfter'>,
): Promise<void> {
  const to = agencyOfRequest(request);
  const claims = await loadClaims(store, serials);
  const elsewhere = [...claims.values()].filter(({ body }) => body.agency !== to && isOld(body, act.now.at));
  for (const agency of new Set(elsewhere.map(({ body }) => body.agency))) {
    const theirs = elsewhere.filter(({ body }) => body.agency === agency).map(({ body }) => body.serial);
    const devices = [...(await loadDevices(store, agency, theirs)).values()].filter(({ body }) => canPass(body));
    for (const order of new Set(devices.flatMap(({ body }) => body.orderedBy ?? []))) {
      const ofOrder = devices.filter(({ body }) => body.orderedBy === order);
      await end(store, order, ofOrder, { from: agency, to, request }, act);
    }
  }
}

async function end(
  store: Store,
  order: string,
  devices: readonly Stored<'device'>[],
  way: { from: string; to: string; request: string },
  act: Omit<Act, 'tasksAfter'>,
): Promise<void> {
  const transfer = { ...way, on: act.now.day, withCommitment: false };
  const ended = devices.map(({ body }): Device => ({ ...foundAgain(body), status: 'transferred', transfer }));
  const loaded = {
    request: await store.read(keys.request(order)),
    devices: new Map(devices.map((device) => [device.body.serial, device])),
    commitments: new Map(),
  };
  await commitOutcome(store, order, loaded, happened([], { devices: ended }), { ...act, tasksAfter: () => [] });
}
