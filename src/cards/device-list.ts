import type { AdmissionRow, AdmissionView, DeviceListView, UnderWay } from '../desk/views/devices.ts';
import type { Device } from '../domain/device.ts';
import { band, head, LONGEST, pageWords, sentence } from './parts.ts';
import { deviceState, isComingBack } from './states.ts';
import type { CardData, Row } from './template.ts';
import { capital, counted, dotted, grouped, shortened } from './text.ts';

/** Rows a card lists at most. */
const MOST_DEVICES = 20;
const MOST_ADMITTED = 25;

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
