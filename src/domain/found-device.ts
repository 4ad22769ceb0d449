import { paidBy } from './commitment.ts';
import type { Device } from './device.ts';
import { monthOf } from './months.ts';
import type { Problem } from './request/outcome.ts';
import { isSerial, type Serial } from './serials.ts';
import type { World } from './world.ts';

/** A device that a form names, as the form shows it: what it is, who has it, and what is still owed (Rule 14). */
export interface FoundDevice {
  serial: Serial;
  /** "Standard laptop", or the model of a legacy device. */
  name: string;
  assignedUser: string | null;
  legacy: boolean;
  /** Whether it is kept out of service, as a spare or for a disaster: it belongs to nobody now. */
  kept: boolean;
  monthsOwed: number;
  /** Cents. */
  owedCents: number;
}

/**
 * Why an agency cannot ask for anything to be done to a serial, as a problem; undefined when it can. Another agency's
 * device is as unknown as none (Rule 57), and a device stands in one open request at the most (Rule 12), unless `evenBusy`
 * says that it is taken out of that one.
 */
export function whyNotAvailable(serial: Serial, world: World, evenBusy = false): Omit<Problem, 'field'> | undefined {
  const { code } = world.agency;
  const why = (text: string, common: string) => ({ text, device: { serial: serial.slice(0, 30), common } });
  if (!isSerial(serial)) {
    return why(
      `${serial.slice(0, 30)} is not a serial: 5 to 24 letters or digits.`,
      'Not serials, which are 5 to 24 letters or digits',
    );
  }
  if (!world.devices.has(serial)) {
    return why(`${serial} is not a device of ${code}. Check the label, or take it out.`, `Not devices of ${code}`);
  }
  const busy = evenBusy ? undefined : world.busy.get(serial);
  if (busy === undefined) return undefined;
  const part = `already part of ${busy.request} (${busy.kind})`;
  return why(`${serial} is ${part}. Take it out here, or have that cancelled first.`, `These are ${part}`);
}

/** A device as a form shows it. */
export function foundDevice(device: Device, world: World): FoundDevice {
  const commitment = world.commitments.get(device.serial);
  const owed = commitment === undefined ? undefined : paidBy(commitment, monthOf(world.now.day));
  return {
    serial: device.serial,
    name: nameOf(device),
    assignedUser: device.assignedUser?.name ?? null,
    legacy: device.origin === 'legacy',
    kept: device.status === 'spare' || device.status === 'disaster reserve',
    monthsOwed: owed?.monthsOwed ?? 0,
    owedCents: owed?.owedCents ?? 0,
  };
}

/** What a device is called: its catalog item, or the model of one that never was in the catalog. */
export function nameOf(device: Device): string {
  return device.item === null ? device.model : device.itemName;
}
