import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { z } from 'zod';

/** The SDK's options for its connector clients; it exports the type only from a package underneath. */
export type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>;
type HttpClient = NonNullable<ConnectorOptions['httpClient']>;

/**
 * A call to Teams that did not succeed. `status` is missing when no answer came; then `sent` says whether the request
 * may have arrived all the same.
 */
export class ConnectorFault extends Error {
  readonly status: number | undefined;
  readonly sent: boolean;
  /** The service's own word for it, such as `ConversationNotFound`. */
  readonly code: string | undefined;
  /** Milliseconds. */
  readonly retryAfter: number | undefined;

  constructor(
    message: string,
    details: { status?: number; sent?: boolean; code?: string; retryAfter?: number; cause?: unknown },
  ) {
    super(message, { cause: details.cause });
    this.name = 'ConnectorFault';
    this.status = details.status;
    this.sent = details.sent ?? true;
    this.code = details.code;
    this.retryAfter = details.retryAfter;
  }
}

const errorSchema = z.object({ error: z.object({ code: z.string().max(100) }) });

/**
 * What the SDK's connector clients talk through. Each request is made once and given up after `deadline` milliseconds:
 * the SDK's own client has no deadline, and its retry policy, which cannot be switched off, posts a message four times
 * after a 5xx. It leaves errors alone that are not its own, hence `ConnectorFault` for everything but success. Redirects
 * are not followed; they would take the bot's token elsewhere.
 */
export function connectorHttp(deadline: number): HttpClient {
  return {
    async sendRequest(request) {
      if (request.body !== undefined && typeof request.body !== 'string')
        throw new Error('A request body that is no text.');
      const { response, text } = await attempt(request.url, deadline, {
        method: request.method,
        headers: request.headers.rawHeaders(),
        redirect: 'manual',
        ...(request.body === undefined ? {} : { body: request.body }),
      });
      if (!response.ok) throw refused(response, text);
      const headers = request.headers.clone();
      for (const name of headers.headerNames()) headers.remove(name);
      for (const [name, value] of response.headers) headers.set(name, value);
      return { request, status: response.status, headers, bodyAsText: text };
    },
  };
}

async function attempt(
  url: string,
  deadline: number,
  init: RequestInit,
): Promise<{ response: Response; text: string }> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(deadline) });
    return { response, text: await response.text() };
  } catch (cause) {
    const code = codeOf(cause);
    throw new ConnectorFault('Teams did not answer.', { sent: !NEVER_SENT.includes(code), code, cause });
  }
}

/** Nothing has left this machine, or nobody has taken it. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

const failureSchema = z.object({
  code: z.string().optional().catch(undefined),
  name: z.string().optional(),
  cause: z.unknown().optional(),
});

/** The system's word for a failure: fetch hides it in the cause. */
function codeOf(error: unknown): string {
  const { code, name = 'unknown', cause } = failureSchema.safeParse(error).data ?? {};
  if (code !== undefined) return code;
  return cause === undefined ? name : codeOf(cause);
}

function refused(response: Response, text: string): ConnectorFault {
  const code = errorCodeOf(text);
  const retryAfter = retryAfterOf(response.headers.get('retry-after'), Date.now());
  return new ConnectorFault(`Teams answered ${response.status}.`, {
    status: response.status,
    ...(code === undefined ? {} : { code }),
    ...(retryAfter === undefined ? {} : { retryAfter }),
  });
}

function errorCodeOf(text: string): string | undefined {
  try {
    return errorSchema.parse(JSON.parse(text)).error.code;
  } catch {
    return undefined;
  }
}

/** Longest wait a service is believed to ask for: a day. */
const LONGEST_WAIT = 24 * 60 * 60 * 1000;

/** Milliseconds from a Retry-After header, which gives seconds or a date; undefined when it is absent or makes no sense. */
export function retryAfterOf(header: string | null, now: number): number | undefined {
  if (header === null) return undefined;
  const wait = /^\s*\d+(\.\d+)?\s*$/.test(header) ? Math.ceil(Number(header) * 1000) : Date.parse(header) - now;
  return Number.isFinite(wait) ? Math.min(Math.max(wait, 0), LONGEST_WAIT) : undefined;
}
