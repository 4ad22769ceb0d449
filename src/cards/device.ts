import type { DeviceView } from '../desk/views/devices.ts';
import type { HistoryRow } from '../desk/views/history.ts';
import { type Device, isHandedOver, isInStock } from '../domain/device.ts';
import { dollars } from '../domain/money.ts';
import { tagDue } from '../domain/property.ts';
import type { Dates } from './dates.ts';
import { costsData } from './device-costs.ts';
import { band, head, LONGEST, sentence } from './parts.ts';
import { dueWords } from './property.ts';
import { deviceState, isComingBack, stateMeaning, supportState } from './states.ts';
import type { CardData, Row } from './template.ts';
import { capital, counted, dotted, shortened } from './text.ts';

/** Rows a card lists at most. */
const MOST_HISTORY = 20;

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
