import type { Config } from '../src/config.ts';
import type { Store } from '../src/desk/ports/store.ts';
import { openStore } from '../src/store/open-store.ts';

/** Opens the store that the desk's settings name, as the desk does. Throws an error with a line for each problem. */
export function openConfigured({ storeUrl: url, cosmosKey: key, bot }: Config): Promise<Store> {
  return openStore({ url, key, identity: bot?.type === 'UserAssignedMSI' ? bot.appId : null }, () => {});
}
