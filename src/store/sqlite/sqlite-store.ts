import { setImmediate, setTimeout as sleep } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import type { z } from 'zod';
import { type Body, DOCUMENTS, type DocumentType, type Key } from '../../desk/documents.ts';
import { type Operation, type Page, type Query, type Store, type Stored, StoreError } from '../../desk/ports/store.ts';
import { type Write, writesOf } from '../batch.ts';
import { brokenDocument, type DocumentForm, documentForm, type KeptDocument } from '../document-form.ts';
import { cursorFrom } from '../paging.ts';
import { unbroken } from '../unbroken.ts';
import { Writing } from '../writing.ts';
import { isBusy, storeErrorFor } from './faults.ts';
import { GroupCommit } from './group-commit.ts';
import { openDatabase } from './open-database.ts';
import { Parsed } from './parsed.ts';
import { outlived, selectCount, selectPage } from './select.ts';

interface Row {
  /** Not there where it was asked for one type alone. */
  type?: string;
  version: number;
  etag: number;
  body: string;
}

interface PageRow extends Row {
  pk: string;
  id: string;
  place: string | number;
}

/** Milliseconds a call waits for another process that is writing. They hold up this one, so they are few. */
const BUSY_MS = 2000;

/** Milliseconds for which a commit speaks for the next ones, and that a probe waits for another process that is writing. */
const TRUSTED_MS = 10_000;
const PROBE_MS = 1_000;

/** What a probe writes, as large as what a step writes: the last kilobytes of a disk are no use. */
const PROBE = ['', '', 'probe', 'probe', 1, JSON.stringify('-'.repeat(32_000))] as const;

/** Documents removed before others are let in between. */
const REMOVED_AT_ONCE = 500;

/**
 * Opens a store in one file: `file:data/desk.db`, or `:memory:` for one that is gone with the process. Creates the file
 * and its folder. What a commit has acknowledged is on the disk. Several processes may work on one file. Throws
 * `StoreError` when the file cannot be opened or is of a later format.
 */
export function openSqliteStore(url: string, { busyMs = BUSY_MS, form = documentForm() } = {}): Store {
  return new SqliteStore(openDatabase(url, busyMs), busyMs, form);
}

/** The store in one SQLite file. Reads are done when the call returns; commits with the others of the same moment. */
class SqliteStore implements Store {
  readonly #db: Database.Database;
  readonly #busyMs: number;
  readonly #form: DocumentForm;
  readonly #writing = new Writing({ probe: () => this.#probe(), enough: 1, trusted: TRUSTED_MS });
  readonly #commits: GroupCommit;
  readonly #parsed = new Parsed();
  readonly #pages: (sql: string) => Database.Statement<unknown[], PageRow>;
  readonly #counts: (sql: string) => Database.Statement<unknown[], number>;
  readonly #read: Database.Statement<[string, string, string], Row>;
  readonly #exists: Database.Statement<[string, string, string], number>;
  readonly #create: Database.Statement<unknown[]>;
  readonly #replace: Database.Statement<unknown[]>;
  readonly #remove: Database.Statement<[string]>;
  readonly #put: Database.Statement<unknown[]>;

