import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/open-store.ts';

const open = (url: string) => openStore({ url, key: null, identity: null }, () => {});

/** On Linux `/proc` takes no folder and says that the one above is missing; elsewhere it is missing itself. */
test.each([
  ['file:/proc/no/such/desk.db', /the folder \/proc(\/no)? cannot be made/],
  ['file:/dev/null/desk.db', /SQLITE_CANTOPEN|cannot be made/],
])('%s is refused at once, with one line', async (url, why) => {
  const refused = await open(url).catch((error: Error) => error.message);
  expect(refused).toMatch(why);
  expect(refused).toContain(`STORE_URL: ${url} cannot be used as a store: `);
  expect(String(refused).split('\n')).toHaveLength(1);
});

test('folders that are missing are made', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'open-store-'));
  const store = await open(`file:${join(folder, 'a', 'b', 'desk.db')}`);
  await store.check();
  await store.close();
  rmSync(folder, { recursive: true });
});
