import { containerDefinitions, orderPaths } from '../../../../src/store/cosmos/containers.ts';
import { createContainers } from '../../../../src/store/cosmos/create-containers.ts';
import type { CosmosAccess } from '../../../../src/store/cosmos/open-cosmos-store.ts';
import { type CosmosDouble, KEY } from './cosmos-double.ts';

let databases = 0;

/** A database of its own in a double, with all containers and nothing in them. */
export async function newDatabase(double: CosmosDouble): Promise<CosmosAccess> {
  databases += 1;
  const access = { url: `${double.endpoint}/desk${databases}`, key: KEY, identity: null };
  await createContainers(access, withOrderOfTests());
  return access;
}

/** The contract orders by a field that the desk orders nothing by. */
export function withOrderOfTests() {
  const definitions = containerDefinitions();
  const directory = definitions.find(({ id }) => id === 'directory');
  directory?.indexingPolicy?.compositeIndexes?.push(
    orderPaths('reference.at').map((path) => ({ path, order: 'ascending' as const })),
  );
  return definitions;
}
