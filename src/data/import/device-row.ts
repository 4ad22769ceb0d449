import type { Catalog } from '../../domain/catalog.ts';
import { type Commitment, unbegunCommitment } from '../../domain/commitment.ts';
import type { Device } from '../../domain/device.ts';
import { monthOf, monthSchema } from '../../domain/months.ts';
import type { Agency } from '../../domain/people.ts';
import { methodSchema } from '../../domain/sanitization.ts';
import { isSerial, normalizeSerial } from '../../domain/serials.ts';
import type { Column } from '../columns.ts';
import { type Row, shown } from '../row.ts';

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

/** Longest texts kept, in characters. */
const LONGEST = { code: 24, serial: 60, name: 80, place: 120, model: 80, type: 40 } as const;

/**
 * Reads a device as the legacy inventory has it: the serial as it is (Rule 30), everything that a record must have
 * (Rule 28). Undefined when it has problems, which are noted on the row.
 */
export function readDevice(row: Row, world: DeviceWorld): ReadDevice | undefined {
  const agency = readAgency(row, 'agency', world.agencies);
  const serial = readSerial(row);
  const line = readLine(row, world);
  const since = readPast(row, 'inServiceSince', world.today);
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
    ...readStanding(row, agency?.code ?? '', line.device, since, world.today),
  };
  const commitment = commitmentOf(device, line.firstMonth ?? since, line.rateCents);
  return row.problems.length > 0 ? undefined : { device, commitment };
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
  const day = row.day('warrantyUntil');
  if (day === null && row.problems.length === before) row.refuse('warrantyUntil', 'is empty');
  return day ?? '';
}

type Line = Pick<Device, 'item' | 'itemName' | 'origin' | 'countsForSupport' | 'holdsStorage' | 'labelled'>;

/** What the device is: a legacy one, or one of the catalog whose 48 months run already. */
function readLine(row: Row, { catalog }: DeviceWorld): { device: Line; firstMonth: string | null; rateCents: number } {
  const code = row.optional('item', LONGEST.code).toUpperCase();
  const rateCents = row.cents('rate');
  const type = row.optional('type', LONGEST.type).toLowerCase();
  if (code === '') {
    const flags = {
      countsForSupport: row.yesNo('countsForSupport', true),
      holdsStorage: row.yesNo('holdsStorage', true),
    };
    const device: Line = {
      item: null,
      itemName: `Legacy ${type || 'device'}`,
      origin: 'legacy',
      ...flags,
      labelled: false,
    };
    return { device, firstMonth: null, rateCents: 0 };
  }
  const item = catalog?.items.find((one) => one.code === code);
  if (item === undefined) row.refuse('item', `${shown(code)} is no item of the catalog in force`);
  if (rateCents === null) row.refuse('rate', 'is empty: a line-of-service device has its locked monthly rate');
  const { name = '', countsForSupport = false, holdsStorage = false } = item ?? {};
  const device: Line = {
    item: code,
    itemName: name,
    origin: 'line of service',
    countsForSupport,
    holdsStorage,
    labelled: true,
  };
  return { device, firstMonth: readMonth(row), rateCents: rateCents ?? 0 };
}

function readMonth(row: Row): string | null {
  const text = row.optional('firstMonth', LONGEST.code);
  if (text === '' || monthSchema.safeParse(text).success) return text || null;
  row.refuse('firstMonth', `is no month: ${shown(text)}. Write it like 2026-11`);
  return null;
}

type Standing = Pick<Device, 'status' | 'assignedUser' | 'location' | 'support' | 'sanitized'>;

/** Where the device stands: in service, or kept out of it and sanitized for that (Rules 28, 40 and 47). */
function readStanding(row: Row, agency: string, line: Line, since: string | null, today: string): Standing {
  const status = row.optional('status', LONGEST.code).toLowerCase() || 'in service';
  const location = row.text('location', LONGEST.place);
  const user = row.optional('assignedUser', LONGEST.name);
  if (status === 'in service') {
    if (user === '') row.refuse('assignedUser', 'is empty');
    if (since === null && line.countsForSupport) row.refuse('inServiceSince', 'is empty');
    const support = line.countsForSupport && since !== null ? [{ from: since, to: null }] : [];
    return { status, assignedUser: { id: null, name: user }, location, support, sanitized: null };
  }
  if (status !== 'spare' && status !== 'disaster reserve') {
    row.refuse('status', `${shown(status)} is none of in service, spare, disaster reserve: only these are imported`);
    return { status: 'spare', assignedUser: null, location, support: [], sanitized: null };
  }
  if (user !== '') row.refuse('assignedUser', `is ${shown(user)}, but a device that is ${status} is nobody's`);
  const sanitized = readSanitized(row, agency, today);
  if (line.holdsStorage && since !== null && sanitized === null) {
    row.refuse(
      'sanitizedOn',
      `is empty, and so may be the method: a device that has served is sanitized before it is ${status}`,
    );
  }
  const served = line.countsForSupport && since !== null;
  const support = served ? [{ from: since, to: sanitized?.on ?? since }] : [];
  return { status, assignedUser: null, location, support, sanitized };
}

function readPast(row: Row, id: string, today: string): string | null {
  const day = row.day(id);
  if (day !== null && day > today) row.refuse(id, `is ${day}, which is still to come`);
  return day;
}

function readSanitized(row: Row, agency: string, today: string): Device['sanitized'] {
  const on = readPast(row, 'sanitizedOn', today);
  const text = row.optional('sanitizedBy', LONGEST.code).toLowerCase();
  if (on === null || text === '') return null;
  const method = methodSchema.exclude(['destroy']).safeParse(text);
  if (!method.success) row.refuse('sanitizedBy', `is neither clear nor purge: ${shown(text)}`);
  return method.success ? { on, method: method.data, request: importOf(agency) } : null;
}

/** What imports of an agency's devices go by where a record names a request. */
export function importOf(agency: string): string {
  return `${agency}-IMPORT`;
}

/** The months already paid run from the first charge, or from the first day in service (Rule 46). */
function commitmentOf(device: Device, since: string | null, rateCents: number): Commitment | null {
  if (device.item === null) return null;
  const firstMonth = since === null ? null : monthOf(since);
  return { ...unbegunCommitment(device, '', rateCents), firstMonth, request: null };
}
