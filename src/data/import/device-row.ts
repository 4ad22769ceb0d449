import type { Catalog } from '../../domain/catalog.ts';
import type { Commitment } from '../../domain/commitment.ts';
import type { Device } from '../../domain/device.ts';
import type { Agency } from '../../domain/people.ts';
import { isSerial, normalizeSerial } from '../../domain/serials.ts';
import type { Column } from '../columns.ts';
import { type Row, shown } from '../row.ts';
import { LONGEST, readDay, readPast } from './device-cells.ts';
import { commitmentOf, readLine } from './device-line.ts';
import { readStanding } from './device-standing.ts';

/** The columns of a legacy inventory. */
export const DEVICE_COLUMNS: readonly Column[] = [
  { id: 'agency', names: ['Agency', 'Agency code'], required: true },
  { id: 'serial', names: ['Serial', 'Serial number', 'Serial no', 'Service tag'], required: true },
  { id: 'model', names: ['Model', 'Model name'], required: true },
  { id: 'assignedUser', names: ['Assigned user', 'Assigned to', 'User'], required: true },
  { id: 'location', names: ['Location', 'Place', 'Site'], required: true },
  { id: 'warrantyUntil', names: ['Warranty until', 'Warranty', 'Warranty end', 'Warranty expires'], required: true },
  { id: 'billingCode', names: ['Billing code', 'Cost center', 'Cost centre'], required: true },
  { id: 'inServiceSince', names: ['In service since', 'In service', 'Deployed on', 'Deployed'], required: true },
  { id: 'type', names: ['Type', 'Device type', 'Category'], required: false },
  { id: 'status', names: ['Status', 'State'], required: false },
  { id: 'sanitizedOn', names: ['Sanitized on'], required: false },
  { id: 'sanitizedBy', names: ['Sanitization method', 'Method'], required: false },
  { id: 'countsForSupport', names: ['Counts for support'], required: false },
  { id: 'holdsStorage', names: ['Holds storage'], required: false },
  { id: 'item', names: ['Item', 'Catalog item'], required: false },
  { id: 'rate', names: ['Monthly rate', 'Rate'], required: false },
  { id: 'firstMonth', names: ['First charge', 'Commitment since'], required: false },
];

/** A row as the desk keeps it. */
export interface ReadDevice {
  device: Device;
  /** What is still paid off on a line-of-service device from before the desk. */
  commitment: Commitment | null;
}

/** What rows are checked against. */
export interface DeviceWorld {
  /** The state's agencies, by code. */
  agencies: ReadonlyMap<string, Agency>;
  /** In force today; null when there is none yet. */
  catalog: Catalog | null;
  today: string;
}

/**
 * Reads a device as the legacy inventory has it: the serial as it is (Rule 30), everything that a record must have
 * (Rule 28). Undefined when it has problems, which are noted on the row.
 */
export function readDevice(row: Row, world: DeviceWorld): ReadDevice | undefined {
  const agency = readAgency(row, 'agency', world.agencies);
  const serial = readSerial(row);
  const since = readPast(row, 'inServiceSince', world.today);
  const line = readLine(row, world, since);
  const device: Device = {
    serial,
    agency: agency?.code ?? '',
    billingCode: readBillingCode(row, agency),
    earlierCodes: [],
    ...line.device,
    model: row.text('model', LONGEST.model),
    warrantyUntil: readWarranty(row),
    openRequest: null,
    orderedBy: null,
    transfer: null,
    ...readStanding(row, agency?.code ?? '', line, since, world.today),
  };
  return row.problems.length > 0 ? undefined : { device, commitment: commitmentOf(device, line.lease) };
}

/** The agency that a cell names by its code. */
export function readAgency(row: Row, id: string, agencies: ReadonlyMap<string, Agency>): Agency | undefined {
  const code = row.text(id, LONGEST.code).toUpperCase();
  const agency = agencies.get(code);
  if (code !== '' && agency === undefined)
    row.refuse(id, `there is no agency ${shown(code)}. Import the agencies first`);
  return agency;
}

function readSerial(row: Row): string {
  const text = row.text('serial', LONGEST.serial);
  const serial = normalizeSerial(text);
  if (text !== '' && !isSerial(serial)) {
    row.refuse('serial', `is not a serial: ${shown(text)}. One has 5 to 24 letters or digits`);
  }
  return serial;
}

function readBillingCode(row: Row, agency: Agency | undefined): string {
  const code = row.text('billingCode', LONGEST.code);
  const known = agency?.billingCodes.find((one) => one.toLowerCase() === code.toLowerCase());
  if (code !== '' && agency !== undefined && known === undefined) {
    row.refuse('billingCode', `${shown(code)} is no billing code of ${agency.code}`);
  }
  return known ?? code;
}

function readWarranty(row: Row): string {
  const before = row.problems.length;
  const day = readDay(row, 'warrantyUntil');
  if (day === null && row.problems.length === before) row.refuse('warrantyUntil', 'is empty');
  return day ?? '';
}
