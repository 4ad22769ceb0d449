import type { AdmissionRow, AdmissionView, DeviceListView, DeviceView, UnderWay } from '../desk/views/devices.ts';
import type { HistoryRow } from '../desk/views/history.ts';
import { type Device, isHandedOver, isInStock } from '../domain/device.ts';
import { dollars } from '../domain/money.ts';
import { tagDue } from '../domain/property.ts';
import type { Dates } from './dates.ts';
import { costsData } from './device-costs.ts';
import { band, head, LONGEST, pageWords, sentence } from './parts.ts';
import { dueWords } from './property.ts';
import { deviceState, isComingBack, stateMeaning, supportState } from './states.ts';
import type { CardData, Row } from './template.ts';
import { capital, counted, dotted, grouped, shortened } from './text.ts';

/** Rows a card lists at most. */
const MOST_HISTORY = 20;
const MOST_DEVICES = 20;
const MOST_ADMITTED = 25;

/** A device: who has it, where, under which warranty, who pays and how long still. */
export function device(view: DeviceView, dates: Dates): CardData {
  const { device, agency, history, now } = view;
  const { style, label } = deviceState(device, view.underWay);
  const rest = history.length - MOST_HISTORY;
  return {
    ...band(style, label, supportState(device), sentence(meaning(view, dates))),
    ...head(
      device.itemName === device.model ? device.model : dotted(device.itemName, device.model),
      device.serial,
      dotted(`${agency.code} ${agency.name}`, `billed to ${device.billingCode}`),
      dotted(
        device.origin === 'line of service' ? '' : capital(`${device.origin} device`),
        sanitizedWords(view, dates),
        cameFrom(view, dates),
      ),
    ),
    ...whereabouts(view),
    warranty: dates.day(device.warrantyUntil),
    openRequest: device.openRequest ?? 'none',
    ...costsData(view, dates),
    ...propertyData(view, dates),
    history: history.slice(0, MOST_HISTORY).map((row) => historyRow(row, dates)),
    historyCount: counted(history.length, 'entry', 'entries'),
    moreHistory: rest > 0 ? `And ${rest} older ones.` : '',
    hasHistory: history.length > 0,
    hasOpenRequest: device.openRequest !== null,
    serial: device.serial,
    canLabel: view.canLabel,
    canCorrect: view.canCorrect && device.openRequest === null && !isHandedOver(device),
    canTag: view.canTag,
    boughtWith: device.orderedBy ?? '',
    hasCertificate: view.hasCertificate,
    sanitizedFor: device.sanitized?.request ?? '',
    ...asked(view),
    now: now.day,
  };
}

/** Who has it and where. What was cancelled on its way does not reach whom it was meant for, and stock is in the warehouse. */
function whereabouts({ device, underWay }: DeviceView): CardData {
  if (isComingBack(underWay)) return { assignedUser: 'nobody', location: 'On its way back to EUC' };
  const { assignedUser, location } = device;
  const none = isInStock(device) && device.status === 'received' ? 'EUC warehouse' : 'none';
  return {
    assignedUser: shortened(assignedUser?.name ?? 'nobody', LONGEST.name),
    location: shortened(location ?? none, LONGEST.place),
  };
}

/** "Sanitized (purge) on Nov 20". */
function sanitizedWords({ device: { sanitized }, now }: DeviceView, dates: Dates): string {
  return sanitized === null ? '' : `Sanitized (${sanitized.method}) on ${dates.day(sanitized.on, now.day)}`;
}

/** What its state means; for a device that another agency has now, which one and since when (Rule 36). */
function meaning({ device, underWay, now }: DeviceView, dates: Dates): string {
  const { transfer, lost } = device;
  if (lost !== undefined) return lostWords(lost, now.day, dates);
  if (!isHandedOver(device) || transfer === null) return stateMeaning(device, underWay);
  return `Transferred to ${transfer.to} on ${dates.day(transfer.on, now.day)}.`;
}

/** "Stolen since Nov 20, marked lost on Nov 24. The network turns it away." */
function lostWords({ what, since, on }: NonNullable<Device['lost']>, today: string, dates: Dates): string {
  const marked = on === since ? '' : `, marked lost on ${dates.day(on, today)}`;
  return `${capital(what)} since ${dates.day(since, today)}${marked}. The network turns it away.`;
}

/** "From PARKS since Nov 24", "In place of 7BLUE01 since Nov 24". */
function cameFrom({ device: { serial, transfer, agency, swap }, now }: DeviceView, dates: Dates): string {
  if (swap !== undefined) {
    const on = dates.day(swap.on, now.day);
    return swap.to === serial ? `In place of ${swap.from} since ${on}` : `Replaced by ${swap.to} on ${on}`;
  }
  if (transfer === null || transfer.to !== agency) return '';
  return `From ${transfer.from} since ${dates.day(transfer.on, now.day)}`;
}

/** What was purchased: its tag or when that is due, its price, and who acknowledged the duties (Rules 25 and 53). */
function propertyData({ device: { property }, now }: DeviceView, dates: Dates): CardData {
  if (property === undefined) return { isProperty: false, price: '', tag: '', receivedOn: '', acknowledged: '' };
  const { priceCents, receivedOn, acknowledged } = property;
  const due = dueWords({ due: tagDue(property) }, now.day, dates);
  return {
    isProperty: true,
    price: `${dollars(priceCents)} once`,
    tag: property.tag?.number ?? capital(dotted('none yet', due.replace(/^tag /, ''))),
    receivedOn: dates.day(receivedOn, now.day),
    acknowledged: `Duties acknowledged by ${acknowledged.by.name}, ${dates.moment(acknowledged.at, now)}, as worded on ${dates.day(acknowledged.version, now.day)}.`,
  };
}

