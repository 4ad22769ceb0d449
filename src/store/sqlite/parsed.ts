import type { Body, DocumentType, Key } from '../../desk/documents.ts';

/** How many bodies of a type are remembered. Requests alone are read by the thousand: the queue looks at all of them. */
const REMEMBERED: Readonly<Partial<Record<DocumentType, number>>> = { request: 6000 };

type Kept = { [T in DocumentType]?: Map<string, { etag: number; body: Body<T> }> };

/**
 * Remembers bodies that have been parsed: reading a list of thousands is mostly parsing, and a document with the same
 * etag is the same document. They are frozen, since more than one caller is given them. Those that nobody has asked for
 * the longest are forgotten first.
 */
export class Parsed {
  readonly #kept: Kept = {};

  /** The body of a document at an etag: remembered, or parsed now. Throws what `parse` throws. */
  body<T extends DocumentType>({ type, pk, id }: Key<T>, etag: number, parse: () => Body<T>): Body<T> {
    const most = REMEMBERED[type] ?? 0;
    if (most === 0) return parse();
    const name = `${pk} ${id}`;
    const kept = this.#of(type);
    const before = kept.get(name);
    const body = before?.etag === etag ? before.body : frozen(parse());
    kept.delete(name);
    kept.set(name, { etag, body });
    const oldest = kept.size > most ? kept.keys().next() : undefined;
    if (oldest?.value !== undefined) kept.delete(oldest.value);
    return body;
  }

  #of<T extends DocumentType>(type: T): Map<string, { etag: number; body: Body<T> }> {
    const kept: NonNullable<Kept[T]> = this.#kept[type] ?? new Map();
    this.#kept[type] = kept;
    return kept;
  }
}

/** The same, with everything in it, never to be changed. */
function frozen<V>(value: V): V {
  if (typeof value !== 'object' || value === null) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
}
