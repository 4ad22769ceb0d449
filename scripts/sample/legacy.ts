import { importOf } from '../../src/data/import/device-standing.ts';
import { type Commitment, unbegunCommitment } from '../../src/domain/commitment.ts';
import type { Device } from '../../src/domain/device.ts';
import { addMonths, monthOf, type Now } from '../../src/domain/months.ts';
import { type Agency, roleFor, who } from '../../src/domain/people.ts';
import { moment } from './calendar.ts';
import type { Chance } from './chance.ts';
import type { Scene } from './lives.ts';
import { MODELS, personName, place } from './names.ts';
import { catalogFor, someone } from './state.ts';

/** Devices that one entry of the journal records. */
const RECORDED_AT_ONCE = 45;

/** The part of them that was leased before there was a desk, and for how many months at the most (Rule 46). */
const LEASED = 0.12;
const LONGEST_LEASED = 30;

/** Devices from before the desk come in, as an import brings them in (Rules 6 and 33). */
export function bringIn(scene: Scene, agency: Agency, count: number, at: number): void {
  const { state, records, chance } = scene;
  const now = moment(at);
  const importer = someone(state, 'asset manager', null, chance);
  const role = roleFor(importer, 'import devices', agency.code) ?? null;
  const read = Array.from({ length: count }, () => {
    return chance.is(LEASED)
      ? leasedDevice(scene, agency, now)
      : { device: legacyDevice(scene, agency, now), commitment: undefined };
  });
  const devices = read.map(({ device }) => device);
  for (let from = 0; from < devices.length; from += RECORDED_AT_ONCE) {
    const chunk = devices.slice(from, from + RECORDED_AT_ONCE);
    const serials = chunk.map(({ serial }) => serial);
    const request = `${importOf(agency.code)}-${serials[0]}`;
    const entry = { request, commit: 1, at: now.at, by: who(importer), role, events: [], serials };
    records.journal.push({ ...entry, devices: chunk.map((after) => ({ before: null, after })) });
  }
  for (const { device, commitment } of read) {
    const { serial } = device;
    records.devices.set(serial, device);
    if (commitment !== undefined) records.commitments.set(serial, commitment);
    records.freeFrom.set(serial, at);
    records.claims.set(serial, { serial, agency: agency.code, request: importOf(agency.code), at: now.at });
  }
}

/** The agency's own, from one to five years ago. */
function legacyDevice({ chance, serialFor }: Scene, agency: Agency, { day }: Now): Device {
  const isMonitor = chance.is(0.25);
  const model = modelOf(isMonitor ? 'MN-24' : chance.oneOf(['DT-STD', 'LT-STD', 'LT-STD', 'TB-STD']), chance);
  const since = `${Number(day.slice(0, 4)) - chance.whole(1, 5)}-${String(chance.whole(1, 9)).padStart(2, '0')}-15`;
  return {
    ...inService(agency, chance),
    serial: serialFor(model),
    item: null,
    itemName: isMonitor ? 'Legacy monitor' : 'Legacy device',
    model,
    origin: 'legacy',
    countsForSupport: !isMonitor,
    holdsStorage: !isMonitor,
    warrantyUntil: `${Number(since.slice(0, 4)) + 4}-${since.slice(5)}`,
    labelled: false,
    support: isMonitor ? [] : [{ from: since, to: null }],
  };
}

/** Leased before there was a desk: some of its 48 months are behind it (Rule 46). */
function leasedDevice(scene: Scene, agency: Agency, { day }: Now): { device: Device; commitment: Commitment } {
  const { state, chance, serialFor } = scene;
  const item = chance.oneOf(catalogFor(state, day).items.filter(({ active }) => active));
  const model = modelOf(item.code, chance);
  const firstMonth = addMonths(monthOf(day), -chance.whole(1, LONGEST_LEASED));
  const { countsForSupport, holdsStorage } = item;
  const device: Device = {
    ...inService(agency, chance),
    serial: serialFor(model),
    item: item.code,
    itemName: item.name,
    model,
    origin: 'line of service',
    countsForSupport,
    holdsStorage,
    warrantyUntil: `${addMonths(firstMonth, 36)}-15`,
    labelled: true,
    support: countsForSupport ? [{ from: `${firstMonth}-15`, to: null }] : [],
  };
  return { device, commitment: { ...unbegunCommitment(device, '', item.rateCents), firstMonth, request: null } };
}

function modelOf(item: string, chance: Chance): string {
  return chance.oneOf(MODELS[item] ?? ['Acme One']);
}

/** What is the same of all that somebody works with. */
function inService({ code, billingCodes }: Agency, chance: Chance) {
  return {
    agency: code,
    billingCode: chance.oneOf(billingCodes),
    earlierCodes: [],
    status: 'in service',
    assignedUser: { id: null, name: personName(chance) },
    location: place(chance),
    openRequest: null,
    orderedBy: null,
    sanitized: null,
    transfer: null,
  } as const satisfies Partial<Device>;
}
