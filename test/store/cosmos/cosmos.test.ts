import { BulkOperationType, CosmosClient } from '@azure/cosmos';
import { DefaultAzureCredential } from '@azure/identity';
import { DOCUMENTS } from '../../../src/desk/documents.ts';
import { createContainers } from '../../../src/store/cosmos/create-containers.ts';
import { type CosmosAccess, openCosmosStore, placeOf } from '../../../src/store/cosmos/open-cosmos-store.ts';
import { type Opened, storeContract } from '../contract.ts';
import { CosmosDouble } from './double/cosmos-double.ts';
import { newDatabase, withOrderOfTests } from './double/new-database.ts';

storeContract('Cosmos DB, as the double plays it', async () => {
  const double = await CosmosDouble.start();
  return opened(await newDatabase(double), () => double.stop());
});

/**
 * `COSMOS_TEST_URL`: the address of a database for tests in a true account, with `COSMOS_KEY` for an emulator's. Its
 * containers are made with a key, or must be there; the tests leave their documents behind.
 */
const url = process.env.COSMOS_TEST_URL;
if (url !== undefined) {
  storeContract(`Cosmos DB at ${new URL(url).host}`, async () => {
    const access = { url, key: process.env.COSMOS_KEY ?? null, identity: null };
    if (access.key !== null) await createContainers(access, withOrderOfTests());
    return opened(access, async () => {});
  });
}

async function opened(access: CosmosAccess, end: () => Promise<void>): Promise<Opened> {
  const store = openCosmosStore(access, () => {});
  const others: { close(): Promise<void> }[] = [];
  const { endpoint, database } = placeOf(access.url);
  const credentials = access.key === null ? { aadCredentials: new DefaultAzureCredential() } : { key: access.key };
  const client = new CosmosClient({ endpoint, ...credentials });
  return {
    store,
    async second() {
      const other = openCosmosStore(access, () => {});
      others.push(other);
      return other;
    },
    async plant({ type, pk, id }, { version, body }) {
      const resourceBody = { id, pk, type, version, body: JSON.parse(JSON.stringify(body)) };
      const { items } = client.database(database).container(DOCUMENTS[type].container);
      await items.batch([{ operationType: BulkOperationType.Upsert, resourceBody }], pk);
    },
    async close() {
      for (const opened of [store, ...others]) await opened.close();
      client.dispose();
      await end();
    },
  };
}
