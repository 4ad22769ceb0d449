import { fill, type Wanted } from '../../scripts/sample/fill.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';

/** Enough for everything to be in it. */
export const WANTED: Wanted = { devices: 3000, recent: 250, seed: 7, until: Date.parse('2026-11-24T22:00:00.000Z') };

/** A store with a made-up state in it. */
export async function filled(wanted = WANTED): Promise<Store> {
  const store = openSqliteStore(':memory:');
  await fill(store, wanted, () => {});
  return store;
}
