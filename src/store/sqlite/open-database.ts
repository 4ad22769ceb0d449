import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { isBusy, storeErrorFor } from './faults.ts';
import { prepareFile } from './schema.ts';

/**
 * Opens `file:data/desk.db` or `:memory:`, creating the file and its folder. `timeout`: milliseconds to wait for another
 * process that is writing. Throws `StoreError` when the file cannot be opened or is of a later format.
 */
export function openDatabase(url: string, timeout: number): Database.Database {
  const path = pathOf(url);
  try {
    if (path !== ':memory:') makeFolder(dirname(path));
    return prepared(new Database(path, { timeout }), Date.now() + timeout);
  } catch (error) {
    throw storeErrorFor(error);
  }
}

/**
 * Creates a folder and those above it that are missing. Not by mkdir's own `recursive`: where the system takes no new
 * folder and says that the one above is missing, as /proc does, Node tries without end.
 */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  const above = dirname(folder);
  if (above !== folder) makeFolder(above);
  try {
    mkdirSync(folder);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!existsSync(folder)) throw new Error(`the folder ${folder} cannot be made`, { cause: error });
  }
}

/** Whether there is a file that a store is in, or could be. */
export function isFileThere(url: string): boolean {
  return existsSync(pathOf(url));
}

function pathOf(url: string): string {
  if (url === ':memory:') return url;
  const path = url.startsWith('file://') ? fileURLToPath(url) : url.replace(/^file:/, '');
  if (!url.startsWith('file:') || path === '') throw new Error(`not a store in a file: ${url}`);
  return path;
}

function prepared(db: Database.Database, until: number): Database.Database {
  try {
    writeAhead(db, until);
    // The engine's own setting for WAL would leave the last commits to the next power cut.
    db.pragma('synchronous = FULL');
    prepareFile(db);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

/**
 * Turns the log on. Where several processes open a new file at once, the engine refuses all but one of them without
 * waiting its timeout, so that they cannot wait for each other: so ask again until then.
 */
function writeAhead(db: Database.Database, until: number): void {
  for (;;) {
    try {
      db.pragma('journal_mode = WAL');
      return;
    } catch (error) {
      if (!isBusy(error) || Date.now() >= until) throw error;
      Atomics.wait(ASLEEP, 0, 0, 20);
    }
  }
}

/** Nobody wakes it: waiting for it is sleeping. */
const ASLEEP = new Int32Array(new SharedArrayBuffer(4));