  constructor(db: Database.Database, busyMs: number, form: DocumentForm) {
    this.#db = db;
    this.#busyMs = busyMs;
    this.#form = form;
    this.#commits = new GroupCommit(db, (write) => this.#write(write));
    this.#pages = once((sql) => db.prepare<unknown[], PageRow>(sql));
    this.#counts = once((sql) => db.prepare<unknown[], number>(sql).pluck());
    const here = 'container = ? AND pk = ? AND id = ?';
    this.#read = db.prepare(`SELECT type, version, etag, body FROM documents WHERE ${here}`);
    this.#exists = db.prepare<[string, string, string], number>(`SELECT 1 FROM documents WHERE ${here}`).pluck();
    const insert = `INSERT INTO documents (container, pk, id, type, version, etag, body) VALUES (?, ?, ?, ?, ?, 1, ?)
      ON CONFLICT (container, pk, id)`;
    this.#create = db.prepare(`${insert} DO NOTHING`);
    this.#put = db.prepare(`${insert} DO UPDATE
      SET type = excluded.type, version = excluded.version, etag = etag + 1, body = excluded.body`);
    this.#replace = db.prepare(
      `UPDATE documents SET version = ?, etag = etag + 1, body = ? WHERE ${here} AND etag = ?`,
    );
    this.#remove = db.prepare(`DELETE FROM documents WHERE row IN (${outlived()} LIMIT ${REMOVED_AT_ONCE})`);
  }

  async read<T extends DocumentType>(key: Key<T>): Promise<Stored<T> | undefined> {
    const row = this.#call(() => this.#read.get(DOCUMENTS[key.type].container, key.pk, key.id));
    return row && this.#stored(key, row);
  }

  async commit(operations: readonly Operation[]): Promise<void> {
    const writes = writesOf(operations, this.#form);
    if (writes.length > 0) await this.#writing.remember(() => this.#commits.commit(writes));
  }

  async query<T extends DocumentType, B = never>(query: Query<T, B>): Promise<Page<T, Body<T> | B>> {
    const { sql, values } = selectPage(query);
    const rows = this.#call(() => this.#pages(sql).all(...values));
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      items: unbroken(
        shown,
        query,
        ({ pk, id }) => ({ type: query.type, pk, id }),
        (key, row) => this.#found(key, row, query.part),
      ),
      next: last && rows.length > shown.length ? cursorFrom([last.place, last.id, last.pk]) : null,
    };
  }

  async count<T extends DocumentType>(query: Pick<Query<T>, 'type' | 'pk' | 'where'>): Promise<number> {
    const { sql, values } = selectCount(query);
    return this.#call(() => this.#counts(sql).get(...values)) ?? 0;
  }

  async removeOutlived(at: string): Promise<void> {
    while (this.#call(() => this.#remove.run(at).changes) === REMOVED_AT_ONCE) await setImmediate();
  }

  async check(): Promise<void> {
    this.#call(() => this.#exists.get('', '', ''));
    await this.#writing.check();
  }

  async close(): Promise<void> {
    this.#commits.flush();
    this.#db.close();
  }

  /** Writes a row that nobody reads. Waits for another process without holding up this one. */
  async #probe(): Promise<void> {
    const until = performance.now() + PROBE_MS;
    while (!this.#call(() => this.#wroteProbe(performance.now() >= until))) await sleep(20);
  }

  #wroteProbe(isLast: boolean): boolean {
    this.#db.pragma('busy_timeout = 0');
    try {
      this.#db.transaction(() => this.#put.run(...PROBE)).immediate();
      return true;
    } catch (error) {
      if (isLast || !isBusy(error)) throw error;
      return false;
    } finally {
      this.#db.pragma(`busy_timeout = ${this.#busyMs}`);
    }
  }

  /** Runs a call on the file and tells its errors apart. */
  #call<R>(run: () => R): R {
    if (!this.#db.open) throw new StoreError('unavailable', 'the store is closed');
    try {
      return run();
    } catch (error) {
      throw storeErrorFor(error);
    }
  }

  #write({ do: verb, container, key, version, json, etag }: Write): void {
    const { pk, id, type } = key;
    switch (verb) {
      case 'create':
        if (this.#create.run(container, pk, id, type, version, json).changes === 1) return;
        throw new StoreError('exists', `${type} ${id} exists`);
      case 'put':
        this.#put.run(container, pk, id, type, version, json);
        return;
      case 'replace':
        if (this.#replace.run(version, json, container, pk, id, etag).changes === 1) return;
        if (this.#exists.get(container, pk, id) === undefined) throw new StoreError('missing', `no ${type} ${id}`);
        throw new StoreError('stale', `${type} ${id} has changed`);
    }
  }

  #stored<T extends DocumentType>(key: Key<T>, row: Row): Stored<T> {
    const body = this.#parsed.body(key, row.etag, () => this.#form.read(key, keptIn(key, row)));
    return { key, body, etag: String(row.etag) };
  }

  /** The document, or a part of it if only that is wanted. */
  #found<T extends DocumentType, B>(key: Key<T>, row: Row, part?: z.ZodType<B>): Stored<T, Body<T> | B> {
    if (part === undefined) return this.#stored(key, row);
    return { key, body: this.#form.readPart(key, keptIn(key, row), part), etag: String(row.etag) };
  }
}

/** The parser's own message would quote the body. */
function keptIn(key: Key, { type = key.type, version, body }: Row): KeptDocument {
  try {
    return { type, version, body: JSON.parse(body) };
  } catch {
    throw brokenDocument(key, 'it is no JSON');
  }
}

/** Prepares each statement once. There are as many as the code has queries, times the lengths of their lists. */
function once<S>(prepare: (sql: string) => S): (sql: string) => S {
  const prepared = new Map<string, S>();
  return (sql) => {
    const statement = prepared.get(sql) ?? prepare(sql);
    prepared.set(sql, statement);
    return statement;
  };
}
