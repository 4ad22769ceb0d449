import { isSerial, normalizeSerial } from '../../domain/serials.ts';
import { type FileForm, type Heading, readHeading } from '../columns.ts';
import { FileProblem } from '../csv/file-problem.ts';
import { readRows } from '../csv/read-rows.ts';
import { Row, shown } from '../row.ts';
import type { Claimed } from './compare.ts';

const CMDB: FileForm = {
  name: 'the configuration management system',
  columns: [
    { id: 'serial', names: ['Serial', 'Serial number', 'Serial no', 'Service tag'], required: true },
    { id: 'agency', names: ['Agency', 'Agency code', 'Company', 'Department', 'Owner'], required: true },
    { id: 'status', names: ['Status', 'State', 'Install status', 'Life cycle'], required: true },
  ],
};

/** The other system's devices by serial, and the rows that say nothing of any. */
export interface Cmdb {
  devices: Map<string, Claimed>;
  bad: Row[];
}

/**
 * Reads the configuration management system's file. `agencies` gives the code for a code or a name, however it is
 * written. Of each row only serial, agency and status are remembered. Throws `FileProblem`.
 */
export async function readCmdb(path: string, agencies: ReadonlyMap<string, string>): Promise<Cmdb> {
  const cmdb: Cmdb = { devices: new Map(), bad: [] };
  let heading: Heading<FileForm> | undefined;
  for await (const cells of readRows(path)) {
    if (heading === undefined) heading = readHeading(path, cells.cells, [CMDB]);
    else add(cmdb, new Row(cells, heading), agencies);
  }
  if (heading === undefined) throw new FileProblem(`${path} is empty.`);
  return cmdb;
}

function add({ devices, bad }: Cmdb, row: Row, agencies: ReadonlyMap<string, string>): void {
  const text = row.text('serial', 60);
  const serial = normalizeSerial(text);
  const agency = row.optional('agency', 80);
  const status = row.optional('status', 40);
  const before = devices.get(serial);
  if (text !== '' && !isSerial(serial)) row.refuse('serial', `is not a serial: ${shown(text)}`);
  if (before !== undefined) row.refuse('serial', `${serial} stands at line ${before.line} already`);
  if (row.problems.length > 0) bad.push(row);
  else devices.set(serial, { line: row.line, agency: agencies.get(agency.toLowerCase()) ?? agency, status });
}
