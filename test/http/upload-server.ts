import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** A file as it arrived. */
export interface Put {
  method: string;
  path: string;
  range: string | undefined;
  authorization: string | undefined;
  bytes: Buffer;
}

/** The side of OneDrive that takes files, on loopback. */
export class UploadServer {
  readonly puts: Put[] = [];
  /** Statuses the next requests are answered with, before 201. */
  readonly answers: number[] = [];
  readonly #server = createServer((request, response) => void this.#take(request, response));
  #port = 0;

  static async start(): Promise<UploadServer> {
    const server = new UploadServer();
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    const address = server.#server.address();
    server.#port = typeof address === 'object' && address !== null ? address.port : 0;
    return server;
  }

  /** An upload session's address. */
  url(session: string): string {
    return `http://127.0.0.1:${this.#port}/uploadSession?guid='${session}'&tempauth=secret`;
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
    const { 'content-range': range, authorization } = headers;
    this.puts.push({ method, path, range, authorization, bytes: Buffer.concat(chunks) });
    const status = this.answers.shift() ?? 201;
    response.writeHead(status, status === 302 ? { Location: 'http://127.0.0.1:9/elsewhere' } : {});
    response.end('{}');
  }
}
