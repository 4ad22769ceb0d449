import type { Commitment } from '../commitment.ts';
import { commitmentWith, corrected } from '../corrections.ts';
import { type Device, missingFromRecord } from '../device.ts';
import { monthOf, type Now } from '../months.ts';
import type { Serial } from '../serials.ts';
import type { Problem } from './outcome.ts';
import type { Request, Unit } from './state.ts';

/** Whether a request is about records alone. */
export function isUpdateOnly({ units }: Pick<Request, 'units'>): boolean {
  return units.every(({ plan }) => plan.length > 0 && plan.every((step) => step === 'update'));
}

/** Rules 6 and 28: the record is put right and complete all the same; state, support and commitment stay. */
export function updateRecord(
  { corrects = [] }: Unit,
  record: Device,
  { commitments, now }: { now: Now; commitments: ReadonlyMap<Serial, Commitment> },
): { device: Device; commitment: Commitment | null } | Problem {
  const month = monthOf(now.day);
  const device: Device = { ...corrected(record, corrects, month), openRequest: null };
  const missing = device.status === 'in service' ? missingFromRecord(device) : [];
  if (missing.length > 0) {
    return { field: null, text: `${device.serial} would have no ${missing.join(', no ')} on record.` };
  }
  return { device, commitment: commitmentWith(commitments.get(record.serial), corrects, month) };
}
