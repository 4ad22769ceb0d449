import { linesOfSerial } from '../../src/desk/billing/lines.ts';
import { type BillLine, billingOf } from '../../src/domain/billing/charges.ts';
import { partsOf } from '../../src/domain/corrections.ts';
import { addMonths, lastDayOf, monthOf } from '../../src/domain/months.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { free } from './free.ts';
import type { Scene } from './lives.ts';
import { personName, place } from './names.ts';
import type { Asked, Asking } from './requests.ts';
import { catalogFor } from './state.ts';

/** Something on record is wrong: the place, the user, the end of the warranty or the label (Rule 6). */
export function correctionOf(scene: Scene, { world, at }: Asking): Asked {
  const { chance } = scene;
  const [device] = free(scene, at, 'in service', 1);
  if (device === undefined) return undefined;
  const was = partsOf(device);
  const [change, reason] = chance.weighted([
    [[{ location: place(chance) }, 'It stands in another room than the record says.'], 50],
    [[{ assignedUser: personName(chance) }, 'The name was mixed up when the record was made.'], 30],
    [
      [{ warrantyUntil: `${Number(was.warrantyUntil.slice(0, 4)) + 1}-01-31` }, 'The maker has extended the warranty.'],
      20,
    ],
  ] as const);
  return KINDS.correction.prepare({ ...was, ...change, was, serial: device.serial, reason }, world);
}

/** A line of the bill of the month before is questioned, one that nobody has questioned yet (Rule 50). */
export function adjustmentOf(scene: Scene, { world, at }: Asking): Asked {
  const { chance } = scene;
  const month = addMonths(monthOf(world.now.day), -1);
  const [device] = free(scene, at, 'in service', 1);
  if (device === undefined) return undefined;
  const line = lineOf(scene, device.serial, month);
  if (line === undefined || isQuestioned(scene, device.serial)) return undefined;
  const questioned = { lineCents: line.cents, earlier: [] };
  const isCredit = chance.is(0.8);
  const form = {
    serial: device.serial,
    month,
    charge: line.kind,
    amount: isCredit ? `-${(line.cents / 100).toFixed(2)}` : '12.50',
    billingCode: line.billingCode,
    reason: isCredit ? 'The device was in repair all month.' : 'Billed at too low a rate.',
  };
  return KINDS.adjustment.prepare(form, { ...world, questioned });
}

/** What a device is charged for a month, where anything is. */
function lineOf({ state, records }: Scene, serial: string, month: string): BillLine | undefined {
  const { supportCents } = catalogFor(state, lastDayOf(month));
  const own = { device: records.devices.get(serial), commitment: records.commitments.get(serial), charges: [] };
  return linesOfSerial(own, billingOf(month, supportCents, null))[0];
}

function isQuestioned({ records }: Scene, serial: string): boolean {
  const all = [...records.requests.values()];
  return all.some(({ quote, units }) => quote.adjustment !== undefined && units[0]?.serial === serial);
}
