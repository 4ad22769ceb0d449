import { ConfigurationBotFrameworkAuthentication, ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import { z } from 'zod';
import { sdkActivityOf } from './activity.ts';
import { ConnectorFault, connectorHttp } from './connector-http.ts';

/** The bot's identity in Entra; a managed identity has no password. */
export type Credentials =
  | { type: 'UserAssignedMSI'; appId: string }
  | { type: 'SingleTenant'; appId: string; password: string };

/** Where the Bot Framework's own services are, when not in the public cloud: all of the SDK's settings, or none. */
export type Endpoints = Pick<
  NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[0]>,
  | 'CallerId'
  | 'OAuthUrl'
  | 'ToBotFromChannelOpenIdMetadataUrl'
  | 'ToBotFromChannelTokenIssuer'
  | 'ToBotFromEmulatorOpenIdMetadataUrl'
  | 'ToChannelFromBotLoginUrl'
  | 'ToChannelFromBotOAuthScope'
>;

type Base = ConfigurationBotFrameworkAuthentication;
/** Who a call was found to come from. */
export type Verified = Awaited<ReturnType<Base['authenticateRequest']>>;
type Identity = Verified['claimsIdentity'];
type ConnectorFactory = ReturnType<Base['createConnectorFactory']>;
type ConnectorClient = Awaited<ReturnType<ConnectorFactory['create']>>;
type UserTokenClient = Awaited<ReturnType<Base['createUserTokenClient']>>;
type Activity = Parameters<Base['authenticateRequest']>[0];

/**
 * A call that is not answered because of who makes it. `unauthorized`: the token is none, or not for us ·
 * `unavailable`: it cannot be told, for the keys to check it with are out of reach.
 */
export class AuthenticationFault extends Error {
  readonly fault: 'unauthorized' | 'unavailable';

  constructor(fault: AuthenticationFault['fault'], message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'AuthenticationFault';
    this.fault = fault;
  }
}

/** Milliseconds for a token of the bot's own; it is cached for an hour or more. */
const TOKEN_DEADLINE = 3000;
/** Milliseconds for a verification, which may have to fetch keys; the SDK would wait for them without end. */
const KEYS_DEADLINE = 5000;
/** Connector clients kept; a tenant has one service URL for each region its people are in. */
const MOST_CLIENTS = 50;
/** Hours. The SDK forgets its good keys when they are older and no new ones can be had; here `refreshKeys` renews them. */
const KEYS_LAST = 24 * 365;
const PUBLIC_ISSUER = 'https://api.botframework.com';

/**
 * The SDK's authentication, with its gaps closed: clients are made once and not in every turn, make each request once
 * and give up in time, and only tokens of the Bot Framework's channels are looked at.
 */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  readonly #issuer: string;
  readonly #local: boolean;
  readonly #connectors = new Map<string, Promise<ConnectorClient>>();
  #userTokens: Promise<UserTokenClient> | undefined;

  /** Without credentials nothing is verified. `deadline`: milliseconds for a request to Teams. */
  constructor(credentials: Credentials | null, tenant: string, deadline: number, endpoints: Partial<Endpoints> = {}) {
    super(endpoints, new TimedCredentials(credentials, tenant), undefined, undefined, {
      httpClient: connectorHttp(deadline),
      tokenRefreshInterval: KEYS_LAST,
    });
    this.#issuer = endpoints.ToBotFromChannelTokenIssuer ?? PUBLIC_ISSUER;
    this.#local = credentials === null;
  }

  /** Checks the token that came with an activity. Throws `AuthenticationFault`. */
  async verify(activity: Activity, authorization: string | undefined): Promise<Verified> {
    if (!this.#local && !isOfChannel(authorization, this.#issuer)) {
      throw new AuthenticationFault('unauthorized', 'There is no token of a Bot Framework channel.');
    }
    try {
      const verified = await this.authenticateRequest(activity, authorization ?? '');
      const url = verified.claimsIdentity.getClaimValue('serviceurl');
      if (this.#local || url === activity.serviceUrl) return verified;
    } catch (error) {
      throw new AuthenticationFault(faultOf(error), 'The token was refused.', error);
    }
    throw new AuthenticationFault('unauthorized', 'The token is for another service URL.');
  }

  /**
   * Fetches the keys that tokens are checked with, unless they were fetched within the hour; when that fails the old
   * ones stay. Throws `AuthenticationFault`.
   */
  async refreshKeys(): Promise<void> {
    if (this.#local) return;
    try {
      // The SDK looks for new keys when a token names one it does not know; it keeps them to itself otherwise.
      await this.authenticateRequest(NO_ACTIVITY, `Bearer ${tokenOfUnknownKey(this.#issuer)}`);
    } catch (error) {
      const fault = faultOf(error);
      if (fault === 'unavailable')
        throw new AuthenticationFault(fault, 'The keys of the Bot Framework are out of reach.', error);
    }
  }

  override async authenticateRequest(activity: Activity, authorization: string): Promise<Verified> {
    const verified = await within(KEYS_DEADLINE, super.authenticateRequest(activity, authorization));
    return { ...verified, connectorFactory: this.createConnectorFactory(verified.claimsIdentity) };
  }

  override createConnectorFactory(identity: Identity): ConnectorFactory {
    const factory = super.createConnectorFactory(identity);
    return { create: (serviceUrl, audience) => this.#connectorFor(factory, serviceUrl, audience) };
  }

  override createUserTokenClient(identity: Identity): Promise<UserTokenClient> {
    this.#userTokens ??= super.createUserTokenClient(identity);
    return this.#userTokens;
  }

  #connectorFor(factory: ConnectorFactory, serviceUrl: string, audience: string | undefined): Promise<ConnectorClient> {
    const key = JSON.stringify([serviceUrl, audience]);
    const known = this.#connectors.get(key);
    if (known !== undefined) return known;
    const [oldest] = this.#connectors.keys();
    if (oldest !== undefined && this.#connectors.size >= MOST_CLIENTS) this.#connectors.delete(oldest);
    const made = factory.create(serviceUrl, audience);
    this.#connectors.set(key, made);
    made.catch(() => this.#connectors.delete(key));
    return made;
  }
}

/** The bot's own token, within a deadline: without one nothing has been sent. */
class TimedCredentials extends ConfigurationServiceClientCredentialFactory {
  constructor(credentials: Credentials | null, tenant: string) {
    super(
      credentials === null
        ? {}
        : {
            MicrosoftAppId: credentials.appId,
            MicrosoftAppType: credentials.type,
            MicrosoftAppTenantId: tenant,
            ...(credentials.type === 'SingleTenant' ? { MicrosoftAppPassword: credentials.password } : {}),
          },
    );
  }

  override async createCredentials(
    ...details: Parameters<ConfigurationServiceClientCredentialFactory['createCredentials']>
  ) {
    const credentials = await super.createCredentials(...details);
    return {
      signRequest: async (request: Parameters<typeof credentials.signRequest>[0]) => {
        try {
          return await within(TOKEN_DEADLINE, credentials.signRequest(request));
        } catch (cause) {
          throw new ConnectorFault('The bot got no token of its own.', { sent: false, cause });
        }
      },
    };
  }
}

async function within<T>(milliseconds: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`No answer within ${milliseconds} ms.`)), milliseconds);
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

const headerSchema = z.object({ alg: z.enum(['RS256', 'RS384', 'RS512']), kid: z.string() });
const claimsSchema = z.object({ iss: z.string(), tid: z.undefined().optional() });

/**
 * Whether a token claims to be a channel's. The SDK would also take those of its Emulator and of other bots, and
 * remembers for ever each tenant (`tid`) that an unverified token names.
 */
function isOfChannel(authorization: string | undefined, issuer: string): boolean {
  const token = /^Bearer ([\w-]+)\.([\w-]+)\.[\w-]+$/.exec(authorization ?? '');
  if (token === null) return false;
  const [header, claims] = [headerSchema.safeParse(jsonOf(token[1])), claimsSchema.safeParse(jsonOf(token[2]))];
  return header.success && claims.success && claims.data.iss === issuer;
}

function jsonOf(part: string | undefined): unknown {
  try {
    return JSON.parse(Buffer.from(part ?? '', 'base64url').toString());
  } catch {
    return undefined;
  }
}

function tokenOfUnknownKey(issuer: string): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'RS256', kid: 'unknown' })}.${part({ iss: issuer })}.none`;
}

const nobody = { id: 'nobody' };
const NO_ACTIVITY = sdkActivityOf({
  type: 'event',
  channelId: 'msteams',
  serviceUrl: '',
  from: nobody,
  recipient: nobody,
  conversation: nobody,
});

const statusSchema = z.object({ statusCode: z.number() });

/** The SDK throws its own errors, those of jsonwebtoken, and those of the fetch that gets the keys. */
function faultOf(error: unknown): AuthenticationFault['fault'] {
  const ofSdk = statusSchema.safeParse(error);
  if (ofSdk.success) return ofSdk.data.statusCode >= 500 ? 'unavailable' : 'unauthorized';
  return error instanceof Error && JWT_ERRORS.includes(error.name) ? 'unauthorized' : 'unavailable';
}

const JWT_ERRORS = ['JsonWebTokenError', 'TokenExpiredError', 'NotBeforeError'];
