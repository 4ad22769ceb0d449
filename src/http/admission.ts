import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, Response, Server } from 'restify';
import { z } from 'zod';
import type { Admitted } from '../desk/admission.ts';
import type { Log } from '../log.ts';
import { refuse, send } from './answers.ts';
import { readJson, refusalByHeaders } from './json-body.ts';

/** Serials one question may name. */
const MOST_SERIALS = 100;
const BODY_WITHIN = 10_000;

const questionSchema = z.strictObject({ serials: z.array(z.string().max(100)).min(1).max(MOST_SERIALS) });

/** What access-control systems ask over HTTP. */
export interface AdmissionParts {
  /** The bearer key they show. */
  key: string;
  judge(serial: string): Promise<Admitted>;
}

/**
 * `GET /admission/SERIAL` and `POST /admission` with `{"serials": […]}` (Rule 32), for whoever shows the key. Answers
 * `{"serial", "admit", "reason", "legacy"}`, or `{"results": […]}` in the order asked.
 */
export function addAdmission(server: Server, { key, judge }: AdmissionParts, log: Log): void {
  const isKey = comparedTo(`Bearer ${key}`);

  server.get('/admission/:serial', (request, response, next) => {
    const serial = String(request.params.serial ?? '').trim();
    if (!isKey(request.headers.authorization)) refuse(request, response, 401, log);
    else if (serial === '') refuse(request, response, 404, log);
    else return void judge(serial).then((one) => done(response, one, next), next);
    next();
  });

  server.post('/admission', (request, response, next) => {
    askedForMany(request, response).then(() => next(), next);
  });

  async function askedForMany(request: Request, response: Response): Promise<void> {
    if (!isKey(request.headers.authorization)) return refuse(request, response, 401, log);
    const unread = refusalByHeaders(request.headers);
    if (unread !== null) return refuse(request, response, unread, log);
    const body = await readJson(request, BODY_WITHIN);
    if ('status' in body) return refuse(request, response, body.status, log);
    const question = questionSchema.safeParse(body.value);
    if (!question.success)
      return send(response, 400, { error: `Name 1 to ${MOST_SERIALS} serials: {"serials": ["…"]}` });
    send(response, 200, { results: await Promise.all(question.data.serials.map(judge)) });
  }

  function done(response: Response, one: Admitted, next: () => void): void {
    send(response, 200, one);
    next();
  }
}

/** Compares with a secret in constant time, whatever the length. */
function comparedTo(secret: string): (text: string | undefined) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  const wanted = digest(secret);
  return (text) => timingSafeEqual(digest(text ?? ''), wanted);
}
