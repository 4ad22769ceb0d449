import type { CosmosClient } from '@azure/cosmos';
import { StoreError } from '../../desk/ports/store.ts';
import { containerDefinitions } from './containers.ts';
import { isUnsigned, NOT_SIGNED_IN, storeErrorFor } from './faults.ts';
import { type CosmosAccess, cosmosClient, placeOf } from './open-cosmos-store.ts';

type Definition = ReturnType<typeof containerDefinitions>[number];

/** Looks whether every container is there and can order as the desk orders. Gives one line for what is not so. */
export async function checkContainers(access: CosmosAccess): Promise<string[]> {
  const { endpoint, database } = placeOf(access.url);
  const client = cosmosClient(endpoint, access, {});
  try {
    const found = await Promise.all(
      containerDefinitions().map((wanted) => problemWith(client, database, wanted, access.identity)),
    );
    // What is wrong with the account is wrong with each container; it is said once.
    return [...new Set(found.flat())];
  } finally {
    client.dispose();
  }
}

async function problemWith(
  client: CosmosClient,
  database: string,
  { id, indexingPolicy }: Definition,
  identity: string | null,
): Promise<string[]> {
  try {
    const abortSignal = AbortSignal.timeout(15_000);
    const { resource } = await client.database(database).container(id).read({ abortSignal });
    const has = new Set((resource?.indexingPolicy?.compositeIndexes ?? []).map(pathsOf));
    const lacks = (indexingPolicy?.compositeIndexes ?? []).map(pathsOf).filter((paths) => !has.has(paths));
    return lacks.length === 0 ? [] : [`STORE_URL: container ${id} lacks indexes of this version: ${HOW}.`];
  } catch (error) {
    return [`STORE_URL: ${reasonOf(error, id, identity)}.`];
  }
}

const HOW = 'deploy infra, or run npm run store:create';

function pathsOf(index: readonly { path: string }[]): string {
  return index.map(({ path }) => path).join();
}

function reasonOf(error: unknown, container: string, identity: string | null): string {
  const told = storeErrorFor(error, 'read');
  if (!(told instanceof StoreError)) throw error;
  if (told.fault === 'missing' || told.message.includes('404')) return `there is no container ${container} yet: ${HOW}`;
  if (/40[13]/.test(told.message)) {
    return 'the account lets nobody in with this identity or key: an identity needs the role Built-in Data Contributor';
  }
  if (isUnsigned(told)) {
    return identity === null
      ? NOT_SIGNED_IN
      : `there is no managed identity ${identity} here: assign the one that MicrosoftAppId names to this machine`;
  }
  return `the account does not answer (${told.message})`;
}
