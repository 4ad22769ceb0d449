import type { Device } from './device.ts';
import { type FoundDevice, foundDevice, nameOf, whyNotAvailable } from './found-device.ts';
import { problemsOfLength } from './lengths.ts';
import { sum } from './money.ts';
import { readSerials } from './read-serials.ts';
import type { Problem } from './request/outcome.ts';
import type { Quote } from './request/quote.ts';
import type { Unit } from './request/state.ts';
import { whatDevices } from './what-devices.ts';
import { isBlank } from './words.ts';
import type { World } from './world.ts';

/** Devices one request may be about: they are all claimed in the commit that submits it. */
const MOST_DEVICES = 90;

/** The devices that a field of serials names, each judged by itself (Rule 38). */
export interface NamedDevices {
  devices: Device[];
  found: FoundDevice[];
  /** Those that are no good, each with its reason. */
  leftOut: Problem[];
  /** Why there is nothing to do at all; empty when some device is good. */
  problems: Problem[];
}

/** How many devices a kind takes, and whether also those that stand in another open request, which `whyNot` judges then. */
interface Limits {
  most?: number;
  evenBusy?: boolean;
}

/** Reads the field `serials`. `whyNot` judges a device that exists and is free; `toDo` says what for: "to move". */
export function readDevices(
  text: string,
  world: World,
  toDo: string,
  whyNot: (device: Device) => string | undefined,
  { most = MOST_DEVICES, evenBusy = false }: Limits = {},
): NamedDevices {
  const serials = readSerials(text, (serial) => world.devices.has(serial));
  const read: NamedDevices = { devices: [], found: [], leftOut: [], problems: [] };
  const refuse = (text: string): Problem => ({ field: 'serials', text });
  if (serials.length === 0) return { ...read, problems: [refuse(`Name the serials of the devices ${toDo}.`)] };
  if (serials.length > most) {
    const many = `${serials.length} serials are too many for one request: ${most} at most. Split it in two.`;
    return { ...read, problems: [refuse(many)] };
  }
  for (const serial of serials) {
    const device = world.devices.get(serial);
    const unavailable = whyNotAvailable(serial, world, evenBusy);
    const why = device && whyNot(device);
    if (unavailable !== undefined) read.leftOut.push({ field: 'serials', ...unavailable });
    else if (why !== undefined || device === undefined) read.leftOut.push(refuse(why ?? ''));
    else read.devices.push(device);
  }
  read.found = read.devices.map((device) => foundDevice(device, world));
  return read.devices.length === 0 ? { ...read, leftOut: [], problems: read.leftOut } : read;
}

/** Units for devices that exist, numbered; `how` says for each what is to be done and where it goes. */
export function unitsOf(
  { devices, found }: Pick<NamedDevices, 'devices' | 'found'>,
  how: (
    device: Device,
  ) => Pick<Unit, 'plan' | 'assignedUser' | 'location' | 'becomes'> &
    Partial<Pick<Unit, 'name' | 'counts' | 'corrects' | 'lost' | 'replaces'>>,
): Unit[] {
  return devices.map((device, index) => ({
    no: index + 1,
    item: device.item,
    name: nameOf(device),
    done: 0,
    serial: device.serial,
    monthsOwed: found[index]?.monthsOwed ?? 0,
    owedCents: found[index]?.owedCents ?? 0,
    cancelled: false,
    counts: 0,
    ...how(device),
  }));
}

/** What a request without new devices changes: support by so many that come back and leave, and what stays owed. */
export function quoteOfChange(
  { catalog }: World,
  { counted, leaving, found }: { counted: number; leaving: number; found: readonly FoundDevice[] },
): Quote {
  const netCount = counted - leaving;
  return {
    catalogVersion: catalog.version,
    lines: [],
    monthlyCents: 0,
    termCents: 0,
    owedCents: sum(found.map(({ owedCents }) => owedCents)),
    counted,
    leaving,
    netCount,
    supportChangeCents: netCount * catalog.supportCents,
    replaced: [],
  };
}

/** "2 standard laptops to move"; one by its serial: "7BLUE01 to move". */
export function titleOfDevices(devices: readonly Device[], toDo: string, { catalog }: World): string {
  const [only] = devices;
  if (devices.length === 1 && only !== undefined) return `${only.serial} ${toDo}`;
  const plurals = catalog.items.map(({ code, plural }) => ({ item: code, plural }));
  const named = devices.map((device) => ({ item: device.item, name: nameOf(device) }));
  return `${whatDevices(named, plurals)} ${toDo}`;
}

/** A reason as it must be: a sentence, and not too long. */
export function problemsOfReason(reason: string, why: string): Problem[] {
  if (isBlank(reason)) return [{ field: 'reason', text: `Say in a sentence ${why}.` }];
  return problemsOfLength('reason', reason, 'reason');
}
