import { createHmac, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';

const ISSUER = 'https://api.botframework.com';

/** What may be different about a token. */
export interface TokenDetails {
  claims?: Record<string, unknown>;
  header?: Record<string, unknown>;
  /** Instead of the signature that belongs there. */
  signature?: string;
  key?: KeyObject;
}

/** The Bot Framework's side of authentication, on loopback: its keys, tokens signed with them, tokens for the bot. */
export class FakeBotFramework {
  /** How often the keys were fetched. */
  fetched = 0;
  /** As if it were out of order: `refuse` answers 500, `hang` not at all. */
  trouble: 'none' | 'refuse' | 'hang' = 'none';
  readonly #appId: string;
  readonly #keys = generateKeyPairSync('rsa', { modulusLength: 2048 });
  #keyId = 'key-1';
  #port = 0;
  readonly #server = createServer((request, response) => {
    if (this.trouble === 'hang') return;
    response.setHeader('Content-Type', 'application/json');
    response.statusCode = this.trouble === 'refuse' ? 500 : 200;
    if (request.url === '/keys') this.fetched += 1;
    response.end(JSON.stringify(request.url === '/keys' ? this.#keySet() : { jwks_uri: `${this.#url()}/keys` }));
  });

  private constructor(appId: string) {
    this.#appId = appId;
  }

  static async start(appId: string): Promise<FakeBotFramework> {
    const framework = new FakeBotFramework(appId);
    framework.#server.listen(0, '127.0.0.1');
    await once(framework.#server, 'listening');
    const address = framework.#server.address();
    framework.#port = typeof address === 'object' && address !== null ? address.port : 0;
    return framework;
  }

  /** The SDK's settings that lead here; it wants all of them or none. */
  get endpoints() {
    return {
      CallerId: 'urn:botframework:azure',
      OAuthUrl: this.#url(),
      ToBotFromChannelOpenIdMetadataUrl: `${this.#url()}/metadata`,
      ToBotFromChannelTokenIssuer: ISSUER,
      ToBotFromEmulatorOpenIdMetadataUrl: `${this.#url()}/emulator`,
      ToChannelFromBotLoginUrl: `${this.#url()}/login`,
      ToChannelFromBotOAuthScope: ISSUER,
    };
  }

  /** A token as the channel would send it for a service URL, but for what is said to be different. */
  token(serviceUrl: string, { claims = {}, header = {}, signature, key }: TokenDetails = {}): string {
    const now = Math.floor(Date.now() / 1000);
    const head = encoded({ alg: 'RS256', typ: 'JWT', kid: this.#keyId, ...header });
    const body = encoded({
      iss: ISSUER,
      aud: this.#appId,
      nbf: now - 60,
      exp: now + 3600,
      serviceurl: serviceUrl,
      ...claims,
    });
    const signed = header.alg === 'HS256' ? this.#hmac(`${head}.${body}`) : this.#signature(`${head}.${body}`, key);
    return `${head}.${body}.${signature ?? signed}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #signature(text: string, key = this.#keys.privateKey): string {
    return sign('sha256', Buffer.from(text), key).toString('base64url');
  }

  /** Keyed with the public key, which an attacker has too. */
  #hmac(text: string): string {
    const pem = this.#keys.publicKey.export({ type: 'spki', format: 'pem' });
    return createHmac('sha256', pem).update(text).digest('base64url');
  }

  #url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  #keySet() {
    return {
      keys: [{ ...this.#keys.publicKey.export({ format: 'jwk' }), kid: this.#keyId, endorsements: ['msteams'] }],
    };
  }
}

function encoded(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
