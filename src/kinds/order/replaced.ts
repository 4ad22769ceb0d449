import { type Device, isSupported } from '../../domain/device.ts';
import { type FoundDevice, foundDevice, whyNotAvailable } from '../../domain/found-device.ts';
import { problemsOfLength } from '../../domain/lengths.ts';
import { readSerials } from '../../domain/read-serials.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import { type OldDeviceBecomes, oldDeviceBecomesSchema, type Replaced } from '../../domain/request/quote.ts';
import type { Serial } from '../../domain/serials.ts';
import { wordsOf } from '../../domain/words.ts';
import type { World } from '../../domain/world.ts';
import type { OrderForm } from './form.ts';

/** Devices one order may replace: they are all claimed in the commit that submits it. */
const MOST_REPLACED = 90;

/** A replaced device as far as the form tells: its record, and the choice made for it, if one was. */
export interface ReplacedDevice extends FoundDevice {
  becomes: OldDeviceBecomes | null;
  nextUser: string;
  nextLocation: string;
}

/** What a form says of the devices it replaces. */
export interface ReadReplaced {
  found: ReplacedDevice[];
  /** Those with a choice that is complete. */
  replaced: Replaced[];
  /** How many of `replaced` count for support and leave service (Rule 13). */
  leaving: number;
  problems: Problem[];
}

/** Reads the replaced devices (Rules 10 to 14). */
export function readReplaced(form: OrderForm, world: World): ReadReplaced {
  const serials = readSerials(form.replaces, (serial) => world.devices.has(serial));
  const read: ReadReplaced = { found: [], replaced: [], leaving: 0, problems: [] };
  const refuse = (text: string) => read.problems.push({ field: 'replaces', text });
  const leaveOut = (why: Omit<Problem, 'field'>) => read.problems.push({ field: 'replaces', ...why });
  if (serials.length === 0 && !form.additional) {
    refuse('Name the serials these devices replace, or tick Additional devices.');
  }
  if (serials.length > 0 && form.additional) {
    read.problems.push({
      field: 'additional',
      text: 'Serials are named, so these are not additional devices. Untick it, or clear the serials.',
    });
  }
  if (serials.length > MOST_REPLACED) {
    refuse(`${serials.length} serials are too many for one order: ${MOST_REPLACED} at most. Split it in two.`);
    return read;
  }
  for (const serial of serials) {
    const device = world.devices.get(serial);
    const why = whyNotReplace(serial, device, world);
    if (why !== undefined || device === undefined) leaveOut(why ?? { text: '' });
    else addDevice(read, form, device, world);
  }
  return read;
}

/** Rule 12. */
function whyNotReplace(serial: Serial, device: Device | undefined, world: World): Omit<Problem, 'field'> | undefined {
  const why = whyNotAvailable(serial, world);
  if (why !== undefined || device === undefined || device.status === 'in service') return why;
  return { text: `${serial} is not in service (${device.status}), so it cannot be replaced. Take it out.` };
}

function addDevice(read: ReadReplaced, form: OrderForm, device: Device, world: World): void {
  const found = findDevice(form, device, world);
  const { serial, becomes, nextUser, nextLocation } = found;
  read.found.push(found);
  if (becomes === null) {
    read.problems.push({ field: `becomes_${serial}`, text: `Choose what becomes of ${serial}.` });
    return;
  }
  if (becomes === 'redistribute') {
    const problems = problemsOfNext(found);
    read.problems.push(...problems);
    if (problems.length > 0) return;
  }
  const { name, assignedUser, legacy, monthsOwed, owedCents } = found;
  const next = becomes === 'redistribute' ? { assignedUser: nextUser, location: nextLocation } : null;
  const leaves = becomes !== 'redistribute' && isSupported(device);
  const supportCents = leaves ? world.catalog.supportCents : 0;
  read.replaced.push({ serial, name, assignedUser, becomes, next, legacy, monthsOwed, owedCents, supportCents });
  if (leaves) read.leaving += 1;
}

/** Rule 11: a redistributed device needs its new assignment. */
function problemsOfNext({ serial, nextUser, nextLocation }: ReplacedDevice): Problem[] {
  const problems: Problem[] = [];
  const [user, place] = [`nextUser_${serial}`, `nextLocation_${serial}`];
  if (nextUser === '') problems.push({ field: user, text: `Say who gets ${serial} next.` });
  if (nextLocation === '') problems.push({ field: place, text: `Say where ${serial} goes.` });
  return [...problems, ...problemsOfLength(user, nextUser, 'name'), ...problemsOfLength(place, nextLocation, 'place')];
}

function findDevice(form: OrderForm, device: Device, world: World): ReplacedDevice {
  const chosen = form.outcomes[device.serial];
  const becomes = oldDeviceBecomesSchema.safeParse(chosen?.becomes || form.becomes);
  return {
    ...foundDevice(device, world),
    becomes: becomes.success ? becomes.data : null,
    nextUser: wordsOf(chosen?.nextUser ?? ''),
    nextLocation: wordsOf(chosen?.nextLocation ?? ''),
  };
}
