import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';

/** How the next request fares instead of being taken. `retryAfter` is the header as it is. */
export type Fault =
  | { answer: number; retryAfter?: string; code?: string }
  | 'reset before accept'
  | 'reset after accept'
  | 'hang';

const activitySchema = z.looseObject({
  type: z.string(),
  summary: z.string().optional(),
  // The Playground refuses any other, an empty one too.
  conversation: z.looseObject({ conversationType: z.enum(['personal', 'groupChat', 'channel']) }),
  attachments: z
    .array(
      z.object({
        contentType: z.string(),
        name: z.string().optional(),
        contentUrl: z.string().optional(),
        content: z.record(z.string(), z.unknown()),
      }),
    )
    .optional(),
});
export type PostedActivity = z.infer<typeof activitySchema>;

/** A request as it arrived, whether or not it was taken. */
export interface ConnectorCall {
  method: string;
  path: string;
  /** Milliseconds since some moment. */
  at: number;
  authorization: string | undefined;
  activity: PostedActivity | undefined;
}

/** A message as it stands in a conversation. */
export interface Message {
  id: string;
  conversation: string;
  activity: PostedActivity;
  /** How often it was replaced. */
  edits: number;
}

/**
 * Teams' side of the connector, on loopback: takes messages and their updates, and remembers them by conversation.
 * Faults are used up one by one, in order; each meets the next request of its method.
 */
export class FakeConnector {
  /** Everything that arrived, in order. */
  readonly calls: ConnectorCall[] = [];
  readonly #messages: Message[] = [];
  readonly #faults: { method: string | undefined; fault: Fault }[] = [];
  readonly #server = createServer((request, response) => void this.#take(request, response));
  #nextId = 1;
  #port = 0;

  static async start(): Promise<FakeConnector> {
    const connector = new FakeConnector();
    connector.#server.listen(0, '127.0.0.1');
    await once(connector.#server, 'listening');
    const address = connector.#server.address();
    connector.#port = typeof address === 'object' && address !== null ? address.port : 0;
    return connector;
  }

  /** As a service URL. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}/teams/`;
  }

  /** What stands in a conversation, oldest first. */
  messagesOf(conversation: string): Message[] {
    return this.#messages.filter((message) => message.conversation === conversation);
  }

  /** The next requests, of one method when one is named, meet these faults. */
  fail(faults: readonly Fault[], method?: 'POST' | 'PUT'): void {
    this.#faults.push(...faults.map((fault) => ({ method, fault })));
  }

  callsOf(method: 'POST' | 'PUT'): ConnectorCall[] {
    return this.calls.filter((call) => call.method === method);
  }

  /** Resolves as soon as something holds of what has arrived; fails after `limit` milliseconds. */
  async until(holds: (connector: FakeConnector) => boolean, limit = 5000): Promise<void> {
    const end = Date.now() + limit;
    while (!holds(this)) {
      if (Date.now() > end) throw new Error(`It did not come to this within ${limit} ms.`);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const { method = '', url: path = '', headers } = request;
    const activity = activitySchema.safeParse(JSON.parse(Buffer.concat(chunks).toString() || 'null')).data;
    this.calls.push({ method, path, at: performance.now(), authorization: headers.authorization, activity });
    const index = this.#faults.findIndex((planned) => planned.method === undefined || planned.method === method);
    const [planned] = index < 0 ? [] : this.#faults.splice(index, 1);
    this.#answer(response, planned?.fault, () => this.#accept(method, path, activity));
  }

  #answer(response: ServerResponse, fault: Fault | undefined, accept: () => [status: number, id?: string]): void {
    if (fault === 'hang') return;
    if (fault === 'reset before accept') return void response.socket?.resetAndDestroy();
    if (fault === 'reset after accept') {
      accept();
      return void response.socket?.resetAndDestroy();
    }
    if (fault !== undefined) {
      const { answer, retryAfter, code = 'Fault' } = fault;
      response.writeHead(answer, {
        'Content-Type': 'application/json',
        ...(retryAfter === undefined ? {} : { 'Retry-After': retryAfter }),
      });
      response.end(JSON.stringify({ error: { code, message: 'a planned fault' } }));
      return;
    }
    const [status, id] = accept();
    response.writeHead(status, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(id === undefined ? {} : { id }));
  }

  #accept(method: string, path: string, activity: PostedActivity | undefined): [status: number, id?: string] {
    if (method === 'POST' && path === '/teams/v3/conversations') return [201, `a:new-${this.#nextId++}`];
    const [, conversation, known] = /^\/teams\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path) ?? [];
    if (conversation === undefined || activity === undefined) return [404];
    if (method === 'POST') {
      const id = `${1_700_000_000_000 + this.#nextId++}`;
      this.#messages.push({ id, conversation: decodeURIComponent(conversation), activity, edits: 0 });
      return [201, id];
    }
    const message = this.#messages.find(
      ({ id, conversation: its }) => id === known && its === decodeURIComponent(conversation),
    );
    if (method !== 'PUT' || message === undefined) return [404];
    message.activity = activity;
    message.edits += 1;
    return [200, message.id];
  }
}
