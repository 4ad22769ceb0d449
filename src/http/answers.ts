import type { Request, Response } from 'restify';
import type { Log } from '../log.ts';

/** How long the rest of a refused body is thrown away, so that the sender gets to read why. */
const LINGER = 1000;

/** Answers with a status and JSON; without a body, with the bare status. */
export function send(response: Response, status: number, body: object | undefined): void {
  if (body === undefined) response.sendRaw(status, '', {});
  else response.sendRaw(status, JSON.stringify(body), { 'Content-Type': 'application/json; charset=utf-8' });
}

/** Answers with a bare status, and logs what kind of call it was; its body is not read. */
export function refuse(request: Request, response: Response, status: number, log: Log): undefined {
  const { host, origin, 'content-type': type, 'content-length': length } = request.headers;
  log.warn({ status, method: request.method, host, origin, type, length }, 'refused');
  request.resume();
  setTimeout(() => request.readableEnded || request.destroy(), LINGER).unref();
  response.sendRaw(status, '', {});
}
