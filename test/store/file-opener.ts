/**
 * A process that opens new files at the same moments as others do: `node file-opener.ts FOLDER COUNT FROM`. File n is
 * opened n × 60 ms after FROM, a time in milliseconds. Ends with an error for the first that cannot be opened.
 */
import { join } from 'node:path';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';

const [, , folder = '', count = '', from = ''] = process.argv;

for (let n = 0; n < Number(count); n += 1) {
  // Not a timer: processes that share a core would be woken one after the other.
  while (Date.now() < Number(from) + n * 60);
  await openSqliteStore(`file:${join(folder, `${n}.db`)}`, { busyMs: 10_000 }).close();
}
