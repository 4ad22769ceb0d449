import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { selfSignedCertificate } from './certificate.ts';
import type { DoubleContainer } from './container.ts';
import { answerRequest, type Reply, refusal } from './requests.ts';

/** One request that reached the double, before it is answered. */
export interface DoubleCall {
  /** 1 for the first. */
  no: number;
  what: 'account' | 'database' | 'container' | 'ranges' | 'read' | 'batch' | 'query' | 'plan';
  container: string;
}

/** What befalls a request instead of an answer, and whether it has taken effect by then. */
export interface DoubleFault {
  when: 'before' | 'after';
  /** A status, the connection cut, or no answer ever. */
  gives: { status: number; substatus?: number; retryAfter?: number } | 'reset' | 'silence';
}

/** A request that was answered. */
export interface Answered extends DoubleCall {
  status: number;
  charge: number;
}

/** The key that emulators are known by; any would do. */
export const KEY = Buffer.from('the key of an account that is no account').toString('base64');

const CERTIFICATE = selfSignedCertificate();

/** An account of Cosmos DB over HTTPS, as far as the desk makes use of one. docs/cosmos-double.md says what it assumes. */
export class CosmosDouble {
  /** The certificate it shows, to be trusted by those who call. */
  readonly cert = CERTIFICATE.cert;
  readonly databases = new Map<string, Map<string, DoubleContainer>>();
  readonly answered: Answered[] = [];
  /** Decides about each request. */
  fault: (call: DoubleCall) => DoubleFault | undefined = () => undefined;
  /** Documents of a page at most, whatever is asked for. */
  pageSize = 7;
  #server: Server | undefined;
  #no = 0;

  /** Starts one that this process trusts. Other processes do with `NODE_EXTRA_CA_CERTS`. */
  static async start(): Promise<CosmosDouble> {
    const double = new CosmosDouble();
    const server = createServer(CERTIFICATE, (request, response) => void double.#answer(request, response));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    double.#server = server;
    setDefaultCACertificates([...getCACertificates('default'), double.cert]);
    return double;
  }

  /** The address of the account. */
  get endpoint(): string {
    const address = this.#server?.address();
    if (typeof address !== 'object' || address === null) throw new Error('the double is not running');
    return `https://localhost:${address.port}`;
  }

  /** The request units charged so far. */
  get charged(): number {
    return Math.round(this.answered.reduce((sum, { charge }) => sum + charge, 0) * 100) / 100;
  }

  container(database: string, name: string): DoubleContainer | undefined {
    return this.databases.get(database)?.get(name);
  }

  /** A database as another one is now; gives its address. */
  copyDatabase(from: string, name: string): string {
    const containers = this.databases.get(from) ?? new Map<string, DoubleContainer>();
    this.databases.set(name, new Map([...containers].map(([id, container]) => [id, container.copy()])));
    return `${this.endpoint}/${name}`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks).toString();
    const call = { ...whatIs(request), no: ++this.#no };
    const fault = this.fault(call);
    if (fault?.when === 'before') return this.#fail(call, fault, request, response);
    const reply = isSigned(request) ? answerRequest(this, call, request, body) : refusal(401, 'the signature is wrong');
    if (fault !== undefined) return this.#fail(call, fault, request, response);
    this.#send(call, reply, response);
  }

  #fail(call: DoubleCall, { gives }: DoubleFault, request: IncomingMessage, response: ServerResponse): void {
    if (gives === 'silence') return;
    if (gives === 'reset') {
      request.socket.destroy();
      return;
    }
    const headers: Record<string, string> = {};
    if (gives.substatus !== undefined) headers['x-ms-substatus'] = String(gives.substatus);
    if (gives.retryAfter !== undefined) headers['x-ms-retry-after-ms'] = String(gives.retryAfter);
    this.#send(call, { ...refusal(gives.status, 'a test wants it so'), headers }, response);
  }

  #send(call: DoubleCall, { status, body, charge, headers }: Reply, response: ServerResponse): void {
    this.answered.push({ ...call, status, charge });
    const all = { 'content-type': 'application/json', 'x-ms-request-charge': String(charge), ...headers };
    // Not chained: restify, where it is loaded, has its own writeHead for every response of the process.
    response.writeHead(status, all);
    response.end(JSON.stringify(body));
  }
}

function whatIs({ method, url = '', headers }: IncomingMessage): Omit<DoubleCall, 'no'> {
  const [, , , collections, container = '', kind] = url.split('/').map(decodeURIComponent);
  if (url === '/' || url === '') return { what: 'account', container };
  if (collections === undefined) return { what: 'database', container };
  if (kind === undefined) return { what: 'container', container };
  if (kind === 'pkranges') return { what: 'ranges', container };
  if (method === 'GET') return { what: 'read', container };
  if (headers['x-ms-cosmos-is-batch-request'] !== undefined) return { what: 'batch', container };
  return { what: headers['x-ms-cosmos-is-query-plan-request'] === undefined ? 'query' : 'plan', container };
}

/** Whether a request is signed with the key, for what it asks, within a quarter of an hour. */
function isSigned({ method = '', url = '', headers }: IncomingMessage): boolean {
  const date = String(headers['x-ms-date']);
  if (Math.abs(Date.now() - Date.parse(date)) > 900_000) return false;
  const parts = url
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
  const isFeed = parts.length % 2 === 1;
  const type = (isFeed ? parts.at(-1) : parts.at(-2)) ?? '';
  const link = (isFeed ? parts.slice(0, -1) : parts).join('/');
  const text = `${method.toLowerCase()}\n${type}\n${link}\n${date.toLowerCase()}\n\n`;
  const signature = createHmac('sha256', Buffer.from(KEY, 'base64')).update(text).digest('base64');
  return decodeURIComponent(headers.authorization ?? '') === `type=master&ver=1.0&sig=${signature}`;
}
