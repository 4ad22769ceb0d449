import type { z } from 'zod';
import { type Body, type Container, DOCUMENTS, type DocumentType, type Key } from '../desk/documents.ts';
import { StoreError } from '../desk/ports/store.ts';
import { UPGRADES, type Upgrades } from './upgrades.ts';

/** How each type of document is kept: the shape of `DOCUMENTS`. */
export type DocumentRules = {
  readonly [T in DocumentType]: {
    readonly container: Container;
    readonly version: number;
    readonly schema: z.ZodType<Body<T>>;
  };
};

/** A document as an engine keeps it, its body out of JSON already. */
export interface KeptDocument {
  type: string;
  version: number;
  body: unknown;
}

/** Turns documents into what is kept and back, in the same way for every engine. */
export interface DocumentForm {
  /** The body as JSON. Throws when what would be kept could not be read again: a mistake in the caller. */
  write(key: Key, body: unknown): { version: number; json: string };
  /** The body, brought to today's version and parsed. Throws `broken document`. */
  read<T extends DocumentType>(key: Key<T>, kept: KeptDocument): Body<T>;
  /** The same of a part of the body; the rest is not looked at. */
  readPart<B>(key: Key, kept: KeptDocument, part: z.ZodType<B>): B;
}

/** The form of documents. Other rules and upgrades than those of the house are for tests. */
export function documentForm(rules: DocumentRules = DOCUMENTS, upgrades: Upgrades = UPGRADES): DocumentForm {
  return {
    write({ type, id }, body) {
      const { version, schema } = rules[type];
      const json = JSON.stringify(body);
      const read = schema.safeParse(JSON.parse(json));
      if (!read.success) throw new Error(`${type} ${id} is not fit to be kept: ${placesOf(read.error)}`);
      return { version, json };
    },
    read: (key, kept) => parsed(key, ofToday(key, kept), rules[key.type].schema),
    readPart: (key, kept, part) => parsed(key, ofToday(key, kept), part),
  };

  function ofToday(key: Key, kept: KeptDocument): unknown {
    if (kept.type !== key.type) throw brokenDocument(key, 'it is of another type');
    const { version } = rules[key.type];
    if (kept.version > version) throw brokenDocument(key, `version ${kept.version} is newer than ${version}`);
    return upgraded(key, kept, version, upgrades);
  }
}

function parsed<B>(key: Key, body: unknown, schema: z.ZodType<B>): B {
  const read = schema.safeParse(body);
  if (!read.success) throw brokenDocument(key, placesOf(read.error));
  return read.data;
}

/** A document that does not parse: its type and id and why, never what is in it. */
export function brokenDocument({ type, id }: Key, why: string): StoreError {
  return new StoreError('broken document', `${type} ${id}: ${why}`);
}

function upgraded(key: Key, kept: KeptDocument, wanted: number, upgrades: Upgrades): unknown {
  let body = kept.body;
  for (let version = kept.version; version < wanted; version += 1) {
    const upgrade = upgrades[key.type]?.[version];
    if (upgrade === undefined) throw brokenDocument(key, `nothing upgrades version ${version}`);
    try {
      body = upgrade(body);
    } catch {
      throw brokenDocument(key, `version ${version} could not be upgraded`);
    }
  }
  return body;
}

/** Where a body does not fit. Zod's own messages may quote names out of it, so they stay behind. */
function placesOf(error: z.ZodError): string {
  const places = error.issues.map(({ path, code }) => `${code} at ${path.length === 0 ? 'the top' : path.join('.')}`);
  return places.slice(0, 3).join(', ');
}
