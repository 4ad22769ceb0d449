import { type Commitment, paidBy, passedOn } from '../../domain/commitment.ts';
import { correctionsBetween, wordsOfCorrections } from '../../domain/corrections.ts';
import { type Device, isSupported, whyNoLabel } from '../../domain/device.ts';
import type { Answer } from '../../domain/inventory.ts';
import { monthOf } from '../../domain/months.ts';
import { isEuc, may, type Person } from '../../domain/people.ts';
import type { Serial } from '../../domain/serials.ts';
import { WORK_STEPS } from '../../domain/work-steps.ts';
import { agencyOfRequest, type JournalEntry, keys } from '../documents.ts';
import type { House } from '../house.ts';
import { commitmentsAnywhere, readDevice } from '../load.ts';
import { refusal } from '../present.ts';
import { mayComeBack, underWay } from '../under-way.ts';
import type { DeviceListView, DeviceView } from '../views/devices.ts';
import type { HistoryRow } from '../views/history.ts';
import type { View } from '../views.ts';

/** Serials answered at once. */
const MOST_SERIALS = 20;

/** Lines of history on a device's card. */
const HISTORY_LINES = 20;

/** One device in full, or several as a list. What a person may not see is not found (Rule 57). */
export async function openDevices(house: House, person: Person, serials: readonly Serial[]): Promise<View> {
  const [only, ...more] = serials;
  if (only === undefined)
    return refusal('Which device?', 'Write device and the serial, for example: device 5CG0000001.');
  if (serials.length > MOST_SERIALS) {
    return refusal('Too many at once', `${serials.length} serials; ask for ${MOST_SERIALS} at most.`);
  }
  if (more.length === 0) return (await openDevice(house, person, only)) ?? notFound(only);
  const devices = await Promise.all(serials.map(async (serial) => findDevice(house, person, serial)));
  const rows = await rowsOf(house, serials, devices);
  const view: DeviceListView = { card: 'devices', rows, list: null };
  return view;
}

/** One device in full; undefined when there is none that the person may see. */
export async function openDevice(house: House, person: Person, serial: Serial): Promise<DeviceView | undefined> {
  const device = await findDevice(house, person, serial);
  if (device === undefined) return undefined;
  const now = house.clock.now();
  const [commitment, history, agency, catalog, hasCertificate, waits] = await Promise.all([
    commitmentOf(house, person, device),
    historyOf(house, device),
    house.directory.agency(device.agency),
    house.directory.catalog(now.day),
    isCertified(house, device),
    underWay(house, [device]),
  ]);
  if (agency === undefined) throw new Error(`agency ${device.agency} of a device is missing`);
  return {
    card: 'device',
    device,
    underWay: waits.get(serial) ?? null,
    agency,
    commitment:
      commitment === undefined
        ? null
        : {
            rateCents: commitment.rateCents,
            paid: paidBy(commitment, monthOf(now.day)),
            billingCode: commitment.billingCode,
            passedOn: passedOn(commitment),
          },
    supportCents: isSupported(device) ? catalog.supportCents : 0,
    history,
    canAsk: may(person, 'make a request', device.agency),
    canCorrect: may(person, 'correct records', device.agency),
    canTag: device.property?.tag === null && isOwnPurchase(device) && may(person, 'record a tag', device.agency),
    canReport: may(person, 'report losses', device.agency),
    canTakeOut: may(person, WORK_STEPS['mark lost'].permission, device.agency),
    canSwap: may(person, 'swap devices', device.agency),
    canLabel: whyNoLabel(device) === null && may(person, 'print labels', device.agency),
    hasCertificate,
    now,
  };
}

/** Devices as rows of a list. What might be on its way back is looked up; of the others the record says enough. */
export async function rowsOf(
  house: House,
  serials: readonly Serial[],
  devices: readonly (Device | undefined)[],
): Promise<DeviceListView['rows']> {
  const waits = await underWay(
    house,
    devices.filter((device) => device !== undefined).filter((device) => mayComeBack(device)),
  );
  return serials.map((serial, index) => ({
    serial,
    device: devices[index] ?? null,
    underWay: waits.get(serial) ?? null,
  }));
}

/** Whether the desk has written a certificate of a device's last sanitization: what was imported has none. */
async function isCertified({ store }: House, { serial, sanitized }: Device): Promise<boolean> {
  if (sanitized === null) return false;
  const { request } = sanitized;
  return (await store.read(keys.certificate(agencyOfRequest(request), serial, request))) !== undefined;
}

/** Whether the agency has bought the device itself, and not got it from the one that has: tags are recorded in the purchase. */
function isOwnPurchase({ agency, orderedBy }: Device): boolean {
  return agencyOfRequest(orderedBy ?? '') === agency;
}

