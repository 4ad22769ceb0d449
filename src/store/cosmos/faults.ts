import { z } from 'zod';
import { StoreError, type StoreFault } from '../../desk/ports/store.ts';

/** What an error of the SDK says about itself; `code` is a status of HTTP or a word of Node, the SDK or its pipeline. */
const causeSchema = z.object({
  code: z.union([z.number(), z.string()]).optional(),
  substatus: z.number().optional(),
  name: z.string().optional(),
  headers: z.record(z.string(), z.unknown()).optional(),
});
type Cause = z.infer<typeof causeSchema>;

/** Statuses that mean the same whatever was asked: the call had no effect. */
const REFUSED: Readonly<Record<number | string, StoreFault>> = {
  401: 'unavailable',
  403: 'unavailable',
  404: 'missing',
  409: 'exists',
  412: 'stale',
  413: 'too large',
  429: 'throttled',
  // Nobody took the call.
  ECONNREFUSED: 'unavailable',
  ENOTFOUND: 'unavailable',
  EAI_AGAIN: 'unavailable',
  ENETUNREACH: 'unavailable',
  EHOSTUNREACH: 'unavailable',
  CredentialUnavailableError: 'unavailable',
  AggregateAuthenticationError: 'unavailable',
  AuthenticationError: 'unavailable',
};

/** After these the call may have taken effect, or take it still. */
const LOST: readonly (number | string)[] = [
  408,
  410,
  449,
  500,
  502,
  503,
  504,
  'TimeoutError',
  'AbortError',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'REQUEST_SEND_ERROR',
  'PARSE_ERROR',
];

/** Substatuses of 404: the container or its database is missing; a replica lags behind. */
const NO_CONTAINER = 1003;
const LAGS = 1002;

/** The error to throw for one of the SDK; an error of any other kind as it is. `write`: it may have taken effect. */
export function storeErrorFor(error: unknown, what: 'read' | 'write'): unknown {
  const { code, substatus, name } = causeOf(error);
  if (code === 404 && (substatus === NO_CONTAINER || substatus === LAGS)) return missingContainer(error);
  const said = [code, name].find(isKnown);
  if (said === undefined) return error;
  const lost: StoreFault = what === 'write' ? 'unknown outcome' : 'unavailable';
  const about = substatus === undefined ? said : `${said}/${substatus}`;
  return new StoreError(REFUSED[said] ?? lost, `Cosmos DB: ${about}`, error);
}

/** The database or one of its containers is not there, or does not answer for it yet. */
export function missingContainer(cause?: unknown): StoreError {
  return new StoreError('unavailable', 'Cosmos DB: 404, the database or a container is missing', cause);
}

/** Whether an error says that the database or a container is not there. */
export function isMissing(substatus: number | undefined): boolean {
  return substatus === NO_CONTAINER || substatus === LAGS;
}

/** Whether the account was not even asked: there was no token to show. */
export function isUnsigned({ message }: StoreError): boolean {
  return /Credential|Authentication/.test(message);
}

/** What to do about it on somebody's own machine. */
export const NOT_SIGNED_IN = 'nobody is signed in who could be let in: az login, or a managed identity';

/** The error to throw for the operation that failed a batch: all of it was undone. */
export function errorOfOperation(status: number, about: string): StoreError {
  return new StoreError(REFUSED[status] ?? 'unavailable', `Cosmos DB: ${status} for ${about}`);
}

/** The request units that a failed call was charged. */
export function chargeOf(error: unknown): number {
  return Number(causeOf(error).headers?.['x-ms-request-charge'] ?? 0);
}

/** Whether a word of an error says what it means to the desk. */
function isKnown(word: number | string | undefined): word is number | string {
  return word !== undefined && (Object.hasOwn(REFUSED, word) || LOST.includes(word));
}

/** A failed batch hides its reason one level down; a credential says by its own name what its cause only explains. */
function causeOf(error: unknown): Cause {
  const read = causeSchema.safeParse(error);
  const own = read.success ? read.data : {};
  const hidden = error instanceof Error && own.code === undefined && !isKnown(own.name) ? error.cause : undefined;
  return hidden === undefined ? own : causeOf(hidden);
}
