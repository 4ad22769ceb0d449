import { StoreError, type StoreFault } from '../../desk/ports/store.ts';

/** What SQLite's result codes mean to the desk, by how they begin. */
const FAULTS: readonly [string, StoreFault][] = [
  ['SQLITE_BUSY', 'throttled'],
  ['SQLITE_LOCKED', 'throttled'],
  ['SQLITE_TOOBIG', 'too large'],
  ['SQLITE_FULL', 'unavailable'],
  ['SQLITE_IOERR', 'unavailable'],
  ['SQLITE_CANTOPEN', 'unavailable'],
  ['SQLITE_READONLY', 'unavailable'],
  ['SQLITE_CORRUPT', 'unavailable'],
  ['SQLITE_NOTADB', 'unavailable'],
  ['SQLITE_PROTOCOL', 'unavailable'],
  ['SQLITE_NOMEM', 'unavailable'],
];

/** SQLite's result code of an error; undefined when it is none of SQLite's. */
function sqliteCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' && error.code.startsWith('SQLITE_') ? error.code : undefined;
}

/** Whether SQLite refused since another process holds the file. */
export function isBusy(error: unknown): boolean {
  return sqliteCode(error)?.startsWith('SQLITE_BUSY') ?? false;
}

/** The error to throw for one that SQLite threw; an error of any other kind as it is. */
export function storeErrorFor(error: unknown): unknown {
  const code = sqliteCode(error);
  const fault = FAULTS.find(([start]) => code?.startsWith(start))?.[1];
  return fault === undefined ? error : new StoreError(fault, `the database file: ${code}`, error);
}

/**
 * The error to throw when the very last step of a commit failed. A log that could not be flushed may still hold the
 * commit, and then it is there after the next start.
 */
export function storeErrorForCommit(error: unknown): unknown {
  const code = sqliteCode(error);
  if (code?.startsWith('SQLITE_IOERR')) return new StoreError('unknown outcome', `the database file: ${code}`, error);
  return storeErrorFor(error);
}
