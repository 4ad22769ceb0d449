import { importOf } from '../../src/data/import/device-standing.ts';
import type { Device } from '../../src/domain/device.ts';
import type { Agency } from '../../src/domain/people.ts';
import { roleFor, who } from '../../src/domain/people.ts';
import { later, moment } from './calendar.ts';
import { liveOn, type Scene } from './lives.ts';
import { MODELS, personName, place } from './names.ts';
import { submit, type Wish } from './requests.ts';
import { someone } from './state.ts';

/** What an agency is to have. */
export interface Plan {
  agency: Agency;
  devices: number;
  /** Requests of the last two weeks, beside those of two years. */
  recent: number;
}

const DAY = 86_400_000;

/** How long the desk has been at work: two years. */
const YEARS = 730 * DAY;

/** No delivery comes sooner; what is ordered later brings no device yet. */
const DELIVERED_AFTER = 5 * DAY;

/** The part of the devices that was there before the desk. */
const LEGACY = 0.7;

/** Devices that one entry of the journal records. */
const RECORDED_AT_ONCE = 45;

/** Two years of an agency: its legacy devices, then requests one after the other, until it has the devices it is to have. */
export function liveTwoYears(scene: Scene, { agency, devices, recent }: Plan): void {
  const { records, until } = scene;
  const begin = until - YEARS;
  const legacy = Math.round(devices * LEGACY);
  record(scene, agency, legacy, later(begin, [0, 48], scene.chance));
  const wishes = wishesFor(scene, devices, recent, begin);
  let made = 0;
  for (const { at, wish } of wishes) {
    made += 1;
    const room = at > until - DELIVERED_AFTER ? Number.POSITIVE_INFINITY : devices - records.devices.size;
    const asked = wish === 'order' && room < 2 ? 'move' : wish;
    const id = submit(scene, agency.code, `${agency.code}-${numberOf(made)}`, asked, at, room);
    if (id !== undefined) liveOn(scene, id, at);
  }
  // What orders did not bring was found at an inventory, a month ago.
  const missing = devices - records.devices.size;
  if (missing > 0) record(scene, agency, missing, later(until - 30 * DAY, [0, 48], scene.chance));
}

/** When the agency asks for what, the oldest first: as often as its size asks for, and recently so much more. */
function wishesFor({ chance, until }: Scene, devices: number, recent: number, begin: number) {
  const count = Math.max(4, Math.round(devices * 0.1));
  const anyTime = Array.from({ length: count }, () =>
    later(begin + 7 * DAY, [0, (YEARS - 8 * DAY) / 3_600_000], chance),
  );
  const lately = Array.from({ length: recent }, () => later(until - 14 * DAY, [0, 12 * 24], chance));
  const wish = () =>
    chance.weighted<Wish>([
      ['order', 50],
      ['move', 30],
      ['decommission', 20],
      ['loss', 4],
    ]);
  const all = [...anyTime, ...lately].filter((at) => at < until).sort((a, b) => a - b);
  return all.map((at) => ({ at, wish: wish() }));
}

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Six letters and digits, as the desk's own ids have them; spread, so that they look like those. */
function numberOf(made: number): string {
  let left = (made * 693_691) % 32 ** 6;
  let text = '';
  for (let digit = 0; digit < 6; digit += 1) {
    text = LETTERS.charAt(left % 32) + text;
    left = Math.floor(left / 32);
  }
  return text;
}

/** Legacy devices come in, as an import brings them in (Rules 6 and 33). */
function record({ state, records, chance, serialFor }: Scene, agency: Agency, count: number, at: number): void {
  const now = moment(at);
  const importer = someone(state, 'asset manager', null, chance);
  const role = roleFor(importer, 'import devices', agency.code) ?? null;
  const devices = Array.from({ length: count }, () => legacyDevice(agency, now.day, chance, serialFor));
  for (let from = 0; from < devices.length; from += RECORDED_AT_ONCE) {
    const chunk = devices.slice(from, from + RECORDED_AT_ONCE);
    const serials = chunk.map(({ serial }) => serial);
    const request = `${importOf(agency.code)}-${serials[0]}`;
    const entry = { request, commit: 1, at: now.at, by: who(importer), role, events: [], serials };
    records.journal.push({ ...entry, devices: chunk.map((after) => ({ before: null, after })) });
  }
  for (const device of devices) {
    records.devices.set(device.serial, device);
    records.freeFrom.set(device.serial, at);
    records.claims.push({ serial: device.serial, agency: agency.code, request: importOf(agency.code), at: now.at });
  }
}

function legacyDevice(agency: Agency, today: string, chance: Scene['chance'], serialFor: Scene['serialFor']): Device {
  const isMonitor = chance.is(0.25);
  const model = chance.oneOf(
    MODELS[isMonitor ? 'MN-24' : chance.oneOf(['DT-STD', 'LT-STD', 'LT-STD', 'TB-STD'])] ?? [],
  );
  const since = `${Number(today.slice(0, 4)) - chance.whole(1, 5)}-${String(chance.whole(1, 9)).padStart(2, '0')}-15`;
  return {
    serial: serialFor(model),
    agency: agency.code,
    billingCode: chance.oneOf(agency.billingCodes),
    earlierCodes: [],
    item: null,
    itemName: isMonitor ? 'Legacy monitor' : 'Legacy device',
    model,
    origin: 'legacy',
    status: 'in service',
    countsForSupport: !isMonitor,
    holdsStorage: !isMonitor,
    assignedUser: { id: null, name: personName(chance) },
    location: place(chance),
    warrantyUntil: `${Number(since.slice(0, 4)) + 4}-${since.slice(5)}`,
    labelled: false,
    openRequest: null,
    orderedBy: null,
    support: isMonitor ? [] : [{ from: since, to: null }],
    sanitized: null,
    transfer: null,
  };
}
