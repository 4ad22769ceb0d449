import { StoreError } from '../../desk/ports/store.ts';
import { containerDefinitions } from './containers.ts';
import { isUnsigned, NOT_SIGNED_IN, storeErrorFor } from './faults.ts';
import { type CosmosAccess, cosmosClient, placeOf } from './open-cosmos-store.ts';

/**
 * Creates the database and the containers an account lacks, and gives those it has the indexes of today. Takes a key,
 * or an identity that may: the roles that read and write documents cannot. Gives a line for each container. Throws
 * an error with one line when they cannot be made.
 */
export async function createContainers(access: CosmosAccess, definitions = containerDefinitions()): Promise<string[]> {
  const { endpoint, database } = placeOf(access.url);
  const client = cosmosClient(endpoint, access, { tryWithin: 30_000 });
  const lines: string[] = [];
  try {
    const { database: created } = await client.databases.createIfNotExists({ id: database });
    for (const definition of definitions) {
      const { container, statusCode } = await created.containers.createIfNotExists(definition);
      if (statusCode !== 201) await container.replace(definition);
      lines.push(`${database}/${definition.id} ${statusCode === 201 ? 'created' : 'has the indexes of this version'}`);
    }
  } catch (error) {
    throw new Error(`STORE_URL: ${whyNotMade(error)}.`, { cause: error });
  } finally {
    client.dispose();
  }
  return lines;
}

function whyNotMade(error: unknown): string {
  const told = storeErrorFor(error, 'read');
  if (!(told instanceof StoreError)) throw error;
  if (isUnsigned(told)) return NOT_SIGNED_IN;
  if (/40[13]/.test(told.message)) {
    return 'the account lets nobody make containers with this identity or key: in Azure, infra makes them';
  }
  return `the account does not answer (${told.message})`;
}
