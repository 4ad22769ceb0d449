/** Imported before a story of the desk, has it played on the double instead of on SQLite. */
import type { Store } from '../../../../src/desk/ports/store.ts';
import { openCosmosStore } from '../../../../src/store/cosmos/open-cosmos-store.ts';
import { loadSampleWorld } from '../../../../src/store/sample-world.ts';
import { engine } from '../../../desk/stores.ts';
import { CosmosDouble } from './cosmos-double.ts';
import { newDatabase } from './new-database.ts';

let double: CosmosDouble;
const opened: Store[] = [];

beforeAll(async () => {
  double = await CosmosDouble.start();
  const access = await newDatabase(double);
  const sample = openCosmosStore(access, () => {});
  await loadSampleWorld(sample);
  await sample.close();
  let stories = 0;
  engine.open = async () => {
    stories += 1;
    const url = double.copyDatabase(new URL(access.url).pathname.slice(1), `story${stories}`);
    const store = openCosmosStore({ ...access, url }, () => {});
    opened.push(store);
    return store;
  };
});

afterAll(async () => {
  // Else the story was played on SQLite once more.
  expect(double.answered.filter(({ what }) => what === 'batch').length).toBeGreaterThan(10);
  for (const store of opened) await store.close();
  await double.stop();
});
