import { type Commitment, passedOn, passedToSerial } from '../commitment.ts';
import type { Device } from '../device.ts';
import { monthOf, type Now } from '../months.ts';
import type { Serial } from '../serials.ts';
import { type Problem, recordMissing } from './outcome.ts';
import { isFinished, type Request } from './state.ts';

/** What a deployment in place of another device makes of both, and of their commitments. */
interface Swapped {
  device: Device;
  commitment: Commitment | null;
  also: { devices: Device[]; commitments: Commitment[] };
}

/**
 * The records after a device is deployed in place of one that the maker replaces (Rule 55): from this month on the
 * commitment is the new serial's, with the months paid so far behind it. `served` is the new one's, in service.
 */
export function deploySwapped(
  { id }: Pick<Request, 'id'>,
  replaces: Serial,
  served: Device,
  {
    now,
    devices,
    commitments,
  }: { now: Now; devices: ReadonlyMap<Serial, Device>; commitments: ReadonlyMap<Serial, Commitment> },
): Swapped | Problem {
  const old = devices.get(replaces);
  if (old === undefined) return recordMissing(replaces);
  const swap = { from: replaces, to: served.serial, on: now.day, request: id };
  const paid = commitments.get(replaces);
  // What is not paid here any more has nothing to pass on.
  const passed =
    paid === undefined || passedOn(paid) !== null ? undefined : passedToSerial(paid, monthOf(now.day), served);
  // The tag that the old one was given while the new one was on its way goes on with it (Rule 53).
  const bought = old.property === undefined ? {} : { property: old.property };
  return {
    device: { ...served, ...bought, swap },
    commitment: passed?.fresh ?? null,
    also: { devices: [{ ...old, swap }], commitments: passed === undefined ? [] : [passed.old] },
  };
}

/** The devices of a request that are deployed, each with the one it came for. */
export function swapsDeployed({ units }: Pick<Request, 'units'>): { serial: Serial; replaces: Serial }[] {
  return units.flatMap((unit) => {
    const { serial, replaces } = unit;
    return isFinished(unit) && serial !== null && replaces !== undefined ? [{ serial, replaces }] : [];
  });
}

/** Whether a request brings a device in place of another one. */
export function isSwap({ units }: Pick<Request, 'units'>): boolean {
  return units.some(({ replaces }) => replaces !== undefined);
}

/**
 * Why a swap cannot be cancelled any more: the new device and the old one go together, or an agency would have two of them
 * or none. One that was lost on the way goes alone.
 */
export function whyNotApart({ units }: Pick<Request, 'units'>): Problem | undefined {
  const fresh = units.find(({ replaces }) => replaces !== undefined);
  const old = units.find(({ serial }) => serial === fresh?.replaces);
  if (fresh === undefined || old === undefined || old.cancelled || fresh.cancelled) return undefined;
  if (isFinished(fresh)) {
    return { field: null, text: `${fresh.serial} is deployed in place of ${old.serial}, which must come back now.` };
  }
  if (old.done === 0) return undefined;
  return { field: null, text: `${old.serial} is collected already, so its user needs the new one.` };
}
