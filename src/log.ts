import { randomInt } from 'node:crypto';
import { type DestinationStream, pino } from 'pino';

/** From the most talkative to none. */
export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const;
/** How much is logged. */
export type LogLevel = (typeof LOG_LEVELS)[number];

/** One JSON line a call. Fields are ids and figures, never tokens or what people wrote. */
export interface Log {
  debug(fields: Record<string, unknown>, message: string): void;
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

/** Fields that would carry a secret or a person's words if somebody logged them after all. */
const SECRET = ['authorization', 'password', 'token', 'text', 'value', 'data', 'headers', 'request', 'response'];
const TOKEN = /\b(?:eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?|Bearer\s+[\w.~+/=-]+)/g;

/** Opens the log; `to` is standard output unless a test wants to read along. */
export function createLog(level: LogLevel, to?: DestinationStream): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { error: describeError, err: describeError },
    redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`]), censor: '[removed]' },
    // The last line of defence: whatever a library has put into its message.
    hooks: { streamWrite: (line: string) => line.replace(TOKEN, '[token]') },
  };
  return to === undefined ? pino(options) : pino(options, to);
}

/**
 * Logs what broke, once, and gives the reference to find it by: 8 characters, none of them to be mistaken for another
 * when read out on the phone.
 */
export function logBroken(log: Log, error: unknown, fields: Record<string, unknown>, message: string): string {
  const reference = newReference();
  log.error({ reference, ...fields, error }, message);
  return reference;
}

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTVWXYZ';

function newReference(): string {
  return Array.from({ length: 8 }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
}

/** Name, message, code and stack, of causes too: an SDK's error also holds the request with its token and its text. */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return { message: typeof error === 'string' ? error.slice(0, 500) : typeof error };
  const { name, message, stack, cause } = error;
  return {
    name,
    message: message.slice(0, 500),
    ...('code' in error && ['string', 'number'].includes(typeof error.code) ? { code: error.code } : {}),
    stack: stack
      ?.split('\n')
      .filter((line) => line.trimStart().startsWith('at '))
      .slice(0, 12)
      .map((line) => line.trim()),
    ...(cause === undefined || depth > 3 ? {} : { cause: describeError(cause, depth + 1) }),
  };
}
