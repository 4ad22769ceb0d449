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
  /** Null where files go through Teams. */
  links: FileLinks | null;
  /** Mints the id of a request of an agency. */
  newRequestId(agency: string): string;
  /** Says that there is something in the outbox. */
  wake(): void;
}
