import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DOCUMENTS } from '../../src/desk/documents.ts';
import { StoreError } from '../../src/desk/ports/store.ts';
import { storeErrorFor, storeErrorForCommit } from '../../src/store/sqlite/faults.ts';
import { openDatabase } from '../../src/store/sqlite/open-database.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { storeContract } from './contract.ts';
import { copy, copyKey, faultOf, journal } from './example-documents.ts';

storeContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'device-desk-'));
  const path = join(folder, 'desk.db');
  const store = openSqliteStore(`file:${path}`);
  const others: { close(): Promise<void> }[] = [];
  return {
    store,
    async second() {
      const other = openSqliteStore(`file:${path}`);
      others.push(other);
      return other;
    },
    async plant({ type, pk, id }, { version, body }) {
      plant(path, [DOCUMENTS[type].container, pk, id, type, version, JSON.stringify(body)]);
    },
    async close() {
      for (const opened of [store, ...others]) await opened.close();
      rmSync(folder, { recursive: true });
    },
  };
});

/** Writes a row past the store: container, pk, id, type, version and body. */
function plant(path: string, row: readonly unknown[]): void {
  const db = new Database(path);
  db.prepare('INSERT INTO documents (container, pk, id, type, version, etag, body) VALUES (?, ?, ?, ?, ?, 1, ?)').run(
    ...row,
  );
  db.close();
}

describe('a store in a file', () => {
  const key = copyKey('PARKS', 'a');
  const create = { do: 'create', key, body: copy() } as const;
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'device-desk-'));
    path = join(folder, 'data', 'deep', 'desk.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is there again when the file is opened again, its folder made for it', async () => {
    const store = openSqliteStore(`file:${path}`);
    await store.commit([create]);
    const before = await store.read(key);
    await store.close();
    const again = openSqliteStore(`file://${path}`);
    expect(await again.read(key)).toEqual(before);
    await again.close();
  });

  it('flushes every commit to the disk', () => {
    const db = openDatabase(`file:${path}`, 0);
    expect(db.pragma('journal_mode', { simple: true })).toBe('wal');
    expect(db.pragma('synchronous', { simple: true })).toBe(2);
    db.close();
  });

  it.each(['data/desk.db', 'file:', 'https://account.documents.azure.com/desk', ''])('is not opened for %j', (url) => {
    expect(() => openSqliteStore(url)).toThrow('not a store in a file');
  });

  it('is not opened when a later Device Desk wrote it, and says so', async () => {
    await openSqliteStore(`file:${path}`).close();
    const db = new Database(path);
    db.pragma('user_version = 2');
    db.close();
    expect(() => openSqliteStore(`file:${path}`)).toThrow(/later Device Desk.*format 2, this one knows 1/);
  });

  it('is not opened when the file is something else, or cannot be had', () => {
    const text = join(folder, 'notes.txt');
    writeFileSync(text, 'not a database, but long enough to look like one that somebody has written over'.repeat(20));
    expect(() => openSqliteStore(`file:${text}`)).toThrow(StoreError);
    expect(() => openSqliteStore(`file:${folder}`)).toThrow(StoreError);
  });

  it('is given the indexes and lists it lacks, and finds by them what it had before', async () => {
    const store = openSqliteStore(`file:${path}`);
    const body = journal({ serials: ['7BLUE01', '7BLUE01'] });
    await store.commit([{ do: 'create', key: { type: 'journal', pk: 'PARKS', id: 'journal:1' }, body }]);
    await store.close();
    const db = new Database(path);
    db.exec(`DROP INDEX journal_by_pk_request_at; DELETE FROM list_values;
      DROP TRIGGER journal_serials_added; DROP TRIGGER journal_serials_changed;`);
    db.close();
    const again = openSqliteStore(`file:${path}`);
    expect(await again.count({ type: 'journal', where: [{ field: 'serials', holds: '7BLUE01' }] })).toBe(1);
    await again.close();
    const after = new Database(path);
    const names = after.prepare<[], string>('SELECT name FROM sqlite_schema').pluck().all();
    expect(names).toEqual(expect.arrayContaining(['journal_by_pk_request_at', 'journal_serials_added']));
    after.close();
  });

  it('is throttled while another process keeps the file to itself, and unharmed', async () => {
    const store = openSqliteStore(`file:${path}`, { busyMs: 20 });
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    expect(await faultOf(store.commit([create]))).toBe('throttled');
    expect(await store.read(key)).toBeUndefined();
    other.exec('COMMIT');
    other.close();
    await store.commit([create]);
    expect(await store.read(key)).toBeDefined();
    await store.close();
  });

  it('names a document that is no JSON, without what is in it', async () => {
    const store = openSqliteStore(`file:${path}`);
    // The indexes take no text of a type they know.
    plant(path, ['directory', key.pk, key.id, 'nothing', 1, 'secret {']);
    const error: unknown = await store.read(key).catch((error: unknown) => error);
    expect(error).toMatchObject({ fault: 'broken document', message: 'copy copy:a: it is no JSON', cause: undefined });
    await store.close();
  });

  it('in memory is gone when it is closed', async () => {
    const store = openSqliteStore(':memory:');
    await store.commit([create]);
    await store.close();
    const again = openSqliteStore(':memory:');
    expect(await again.read(key)).toBeUndefined();
    await again.close();
  });
});

describe('an error of SQLite', () => {
  const codes = [
    ['SQLITE_BUSY', 'throttled', 'throttled'],
    ['SQLITE_BUSY_SNAPSHOT', 'throttled', 'throttled'],
    ['SQLITE_FULL', 'unavailable', 'unavailable'],
    ['SQLITE_IOERR_WRITE', 'unavailable', 'unknown outcome'],
    ['SQLITE_IOERR_FSYNC', 'unavailable', 'unknown outcome'],
    ['SQLITE_CORRUPT', 'unavailable', 'unavailable'],
    ['SQLITE_TOOBIG', 'too large', 'too large'],
  ];
  it.each(codes)('%s means that the store is %s, and in the last step of a commit %s', (code, fault, inCommit) => {
    const error = new Database.SqliteError('disk', code);
    expect(storeErrorFor(error)).toMatchObject({ fault, cause: error });
    expect(storeErrorForCommit(error)).toMatchObject({ fault: inCommit, cause: error });
  });

  it('that nobody expects, like any other error, stays what it is', () => {
    for (const error of [new Database.SqliteError('no such column', 'SQLITE_ERROR'), new TypeError('x'), 'x', null]) {
      expect(storeErrorFor(error)).toBe(error);
    }
  });
});
