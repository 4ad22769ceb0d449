import type { Device } from '../../domain/device.ts';
import type { Day } from '../../domain/months.ts';
import { methodSchema } from '../../domain/sanitization.ts';
import { type Row, shown } from '../row.ts';
import { LONGEST, readPast } from './device-cells.ts';
import type { Line } from './device-line.ts';

type Standing = Pick<Device, 'status' | 'assignedUser' | 'location' | 'support' | 'sanitized'>;

/** Where the device stands: in service, or kept out of it and sanitized for that (Rules 28, 40, 46 and 47). */
export function readStanding(row: Row, agency: string, line: Line, since: Day | null, today: Day): Standing {
  const status = row.optional('status', LONGEST.code).toLowerCase() || 'in service';
  const location = row.text('location', LONGEST.place);
  const { countsForSupport } = line.device;
  if (status === 'in service') {
    const name = row.text('assignedUser', LONGEST.name);
    if (since === null && countsForSupport && row.isFine('inServiceSince')) row.refuse('inServiceSince', 'is empty');
    else refuseUnbegun(row, line);
    refuseSanitized(row);
    const support = countsForSupport && since !== null ? [{ from: since, to: null }] : [];
    return { status, assignedUser: { id: null, name }, location, support, sanitized: null };
  }
  if (status !== 'spare' && status !== 'disaster reserve') {
    row.refuse('status', `${shown(status)} is none of in service, spare, disaster reserve: only these are imported`);
    return { status: 'spare', assignedUser: null, location, support: [], sanitized: null };
  }
  if (status === 'spare') refuseUnbegun(row, line);
  const user = row.optional('assignedUser', LONGEST.name);
  if (user !== '') row.refuse('assignedUser', `is ${shown(user)}, but a device that is ${status} is nobody's`);
  const sanitized = readCertificate(row, agency, { status, line, since, today });
  const support = countsForSupport && since !== null ? [{ from: since, to: sanitized?.on ?? since }] : [];
  return { status, assignedUser: null, location, support, sanitized };
}

/** Rules 46 and 47: what has served is paid off since a month. */
function refuseUnbegun(row: Row, { lease }: Line): void {
  if (lease === null || lease.firstMonth !== null) return;
  if (!row.isFine('firstMonth') || !row.isFine('inServiceSince')) return;
  row.refuse('firstMonth', 'is empty, and so is In service since: the 48 charges begin with one of them');
}

/** Rule 44: a certificate is void once the device serves. */
function refuseSanitized(row: Row): void {
  for (const id of ['sanitizedOn', 'sanitizedBy']) {
    const cell = row.optional(id, LONGEST.code);
    if (cell === '') continue;
    row.refuse(id, `is ${shown(cell)}, but the device is in service, so that there are data on it again`);
    return;
  }
}

interface Kept {
  status: 'spare' | 'disaster reserve';
  line: Line;
  since: Day | null;
  today: Day;
}

/** How the data were removed: known of each device with storage but a reserve that has never served (Rules 40 and 44). */
function readCertificate(row: Row, agency: string, { status, line, since, today }: Kept): Device['sanitized'] {
  const before = row.problems.length;
  const sanitized = readSanitized(row, agency, today);
  const firstMonth = line.lease?.firstMonth ?? null;
  const served = since ?? (firstMonth === null ? null : `${firstMonth}-01`);
  if (sanitized !== null && served !== null && sanitized.on < served)
    row.refuse('sanitizedOn', `is ${sanitized.on}, before it was in service: such a certificate is void`);
  const isNeeded = line.device.holdsStorage && (status === 'spare' || served !== null);
  if (isNeeded && sanitized === null && row.problems.length === before)
    row.refuse('sanitizedOn', `is empty: a device with data on it is sanitized before it is ${status}`);
  return sanitized;
}

function readSanitized(row: Row, agency: string, today: Day): Device['sanitized'] {
  const before = row.problems.length;
  const on = readPast(row, 'sanitizedOn', today);
  const text = row.optional('sanitizedBy', LONGEST.code).toLowerCase();
  if ((on === null && text === '') || row.problems.length > before) return null;
  if (on === null) row.refuse('sanitizedOn', 'is empty, but there is a method');
  if (text === '') row.refuse('sanitizedBy', 'is empty: it is clear or purge');
  if (on === null || text === '') return null;
  const method = methodSchema.exclude(['destroy']).safeParse(text);
  if (!method.success) row.refuse('sanitizedBy', `is neither clear nor purge: ${shown(text)}`);
  return method.success ? { on, method: method.data, request: importOf(agency) } : null;
}

/** What imports of an agency's devices go by where a record names a request. */
export function importOf(agency: string): string {
  return `${agency}-IMPORT`;
}
