import type { Store } from '../desk/ports/store.ts';
import type { CosmosAccess } from './cosmos/open-cosmos-store.ts';
import type { Meter } from './meter.ts';
import { isFileThere } from './sqlite/open-database.ts';
import { openSqliteStore } from './sqlite/sqlite-store.ts';

/** Whether a store is an account of Cosmos DB rather than a file. */
export function isAccount(url: string): boolean {
  return /^https?:/.test(url);
}

/** Whether a store is there before it is opened, which makes a new one where a file is missing. An account tells then. */
export function isStoreThere(url: string): boolean {
  return isAccount(url) || isFileThere(url);
}

/**
 * Opens the store that an address names: a SQLite file, or a database of Cosmos DB that is all there. Throws an error
 * with one line for each thing that keeps it from being used. The meter is told of calls that are charged.
 */
export async function openStore(access: CosmosAccess, meter: Meter): Promise<Store> {
  if (!isAccount(access.url)) return openFile(access.url);
  // Loaded only where it is used: Azure's packages take a while.
  const { checkContainers } = await import('./cosmos/check-containers.ts');
  const { openCosmosStore } = await import('./cosmos/open-cosmos-store.ts');
  const problems = await checkContainers(access);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  return openCosmosStore(access, meter);
}

function openFile(url: string): Store {
  try {
    return openSqliteStore(url);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`STORE_URL: ${url} cannot be used as a store: ${why}.`, { cause: error });
  }
}
