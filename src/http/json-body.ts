import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';

/** Bytes; a card's data and a message of Teams stay well below. */
export const LARGEST_BODY = 256 * 1024;

/** What came, or the HTTP status that says why it is not taken. */
export type Body = { value: object } | { status: 400 | 408 | 413 | 415 };

/** Why a request is refused unread, by its headers alone: anything but plain JSON of a decent size. */
export function refusalByHeaders(headers: IncomingHttpHeaders): 413 | 415 | null {
  if (!/^application\/json(?:\s*;\s*charset="?utf-8"?)?\s*$/i.test(headers['content-type'] ?? '')) return 415;
  if (!['', 'identity'].includes(headers['content-encoding'] ?? '')) return 415;
  const length = headers['content-length'];
  return length !== undefined && Number(length) > LARGEST_BODY ? 413 : null;
}

/** Reads a JSON object of at most `LARGEST_BODY`, within `deadline` milliseconds. */
export async function readJson(request: IncomingMessage, deadline: number): Promise<Body> {
  const bytes = await readBytes(request, deadline);
  if (typeof bytes === 'number') return { status: bytes };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    // A `__proto__` of its own becomes a prototype as soon as somebody copies the object with Object.assign.
    const value: unknown = JSON.parse(text, (key, inner) => (key === '__proto__' ? undefined : inner));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { value } : { status: 400 };
  } catch {
    // Not UTF-8, not JSON, or nested so deeply that nothing could walk through it.
    return { status: 400 };
  }
}

function readBytes(request: IncomingMessage, deadline: number): Promise<Buffer | 400 | 408 | 413> {
  const { promise, resolve } = Promise.withResolvers<Buffer | 400 | 408 | 413>();
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => resolve(408), deadline);
  const take = (chunk: Buffer) => {
    size += chunk.length;
    if (size > LARGEST_BODY) resolve(413);
    else chunks.push(chunk);
  };
  request.on('data', take);
  request.once('end', () => resolve(Buffer.concat(chunks)));
  request.once('error', () => resolve(400));
  request.once('close', () => resolve(400));
  return promise.finally(() => {
    clearTimeout(timer);
    request.off('data', take);
  });
}
