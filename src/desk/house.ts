import type { Directory } from './directory.ts';
import type { LatelySeen } from './lately-seen.ts';
import type { BillWriter } from './ports/bill-writer.ts';
import type { Calendar } from './ports/calendar.ts';
import type { Clock } from './ports/clock.ts';
import type { FileLinks } from './ports/file-links.ts';
import type { Log } from './ports/log.ts';
import type { Printer } from './ports/printer.ts';
import type { Store } from './ports/store.ts';
import type { TableWriter } from './ports/table-writer.ts';

/** Records that a turn goes through; what is larger is for a command. */
export interface Patience {
  /** Of one agency, for the preview of a bill: devices and commitments. */
  bill: number;
  /** Commitments, for a forecast. */
  forecast: number;
  /** Lines of a bill, for adding up the open months before it as well. */
  trend: number;
}

/** Where a record costs a few microseconds. */
export const IN_A_FILE: Patience = { bill: 25_000, forecast: 50_000, trend: 2_000 };

/** Where a record costs 1.4 request units: seven seconds of all that an account with 1,000 a second has. */
export const IN_AN_ACCOUNT: Patience = { bill: 5_000, forecast: 5_000, trend: 100 };

/** What every use case works with. */
export interface House {
  store: Store;
  directory: Directory;
  latelySeen: LatelySeen;
  clock: Clock;
  calendar: Calendar;
  log: Log;
  printer: Printer;
  billWriter: BillWriter;
  tableWriter: TableWriter;
  patience: Patience;
  /** Null where files go through Teams. */
  links: FileLinks | null;
  /** Mints the id of a request of an agency. */
  newRequestId(agency: string): string;
  /** Says that there is something in the outbox. */
  wake(): void;
}
