import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createServer, type Request, type Response } from 'restify';
import { z } from 'zod';
import { type AdmissionParts, addAdmission } from './admission-routes.ts';
import { addFiles, type FetchFile } from './file-routes.ts';
import { readJson, refusalByHeaders } from './json-body.ts';
import { type Log, logBroken } from './log.ts';
import type { Answer, Call } from './teams/index.ts';

export interface ServerParts {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Without credentials: only this machine is answered. */
  local: boolean;
  /** Never throws. */
  receive(call: Call): Promise<Answer>;
  /** Resolves when the store answers. */
  check(): Promise<void>;
  /** Null: no key is configured, and the routes do not exist. */
  admission: AdmissionParts | null;
  /** Null: files go through Teams, and there are no links to them. */
  files: FetchFile | null;
  log: Log;
}

export interface RunningServer {
  port: number;
  /**
   * Says that it is not ready any more and goes on answering for `linger` milliseconds, until whoever sends calls here has
   * noticed; then takes no new ones and finishes those it has, and what they have left to do, within `limit` more.
   */
  close(limit: number, linger?: number): Promise<void>;
}

const HEADERS_WITHIN = 10_000;
const BODY_WITHIN = 10_000;
const CHECK_WITHIN = 2000;
/** Longer than the proxies in front keep theirs, or they would use a connection that has just been closed. */
const KEEP_ALIVE = 75_000;
/** How long the rest of a refused body is thrown away, so that the sender gets to read why. */
const LINGER = 1000;
const BEARER = /^Bearer [\w-]{1,8000}\.[\w-]{1,8000}\.[\w-]{1,8000}$/;

/** Starts answering HTTP: the bot's endpoint, and whether it is alive and ready. A refusal is a bare status. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { host, port, local, receive, check, log } = parts;
  const server = createServer({ name: '', onceNext: true });
  const running = new Set<Promise<void>>();
  let closing = false;

  /** Keeps in mind what `close` has to wait for. */
  function track(work: Promise<void>): void {
    const tracked = work.catch(() => undefined).finally(() => running.delete(tracked));
    running.add(tracked);
  }

  server.pre((request, response, next) => {
    if (closing) response.setHeader('Connection', 'close');
    if (!local || isFromHere(request)) return next();
    refuse(request, response, 403, log);
    return next(false);
  });

  server.post('/api/messages', (request, response, next) => {
    const answered = answerCall(request, response);
    answered.then(() => next(), next);
    track(answered.then((afterwards) => afterwards?.()));
  });

  /** Resolves when the answer has gone out, or nobody waits for it any more, with what it has left to do. */
  async function answerCall(request: Request, response: Response): Promise<Answer['afterwards']> {
    const { authorization } = request.headers;
    if (!local && !BEARER.test(authorization ?? '')) return refuse(request, response, 401, log);
    const unread = refusalByHeaders(request.headers);
    if (unread !== null) return refuse(request, response, unread, log);
    const body = await readJson(request, BODY_WITHIN);
    if ('status' in body) return refuse(request, response, body.status, log);
    const answer = await receive({ authorization, body: body.value });
    send(response, answer.status, answer.body);
    if (!response.closed) await new Promise<void>((resolve) => response.once('close', () => resolve()));
    return answer.afterwards;
  }

  if (parts.admission !== null) {
    addAdmission(server, parts.admission, {
      send,
      refuse: (request, response, status) => refuse(request, response, status, log),
    });
  }

  if (parts.files !== null) addFiles(server, parts.files);

  server.get('/healthz', (_request, response, next) => {
    send(response, 200, { status: 'alive' });
    next();
  });

  server.get('/readyz', (_request, response, next) => {
    answerReady(response).then(() => next(), next);
  });

  async function answerReady(response: Response): Promise<void> {
    if (closing) return send(response, 503, { status: 'stopping' });
    try {
      const late = new AbortController();
      const timeout = pause(CHECK_WITHIN, undefined, { signal: late.signal }).then(() => {
        throw new Error(`The store has not answered within ${CHECK_WITHIN} ms.`);
      });
      await Promise.race([check(), timeout]).finally(() => late.abort());
      send(response, 200, { status: 'ready' });
    } catch (error) {
      send(response, 503, { status: 'not ready', reference: logBroken(log, error, {}, 'not ready') });
    }
  }

  server.on('restifyError', (request: Request, response: Response, error: unknown, done: () => void) => {
    const status = statusOf(error);
    if (!response.headersSent && (status === 404 || status === 405)) refuse(request, response, status, log);
    else if (!response.headersSent) send(response, 500, { reference: logBroken(log, error, {}, 'a call broke') });
    done();
  });

  // restify listens for upgrades, so Node leaves it to restify to end these connections; it never would.
  server.on('upgrade', (_request, socket) => socket.destroy());

  server.server.headersTimeout = HEADERS_WITHIN;
  server.server.requestTimeout = HEADERS_WITHIN + BODY_WITHIN;
  server.server.keepAliveTimeout = KEEP_ALIVE;

  // The one that matters is thrown below.
  server.on('error', () => {});
  server.listen(port, host);
  await once(server.server, 'listening');
  return {
    port: server.address().port,
    async close(limit, linger = 0) {
      closing = true;
      if (linger > 0) await pause(linger);
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      const late = new AbortController();
      await Promise.race([finished(running), pause(limit, undefined, { signal: late.signal })]);
      late.abort();
      server.server.closeAllConnections();
      await closed;
    },
  };
}

async function finished(running: Set<Promise<void>>): Promise<void> {
  while (running.size > 0) await Promise.all(running);
}

function refuse(request: Request, response: Response, status: number, log: Log): undefined {
  const { host, origin, 'content-type': type, 'content-length': length } = request.headers;
  log.warn({ status, method: request.method, host, origin, type, length }, 'refused');
  request.resume();
  setTimeout(() => request.readableEnded || request.destroy(), LINGER).unref();
  response.sendRaw(status, '', {});
}

function send(response: Response, status: number, body: object | undefined): void {
  if (body === undefined) response.sendRaw(status, '', {});
  else response.sendRaw(status, JSON.stringify(body), { 'Content-Type': 'application/json; charset=utf-8' });
}

/**
 * Whether a call was made by this machine to this machine. A web page can make a browser call here under a name of its
 * own that leads to 127.0.0.1; the name is in Host, the page in Origin.
 */
function isFromHere(request: Request): boolean {
  const { host, origin } = request.headers;
  return isLoopback(`http://${host}`) && (origin === undefined || isLoopback(origin));
}

function isLoopback(url: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(URL.parse(url)?.hostname ?? '');
}

function statusOf(error: unknown): number | undefined {
  return z.object({ statusCode: z.number() }).safeParse(error).data?.statusCode;
}
