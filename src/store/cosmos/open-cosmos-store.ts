import { CosmosClient, type CosmosClientOptions } from '@azure/cosmos';
import { DefaultAzureCredential, ManagedIdentityCredential } from '@azure/identity';
import type { Store } from '../../desk/ports/store.ts';
import type { Meter } from '../meter.ts';
import { cosmosStore } from './cosmos-store.ts';

/** How to get at an account. */
export interface CosmosAccess {
  /** `https://ACCOUNT.documents.azure.com/DATABASE`. */
  url: string;
  /** An emulator's key; null for an account, which takes identities only. */
  key: string | null;
  /** Client id of the user-assigned identity to go by; null for whoever is signed in on this machine. */
  identity: string | null;
}

/** Milliseconds: one try of one request; a call of the store with all its tries, well within Teams' ten seconds. */
const TRY_WITHIN = 3_000;
const CALL_WITHIN = 7_000;

/** How long throttled requests are tried again, by number and by seconds. 429 means that nothing has happened. */
const TRIES = 5;
const TRY_FOR_SECONDS = 3;

/** Settings of the client that tests make shorter. */
export interface Patience {
  tryWithin?: number;
  callWithin?: number;
  tries?: number;
}

/**
 * Opens a store in a database of Cosmos DB; nothing is read yet. The SDK repeats what was throttled, and reads whose
 * connection broke; a write is never repeated when it may have happened (docs/decisions/017). Throws for an address
 * that is none.
 */
export function openCosmosStore(access: CosmosAccess, meter: Meter, patience: Patience = {}): Store {
  const { endpoint, database } = placeOf(access.url);
  const client = cosmosClient(endpoint, access, patience);
  return cosmosStore({ client, database, meter, within: patience.callWithin ?? CALL_WITHIN });
}

/** A client of the account, with the SDK's own patience cut down to ours. */
export function cosmosClient(endpoint: string, { key, identity }: CosmosAccess, patience: Patience): CosmosClient {
  return new CosmosClient({
    endpoint,
    ...credentials(key, identity),
    connectionPolicy: {
      requestTimeout: patience.tryWithin ?? TRY_WITHIN,
      retryOptions: {
        maxRetryAttemptCount: patience.tries ?? TRIES,
        fixedRetryIntervalInMilliseconds: 0,
        maxWaitTimeInSeconds: TRY_FOR_SECONDS,
      },
    },
    userAgentSuffix: 'device-desk',
  });
}

/** The account and the database that an address names. */
export function placeOf(url: string): { endpoint: string; database: string } {
  const { origin, pathname } = new URL(url);
  const database = decodeURIComponent(pathname.slice(1));
  if (!/^[\w-]{1,255}$/.test(database)) throw new Error(`not a database: ${url}`);
  return { endpoint: origin, database };
}

function credentials(key: string | null, identity: string | null): Pick<CosmosClientOptions, 'key' | 'aadCredentials'> {
  if (key !== null) return { key };
  const aadCredentials =
    identity === null ? new DefaultAzureCredential() : new ManagedIdentityCredential({ clientId: identity });
  return { aadCredentials };
}
