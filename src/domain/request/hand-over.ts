import { billedTo } from '../billing-codes.ts';
import { type Commitment, givenUp, leftBilledTo, paidBy, takenOver } from '../commitment.ts';
import { type Device, missingFromRecord, putInService } from '../device.ts';
import { addMonths, type Month, monthOf, type Now } from '../months.ts';
import type { Who } from '../people.ts';
import type { Serial } from '../serials.ts';
import { alreadySo, happened, type Outcome, type Problem } from './outcome.ts';
import { nextStep, type Request, termsOf, type Unit } from './state.ts';

/** Who the desk's own work is done by. */
const DESK: Who = { id: null, name: 'Device Desk' };

/** A device as it leaves an agency, or comes to the other one. */
export interface Arrival {
  device: Device;
  /** Null where there is none, or it does not come along (Rule 36). */
  commitment: Commitment | null;
}

/** Records of some devices at one agency. */
export interface Records {
  devices: ReadonlyMap<Serial, Device>;
  commitments: ReadonlyMap<Serial, Commitment>;
}

/**
 * The records of a device after its deployment at another agency (Rules 26, 28 and 36): from the month of that day on the
 * commitment is that agency's if it takes it over. The device stays in transit until the desk has handed it over, so that
 * it is never two agencies' in service, and may be on the network all the time (Rule 32).
 */
export function deployElsewhere(
  request: Request,
  unit: Unit,
  record: Device,
  to: string,
  { now, commitments }: { now: Now; commitments: ReadonlyMap<Serial, Commitment> },
): Arrival | Problem {
  const terms = termsOf(request);
  const missing = missingFromRecord({ ...record, ...assignmentOf(unit), billingCode: terms?.billingCode ?? '' });
  if (missing.length > 0) {
    return { field: null, text: `${record.serial} cannot go in service: no ${missing.join(', no ')} on record.` };
  }
  const month = monthOf(now.day);
  const begun = begunBy(commitments.get(record.serial), month);
  const withCommitment = terms?.takesOver === true && begun !== undefined && owes(begun, month);
  const transfer = { from: request.agency, to, on: now.day, request: request.id, withCommitment };
  const commitment = withCommitment ? givenUp(begun, month) : (begun ?? null);
  return { device: { ...record, transfer }, commitment };
}

function assignmentOf({ assignedUser, location }: Unit): Pick<Device, 'assignedUser' | 'location'> {
  return { assignedUser, location };
}

/** Rule 47: the 48 months of a device that never served begin with its first deployment, wherever that is. */
function begunBy(commitment: Commitment | undefined, month: Month): Commitment | undefined {
  return commitment && { ...commitment, firstMonth: commitment.firstMonth ?? month };
}

/** Whether any charge from the month on is this agency's. */
function owes(commitment: Commitment, month: Month): boolean {
  return paidBy(commitment, addMonths(month, -1)).monthsOwed > 0;
}

/**
 * The record of a device at the agency it was deployed at (Rule 36): in service and on support there from the day of its
 * deployment. An agency that had the device before goes on with its old record: its support of then stays billed.
 */
export function arrivalOf(request: Request, unit: Unit, giver: Records, receiver: Records): Arrival | undefined {
  const record = giver.devices.get(unit.serial ?? '');
  const terms = termsOf(request);
  if (record?.transfer == null || terms === null) return undefined;
  const { serial, transfer } = record;
  const { billingCode } = terms;
  const known = receiver.devices.get(serial);
  const moved: Device = {
    ...record,
    ...assignmentOf(unit),
    agency: transfer.to,
    billingCode,
    earlierCodes: known === undefined ? [] : billedTo(known, billingCode, monthOf(transfer.on)).earlierCodes,
    openRequest: null,
    support: known?.support ?? [],
  };
  const device = putInService(moved, transfer.on);
  const given = transfer.withCommitment ? giver.commitments.get(serial) : undefined;
  const own = receiver.commitments.get(serial);
  // A device that comes home to who pays for it still is billed where it is now (Rule 35).
  if (given === undefined)
    return { device, commitment: own === undefined ? null : leftBilledTo(own, billingCode, monthOf(transfer.on)) };
  const to = { agency: transfer.to, billingCode };
  return { device, commitment: takenOver(given, monthOf(transfer.on), to, own) };
}

/** The units among some serials that are deployed at the other agency and not handed over yet. */
export function toHandOver(request: Request, serials: readonly Serial[]): Unit[] {
  return request.units.filter((unit) => nextStep(unit) === 'hand over' && serials.includes(unit.serial ?? ''));
}

/** Ends the giving agency's record of devices that are in service at the other one (Rule 36). */
export function decideHandOver(
  request: Request,
  serials: readonly Serial[],
  devices: ReadonlyMap<Serial, Device>,
  now: Now,
): Outcome {
  const records = toHandOver(request, serials).flatMap((unit) => {
    const record = devices.get(unit.serial ?? '');
    return record === undefined ? [] : [{ no: unit.no, record }];
  });
  if (records.length === 0) return alreadySo('These devices were handed over already.');
  const units = records.map(({ no }) => ({ no, serial: null, assignedUser: null, location: null }));
  return happened([{ type: 'worked', at: now.at, by: DESK, role: null, step: 'hand over', units }], {
    devices: records.map(({ record }) => {
      return { ...record, status: 'transferred', assignedUser: null, location: null, openRequest: null };
    }),
  });
}
