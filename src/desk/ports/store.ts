import type { z } from 'zod';
import type { Body, DocumentType, Key } from '../documents.ts';

/** A document as it was read, or a part of its body; `etag` changes with every write of it. */
export interface Stored<T extends DocumentType, B = Body<T>> {
  key: Key<T>;
  body: B;
  etag: string;
}

/** One write of a batch. `create` wants it new, `replace` wants it unchanged since it was read, `put` takes either. */
export type Operation = { [T in DocumentType]: OperationOn<T> }[DocumentType];

/** The same for one type of document. */
export type OperationOn<T extends DocumentType> =
  | { do: 'create' | 'put'; key: Key<T>; body: Body<T> }
  | { do: 'replace'; key: Key<T>; body: Body<T>; etag: string };

/**
 * A condition on a field of the body; `field` may be a path such as `task.do`. It means values of its own kind only: text
 * is never equal to a number, and a field that is missing is not null.
 */
export type Condition =
  | { field: string; is: string | number | boolean | null }
  | { field: string; oneOf: readonly string[] }
  /** The field is a list that holds the value. */
  | { field: string; holds: string }
  | { field: string; atMost: string }
  /** Any of the fields is a text with this in it, whatever the case of its ASCII letters. */
  | { anyOf: readonly string[]; contains: string }
  /** All the conditions of one of these lists, at least. */
  | { either: readonly (readonly Condition[])[] }
  /** In this partition: for a part of `either`; a query that is about one partition says so by its own `pk`. */
  | { pk: string };

/**
 * Documents of one type, in one partition or (without `pk`) in all, ordered by a field, then by id, then by partition,
 * all in one direction. Documents in which that field is neither text nor number are left out.
 */
export interface Query<T extends DocumentType, B = never> {
  type: T;
  pk?: string;
  where: readonly Condition[];
  orderBy: { field: string; descending?: boolean };
  /** Documents a page. */
  limit: number;
  /** `next` of the page before. */
  after?: string;
  /** Told of each document that does not parse, which the page then lacks. Without it the query throws. */
  broken?: (key: Key<T>, error: StoreError) => void;
  /**
   * What of today's bodies is wanted, where documents are read by the hundred thousand: nothing else is looked at, so
   * what is wrong elsewhere in a document does not show.
   */
  part?: z.ZodType<B>;
}

/** Some of what a query finds, and where to go on. */
export interface Page<T extends DocumentType, B = Body<T>> {
  items: Stored<T, B>[];
  /** Where the next page begins; null at the end. Opaque. */
  next: string | null;
}

/** Documents a batch may hold. */
export const LARGEST_BATCH = 100;

/** Where the desk keeps its documents. Each call is one call to the engine; every document read is parsed. */
export interface Store {
  /** Undefined when there is none. */
  read<T extends DocumentType>(key: Key<T>): Promise<Stored<T> | undefined>;
  /**
   * All of the operations or none, in one partition of one container, at most `LARGEST_BATCH` and 2 MB. Throws
   * `StoreError`: `exists` and `stale` mean that somebody else was first. A batch that no correct caller makes, a body
   * that its schema refuses among them, throws a plain error before anything is written.
   */
  commit(operations: readonly Operation[]): Promise<void>;
  /** Gives whole bodies, or what `part` makes of them. */
  query<T extends DocumentType, B = never>(query: Query<T, B>): Promise<Page<T, Body<T> | B>>;
  count<T extends DocumentType>(query: Pick<Query<T>, 'type' | 'pk' | 'where'>): Promise<number>;
  /** Removes what has been kept for its time (`secondsKept`), as of an instant in UTC, where the engine does not by itself. */
  removeOutlived(at: string): Promise<void>;
  /** Resolves when the store can be read, and written as far as is known; throws `StoreError` otherwise. Cheap. */
  check(): Promise<void>;
  close(): Promise<void>;
}

/**
 * Why a store call failed. `unknown outcome`: a write that may have happened, to be settled by reading its deterministic
 * id. `no such page`: `after` is no cursor of this store. `broken document`: what was read does not parse.
 */
export type StoreFault =
  | 'exists'
  | 'missing'
  | 'stale'
  | 'throttled'
  | 'unavailable'
  | 'unknown outcome'
  | 'too large'
  | 'no such page'
  | 'broken document';

/** The store did not do what it was asked; `fault` says why. */
export class StoreError extends Error {
  readonly fault: StoreFault;

  constructor(fault: StoreFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'StoreError';
    this.fault = fault;
  }
}
