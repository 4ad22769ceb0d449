/** Imported before a story, has it played on the double instead of on SQLite. */
import { newStore } from '../../../http/office.ts';
import { CosmosDouble } from './cosmos-double.ts';
import { newDatabase } from './new-database.ts';

let double: CosmosDouble;

beforeAll(async () => {
  double = await CosmosDouble.start();
  newStore.settings = async () => {
    const { url, key } = await newDatabase(double);
    return { STORE_URL: url, COSMOS_KEY: key ?? '' };
  };
});

afterAll(async () => {
  // Else the story was played on SQLite once more.
  expect(double.answered.filter(({ what }) => what === 'batch').length).toBeGreaterThan(10);
  await double.stop();
});
