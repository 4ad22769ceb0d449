/**
 * `npm run store:create`: creates the database that STORE_URL names, and the containers with their indexes. With
 * COSMOS_KEY for an emulator; otherwise with whoever is signed in (az login). In Azure, `infra/` makes them: the roles
 * that read and write documents may not.
 */
import { ConfigError, readConfig } from '../src/config.ts';
import { runCommand } from '../src/plain-words.ts';
import { createContainers } from '../src/store/cosmos/create-containers.ts';
import { isAccount } from '../src/store/open-store.ts';

await runCommand(async () => {
  const { storeUrl: url, cosmosKey: key } = readConfig();
  if (!isAccount(url)) throw new ConfigError(['STORE_URL is a file, which is created when the desk starts.']);
  for (const line of await createContainers({ url, key, identity: null })) console.log(line);
  return 0;
});
