import { setTimeout as pause } from 'node:timers/promises';
import type { Response, Server } from 'restify';
import { type Log, logBroken } from '../log.ts';
import { send } from './answers.ts';

const CHECK_WITHIN = 2000;

/** What tells whether the program can work. */
export interface HealthParts {
  /** Resolves when the store can be read and written. */
  check(): Promise<void>;
  isClosing(): boolean;
  log: Log;
}

/** `GET /healthz`: the program is alive. `GET /readyz`: it can work; 503 while the store cannot be read or written, or it stops. */
export function addHealth(server: Server, { check, isClosing, log }: HealthParts): void {
  server.get('/healthz', (_request, response, next) => {
    send(response, 200, { status: 'alive' });
    next();
  });

  server.get('/readyz', (_request, response, next) => {
    answerReady(response).then(() => next(), next);
  });

  async function answerReady(response: Response): Promise<void> {
    if (isClosing()) return send(response, 503, { status: 'stopping' });
    try {
      await inTime(check());
      send(response, 200, { status: 'ready' });
    } catch (error) {
      send(response, 503, { status: 'not ready', reference: logBroken(log, error, {}, 'not ready') });
    }
  }
}

async function inTime(checked: Promise<void>): Promise<void> {
  const late = new AbortController();
  const timeout = pause(CHECK_WITHIN, undefined, { signal: late.signal }).then(() => {
    throw new Error(`The store has not answered within ${CHECK_WITHIN} ms.`);
  });
  await Promise.race([checked, timeout]).finally(() => late.abort());
}