/** A device that the person may see. One point read inside an agency; two for EUC, who ask first which agency has it. */
export async function findDevice(house: House, person: Person, serial: Serial): Promise<Device | undefined> {
  if (!may(person, 'see records', person.agency)) return undefined;
  if (!isEuc(person)) return (await house.store.read(keys.device(person.agency, serial)))?.body;
  return readDevice(house.store, serial);
}

/** The agency's own commitment or, for EUC, that of an agency which has passed the device on and pays for it still. */
async function commitmentOf(house: House, person: Person, device: Device): Promise<Commitment | undefined> {
  const { agency, serial, transfer } = device;
  const own = await house.store.read(keys.commitment(agency, serial));
  if (own !== undefined || transfer === null || !isEuc(person)) return own?.body;
  const theirs = (await commitmentsAnywhere(house.store, [serial])).map(({ body }) => body);
  return theirs.find((one) => passedOn(one) === null) ?? theirs[0];
}

function notFound(serial: Serial): View {
  return refusal('Not found', `There is no device ${serial.slice(0, 30)} that you can see. Check the label.`);
}

async function historyOf(house: House, { agency, serial }: Device): Promise<HistoryRow[]> {
  const { items } = await house.store.query({
    type: 'journal',
    pk: agency,
    where: [{ field: 'serials', holds: serial }],
    orderBy: { field: 'at', descending: true },
    limit: HISTORY_LINES,
  });
  return items.map(({ body }) => ({
    at: body.at,
    what: whatHappened(body, serial, agency),
    by: body.by.name,
    role: body.role,
    request: body.events.length === 0 && !isFromElsewhere(body, agency) ? null : body.request,
  }));
}

/** What a new request means for a device it names, by kind. */
const ASKED: Readonly<Record<string, string>> = {
  order: 'Named as replaced',
  move: 'Asked to be moved',
  decommission: 'Asked to be given back',
  correction: 'Asked to be corrected',
  loss: 'Reported lost or stolen',
  found: 'Reported as found',
  swap: 'To be swapped under warranty',
};

/** Whether a line of an agency's journal tells what another agency's request has brought it (Rule 36). */
function isFromElsewhere({ request }: JournalEntry, agency: string): boolean {
  return agencyOfRequest(request) !== agency;
}

/** "Location: 2.14 → 3.01, because it was mistyped" (Rule 31); undefined where nothing was put right. */
function correctionIn({ events, devices }: JournalEntry, serial: Serial): string | undefined {
  const update = events.find((event) => event.type === 'worked' && event.step === 'update');
  const change = devices.find(({ after }) => after.serial === serial);
  if (update?.type !== 'worked' || change === undefined || change.before === null) return undefined;
  const why = update.reason === undefined ? '' : `, because: ${update.reason}`;
  return `${wordsOfCorrections(correctionsBetween(change.before, change.after))}${why}`;
}

const FOUND: Readonly<Record<Answer, string>> = {
  confirmed: 'Confirmed',
  corrected: 'To be corrected',
  missing: 'Reported missing',
  left: 'No longer the agency’s',
};

/** What the yearly inventory has found out (Rule 53). */
function inventoryWords({ year, answers }: NonNullable<JournalEntry['inventory']>, serial: Serial): string {
  const answer = answers.find((one) => one.serial === serial)?.answer ?? null;
  return `${answer === null ? 'Unanswered again' : FOUND[answer]} in the inventory of FY ${year}`;
}

/** What a commit did to one device, in a few words. */
export function whatHappened(entry: JournalEntry, serial: Serial, agency: string): string {
  if (entry.inventory !== undefined) return inventoryWords(entry.inventory, serial);
  if (isFromElsewhere(entry, agency)) return `Came from ${agencyOfRequest(entry.request)}, in service here`;
  const change = entry.devices.find(({ after }) => after.serial === serial);
  const corrected = correctionIn(entry, serial);
  if (corrected !== undefined) return corrected;
  const swap = change?.before?.swap?.to === change?.after.swap?.to ? undefined : change?.after.swap;
  if (swap !== undefined) return swap.to === serial ? `Deployed in place of ${swap.from}` : `Replaced by ${swap.to}`;
  for (const event of entry.events) {
    if (event.type === 'tagged') return 'Tagged';
    if (event.type === 'worked') return WORK_STEPS[event.step].done;
    if (event.type === 'submitted') return ASKED[event.draft.kind] ?? 'Asked about';
    if (event.type === 'units cancelled') {
      if (change?.after.status === 'received') return 'Back in the warehouse: order cancelled';
      return change?.after.openRequest === entry.request ? 'Order cancelled: to be brought back' : 'Request cancelled';
    }
  }
  if (change?.after.status === 'transferred') return `From stock to ${change.after.transfer?.to}: order cancelled`;
  return change?.before === null ? 'Recorded' : 'Named in no request any more';
}
