import type { Request, Response, Server } from 'restify';
import type { Fetched } from '../desk/files/fetch.ts';

/** Fetches what a link leads to, by its last part. */
export type FetchFile = (token: string) => Promise<Fetched>;

/** Longest token that is looked at; what is longer was not made here. */
const LONGEST = 2000;

/** What a browser may do with a file: show it, and nothing else. */
const GUARDED = {
  'Cache-Control': 'no-store',
  'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/** `GET /files/TOKEN`: the file, 410 when the link is too old, and 404 for everything else. */
export function addFiles(server: Server, fetch: FetchFile): void {
  server.get('/files/*', (request, response, next) => {
    answer(request, response).then(() => next(), next);
  });

  async function answer(request: Request, response: Response): Promise<void> {
    const token = String(request.params['*'] ?? '');
    const fetched = token.length > LONGEST ? 'unknown' : await fetch(token);
    if (fetched === 'expired') return say(response, 410, 'This link is too old. Press the button on the card again.');
    if (fetched === 'unknown') return say(response, 404, 'There is nothing here.');
    const { name, contentType, bytes } = fetched;
    // A browser can show a PDF; anything else is for a program of its own.
    const how = contentType === 'application/pdf' ? 'inline' : 'attachment';
    write(response, 200, { 'Content-Type': contentType, 'Content-Disposition': `${how}; filename="${name}"` }, bytes);
  }
}

function say(response: Response, status: number, sentence: string): void {
  write(response, status, { 'Content-Type': 'text/plain; charset=utf-8' }, Buffer.from(`${sentence}\n`));
}

function write(response: Response, status: number, headers: Record<string, string>, bytes: Uint8Array): void {
  response.writeHead(status, { ...GUARDED, ...headers, 'Content-Length': bytes.length });
  response.end(bytes);
}
