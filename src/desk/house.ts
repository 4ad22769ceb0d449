import type { Directory } from './directory.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Store } from './ports/store.ts';

/** What every use case works with. */
export interface House {
  store: Store;
  directory: Directory;
  clock: Clock;
  log: Log;
  /** Mints the id of a request of an agency. */
  newRequestId(agency: string): string;
  /** Says that there is something in the outbox. */
  wake(): void;
}
