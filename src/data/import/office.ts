import type { Clock } from '../../desk/ports/clock.ts';
import type { Store } from '../../desk/ports/store.ts';
import type { Person } from '../../domain/people.ts';
import type { FileForm } from '../columns.ts';
import type { Row } from '../row.ts';
import type { ImportDirectory } from './import-directory.ts';

/** What an import works with. */
export interface ImportOffice {
  store: Store;
  /** Who and what there is by now. */
  directory: ImportDirectory;
  clock: Clock;
  /** Who brings devices in: an asset manager. Throws `FileProblem` when it is not clear who. */
  importer(): Promise<Person>;
  /** Everything is read and checked, nothing is written. */
  dryRun: boolean;
}

/** What has become of the rows so far. */
export interface Tally {
  /** A row of the file is in the store now (or would be). */
  taken(row: Row): void;
  /** It was there before, just so. */
  already(row: Row): void;
  /** It stays out, for its problems. */
  refused(row: Row): Promise<void>;
}

/** Takes a file's rows one after the other. */
export interface Importer {
  take(row: Row): Promise<void>;
  /** What waited for more rows is written. */
  finish(): Promise<void>;
}

/** Something that can be imported: the columns of its file, and what is done with its rows. */
export interface ImportForm extends FileForm {
  open(office: ImportOffice, tally: Tally): Importer;
}
