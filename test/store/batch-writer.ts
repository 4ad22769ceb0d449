/**
 * A process that writes batches into a file until it is killed: `node batch-writer.ts PATH PARTITION`. Batch n creates
 * four documents and says n in the one named `last`; once that is acknowledged, n is printed.
 */
import { writeSync } from 'node:fs';
import type { Operation } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { copy, copyKey } from './example-documents.ts';

const [, , path = '', pk = ''] = process.argv;
const store = openSqliteStore(`file:${path}`, { busyMs: 10_000 });
const last = copyKey(pk, 'last');
const filling = 'x'.repeat(3000);

for (let n = ((await store.read(last))?.body.shows ?? 0) + 1; ; n += 1) {
  const created = [1, 2, 3, 4].map((no): Operation => {
    const body = copy({ request: pk, shows: n, reference: filling });
    return { do: 'create', key: copyKey(pk, `${n}-${no}`), body };
  });
  await store.commit([...created, { do: 'put', key: last, body: copy({ shows: n }) }]);
  writeSync(1, `${n}\n`);
}
