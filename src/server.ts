import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { createServer, type Request, type Response, type Server } from 'restify';
import { z } from 'zod';
import { type AdmissionParts, addAdmission } from './http/admission.ts';
import { refuse, send } from './http/answers.ts';
import { addFiles, type FetchFile } from './http/files.ts';
import { addHealth, type HealthParts } from './http/health.ts';
import { addMessages, type MessageParts } from './http/messages.ts';
import { type Log, logBroken } from './log.ts';

/** Where to listen, and what is behind the routes. */
export interface ServerParts extends MessageParts, Pick<HealthParts, 'check'> {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Null: no key is configured, and the routes do not exist. */
  admission: AdmissionParts | null;
  /** Null: files go through Teams, and there are no links to them. */
  files: FetchFile | null;
}

/** The server while it answers. */
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
/** Longer than the proxies in front keep theirs, or they would use a connection that has just been closed. */
const KEEP_ALIVE = 75_000;

/** Starts answering HTTP: the bot's endpoint, and whether it is alive and ready. A refusal is a bare status. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const server = createServer({ name: '', onceNext: true });
  const running = new Set<Promise<void>>();
  let closing = false;

  /** Keeps in mind what `close` has to wait for. */
  function track(work: Promise<void>): void {
    const tracked = work.catch(() => undefined).finally(() => running.delete(tracked));
    running.add(tracked);
  }

  const isClosing = () => closing;
  guard(server, parts, isClosing);
  addMessages(server, parts, BODY_WITHIN, track);
  if (parts.admission !== null) addAdmission(server, parts.admission, parts.log);
  if (parts.files !== null) addFiles(server, parts.files);
  addHealth(server, { check: parts.check, isClosing, log: parts.log });
  answerErrors(server, parts.log);
  limit(server);

  // The one that matters is thrown below.
  server.on('error', () => {});
  server.listen(parts.port, parts.host);
  await once(server.server, 'listening');
  return {
    port: server.address().port,
    async close(limit, linger = 0) {
      closing = true;
      if (linger > 0) await pause(linger);
      await drained(server, running, limit);
    },
  };
}

/** Without credentials, answers this machine alone. */
function guard(server: Server, { local, log }: Pick<ServerParts, 'local' | 'log'>, isClosing: () => boolean): void {
  server.pre((request, response, next) => {
    if (isClosing()) response.setHeader('Connection', 'close');
    if (!local || isFromHere(request)) return next();
    refuse(request, response, 403, log);
    return next(false);
  });
}

function answerErrors(server: Server, log: Log): void {
  server.on('restifyError', (request: Request, response: Response, error: unknown, done: () => void) => {
    const status = statusOf(error);
    if (!response.headersSent && (status === 404 || status === 405)) refuse(request, response, status, log);
    else if (!response.headersSent) send(response, 500, { reference: logBroken(log, error, {}, 'a call broke') });
    done();
  });
}

function limit(server: Server): void {
  // restify listens for upgrades, so Node leaves it to restify to end these connections; it never would.
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.server.headersTimeout = HEADERS_WITHIN;
  server.server.requestTimeout = HEADERS_WITHIN + BODY_WITHIN;
  server.server.keepAliveTimeout = KEEP_ALIVE;
}

/** Takes no new calls, and resolves when those under way are done; after `limit` milliseconds they are cut off. */
async function drained(server: Server, running: Set<Promise<void>>, limit: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const late = new AbortController();
  await Promise.race([finished(running), pause(limit, undefined, { signal: late.signal })]);
  late.abort();
  server.server.closeAllConnections();
  await closed;
}

async function finished(running: Set<Promise<void>>): Promise<void> {
  while (running.size > 0) await Promise.all(running);
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
