import type { Store } from '../../src/desk/ports/store.ts';
import { loadSampleWorld } from '../../src/store/sample-world.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';

/** The engine on which the stories at the desk are played. What is imported before a story may put another one here. */
export const engine = {
  /** A store of its own with the sample world. */
  async open(): Promise<Store> {
    const store = openSqliteStore(':memory:');
    await loadSampleWorld(store);
    return store;
  },
  /** Of so many points at which a story may break, one is tried. */
  oneOf: 1,
};
