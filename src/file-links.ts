import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { fileAskedSchema } from './desk/files/asked.ts';
import type { FileLinks } from './desk/ports/file-links.ts';

/** How long a link is good for, in minutes. */
const MINUTES = 15;

const statementSchema = z.strictObject({ person: z.guid(), asked: fileAskedSchema, until: z.number() });

/** Links that this process can tell from all others. */
export interface OwnLinks extends FileLinks {
  /** Where the links lead, once it is known: `http://127.0.0.1:3978`. */
  servedAt(origin: string): void;
}

/**
 * Links whose last part says for whom they are, what to, and until when, signed with a key that no other process has: they
 * end with it.
 */
export function createFileLinks(key: Uint8Array = randomBytes(32)): OwnLinks {
  let origin = '';
  const sign = (statement: string) => createHmac('sha256', key).update(statement).digest();

  return {
    servedAt(given) {
      origin = given;
    },
    linkTo({ person, asked }, at) {
      const until = Date.parse(at) + MINUTES * 60_000;
      const statement = Buffer.from(JSON.stringify({ person, asked, until })).toString('base64url');
      return { url: `${origin}/files/${statement}.${sign(statement).toString('base64url')}`, minutes: MINUTES };
    },
    read(token, at) {
      const [statement = '', signature = '', ...rest] = token.split('.');
      const [given, right] = [Buffer.from(signature, 'base64url'), sign(statement)];
      if (rest.length > 0 || given.length !== right.length || !timingSafeEqual(given, right)) return 'unknown';
      const { until, ...linked } = statementSchema.parse(JSON.parse(Buffer.from(statement, 'base64url').toString()));
      return until > Date.parse(at) ? linked : 'expired';
    },
  };
}
