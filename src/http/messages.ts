import type { Request, Response, Server } from 'restify';
import type { Log } from '../log.ts';
import type { Answer, Call } from '../teams/index.ts';
import { refuse, send } from './answers.ts';
import { readJson, refusalByHeaders } from './json-body.ts';

const BEARER = /^Bearer [\w-]{1,8000}\.[\w-]{1,8000}\.[\w-]{1,8000}$/;

/** The bot's endpoint and what is behind it. */
export interface MessageParts {
  /** Without credentials: calls bear no token. */
  local: boolean;
  /** Never throws. */
  receive(call: Call): Promise<Answer>;
  log: Log;
}

/**
 * `POST /api/messages`: what Teams sends. A call that cannot be one is refused unread; one that takes longer than `within`
 * milliseconds to arrive, too. `track` gets the work, which goes on after the answer.
 */
export function addMessages(
  server: Server,
  { local, receive, log }: MessageParts,
  within: number,
  track: (work: Promise<void>) => void,
): void {
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
    const body = await readJson(request, within);
    if ('status' in body) return refuse(request, response, body.status, log);
    const answer = await receive({ authorization, body: body.value });
    send(response, answer.status, answer.body);
    if (!response.closed) await new Promise<void>((resolve) => response.once('close', () => resolve()));
    return answer.afterwards;
  }
}
