import type { ContainerDefinition, CosmosClient, IndexingPolicy } from '@azure/cosmos';
import { StoreError } from '../../desk/ports/store.ts';
import { containerDefinitions } from './containers.ts';
import { isUnsigned, NOT_SIGNED_IN, storeErrorFor } from './faults.ts';
import { type CosmosAccess, cosmosClient, placeOf } from './open-cosmos-store.ts';

type Definition = ReturnType<typeof containerDefinitions>[number];

/**
 * Looks whether every container is there, parted, indexed and kept as the desk wants it. Gives one line for what is not so.
 */
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
  wanted: Definition,
  identity: string | null,
): Promise<string[]> {
  try {
    const abortSignal = AbortSignal.timeout(15_000);
    const { resource } = await client.database(database).container(wanted.id).read({ abortSignal });
    return differences(resource ?? {}, wanted).map((what) => `STORE_URL: container ${wanted.id} ${what}.`);
  } catch (error) {
    return [`STORE_URL: ${reasonOf(error, wanted.id, identity)}.`];
  }
}

/** What of a container is not as this version wants it; more indexes than that do no harm. */
function differences(has: ContainerDefinition, wanted: Definition): string[] {
  const [path, wantedPath] = [has, wanted].map(({ partitionKey }) => partitionKey?.paths.join());
  // Nothing else can be said of a container whose documents are parted by something else, nor can that be changed.
  if (path !== wantedPath) return [`is partitioned by ${path}, not by ${wantedPath}: name another database`];
  return [
    ...(lacksIndexes(has.indexingPolicy, wanted.indexingPolicy) ? [`lacks indexes of this version: ${HOW}`] : []),
    ...(has.defaultTtl === wanted.defaultTtl ? [] : [`${lifetimeOf(has.defaultTtl)}: ${HOW}`]),
  ];
}

function lacksIndexes(has: IndexingPolicy = {}, wanted: IndexingPolicy = {}): boolean {
  const included = new Set((has.includedPaths ?? []).map(plainPath));
  const composite = new Set((has.compositeIndexes ?? []).map(pathsOf));
  return (
    (!included.has('/*') && (wanted.includedPaths ?? []).some((path) => !included.has(plainPath(path)))) ||
    (wanted.compositeIndexes ?? []).some((index) => !composite.has(pathsOf(index)))
  );
}

function lifetimeOf(defaultTtl: number | undefined): string {
  return defaultTtl === undefined || defaultTtl === 0
    ? 'keeps for good what has a time to live'
    : `removes everything after ${defaultTtl} seconds`;
}

/** An account may put names into quotes. */
function plainPath({ path }: { path: string }): string {
  return path.replaceAll('"', '');
}

const HOW = 'deploy infra, or run npm run store:create';

function pathsOf(index: readonly { path: string }[]): string {
  return index.map(plainPath).join();
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