/** What the person may ask for: nothing while the device stands in a request, or is gone. */
function asked({ device, canAsk, canReport, canTakeOut, canSwap, now }: DeviceView): CardData {
  const { status, openRequest, lost } = device;
  const isFree = openRequest === null;
  const free = canAsk && isFree;
  const inService = free && status === 'in service';
  const isGone = ['lost', 'surplus', 'transferred', 'retired'].includes(status);
  return {
    canReport: canReport && !isGone && (isFree || canTakeOut),
    canFind: canReport && isFree && status === 'lost' && lost?.isNew !== true,
    canSwap: canSwap && isFree && status === 'in service' && device.warrantyUntil >= now.day,
    canChange: inService || (free && (status === 'spare' || status === 'disaster reserve')),
    canOrder: inService,
  };
}

/** One line of a history: when, what, by whom and for which request. */
export function historyRow({ at, what, by, role, request }: HistoryRow, dates: Dates): Row {
  return { date: dates.dayOf(at), what, line: dotted(dates.time(at), by, role ?? '', request ?? '') };
}

/** Several devices at once; a serial that is nobody's, or not to be seen by this person, is not found. */
export function devices({ rows: all, list }: DeviceListView): CardData {
  const rows = all.slice(0, MOST_DEVICES);
  const missing = all.filter(({ device }) => device === null).length;
  const rest = all.length - rows.length;
  return {
    ...(list === null ? askedBand(all.length - missing, missing) : listBand(list)),
    empty: list?.total === 0 ? 'There is no such device.' : '',
    rows: rows.map((row, index) => deviceRow(row, index > 0)),
    more: rest > 0 ? `And ${rest} more. Ask for ${MOST_DEVICES} at a time.` : '',
    page: list === null ? '' : pageWords(list.from, rows.length, list.total),
    which: list?.which ?? '',
    hasNext: list !== null && list.after !== null,
    after: list?.after ?? '',
    nextFrom: (list?.from ?? 0) + rows.length,
    total: list?.total ?? 0,
    hasFirst: list !== null && list.from > 0,
    showDesk: missing > 0,
  };
}

function askedBand(found: number, missing: number): CardData {
  return {
    bandTitle: `${counted(found, 'device')} found`,
    bandLine: missing === 0 ? '' : `${counted(missing, 'serial')} not found.`,
  };
}

/** A page of the devices of an agency. */
function listBand({ which, total }: NonNullable<DeviceListView['list']>): CardData {
  return {
    bandTitle: total === 0 ? 'Devices' : `Devices · ${grouped(total)}`,
    bandLine: which === '' ? 'All of them, by serial.' : `Those with “${which}”, by serial.`,
  };
}

function deviceRow({ serial, device, underWay }: DeviceListView['rows'][number], separator: boolean): Row {
  const found = device !== null;
  return {
    serial: shortened(serial, 40),
    line: found ? deviceLine(device, underWay) : 'Check the label, or ask the service desk.',
    state: found ? dotted(deviceState(device, underWay).label, device.billingCode) : '✗ Not found',
    isFound: found,
    tooltip: `Details of ${serial}`,
    separator,
  };
}

function deviceLine({ itemName, model, assignedUser, location }: Device, underWay: UnderWay | null) {
  const name = itemName === '' ? model : itemName;
  if (isComingBack(underWay)) return dotted(name, 'goes to nobody');
  return dotted(name, shortened(assignedUser?.name ?? '', LONGEST.name), shortened(location ?? '', LONGEST.name));
}

/** Whether serials may be on the network (Rules 32 and 33). */
export function admission({ rows: all }: AdmissionView): CardData {
  const rows = all.slice(0, MOST_ADMITTED);
  const known = all.filter((row) => row.found);
  const admitted = known.filter(({ admit }) => admit).length;
  const rest = all.length - rows.length;
  const rule = admitted === known.length ? '' : 'Only what was approved and handed out by EUC may be on the network.';
  return {
    ...admissionBand(all.length, known.length, admitted),
    ...head(counted(all.length, 'serial'), 'Network admission', ''),
    rows: rows.map((row, index) => ({ ...admissionRow(row), serial: row.serial, separator: index > 0 })),
    rule: rest > 0 ? `And ${rest} more. ${rule}`.trim() : rule,
    showDesk: admitted < all.length,
  };
}

function admissionBand(asked: number, known: number, admitted: number): CardData {
  const fact = `${admitted} of ${asked} admitted`;
  if (known === 0) return band('emphasis', 'Not found', fact, sentence('Ask for devices of your own agency.'));
  if (admitted === asked) return band('good', '✓ Admit', fact);
  return admitted === 0 && known === asked
    ? band('attention', '✗ Deny', fact)
    : band('warning', '⚠ Not all of them', fact);
}

function admissionRow(row: AdmissionRow): Row {
  if (!row.found) {
    return { sign: '', color: 'Default', line: 'Not found at your agency', verdict: '', verdictColor: '' };
  }
  const { admit, reason, legacy } = row;
  return {
    sign: admit ? '✓' : '✗',
    color: admit ? 'Good' : 'Attention',
    line: dotted(capital(reason), legacy ? 'legacy device' : ''),
    verdict: admit ? 'Admit' : 'Deny',
    verdictColor: admit ? '' : 'Attention',
  };
}
