import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Operation, Store } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { copy, copyKey } from './example-documents.ts';

const create = (id: string): Operation => ({ do: 'create', key: copyKey(id, id), body: copy({ request: id }) });

describe('commits of the same moment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'device-desk-'));
  const url = `file:${join(folder, 'desk.db')}`;
  let store: Store;
  beforeEach(() => {
    store = openSqliteStore(url);
  });
  afterEach(() => store.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  it('are each whole or nothing: one that cannot be takes no other along', async () => {
    const key = copyKey('A', 'A');
    const broken: Operation[] = [
      { do: 'create', key: copyKey('A', 'B'), body: copy() },
      { do: 'replace', key, body: copy({ request: 'stale' }), etag: '99' },
    ];
    const [first, second, third] = await Promise.allSettled([
      store.commit([create('A')]),
      store.commit(broken),
      store.commit([create('C')]),
    ]);
    expect([first?.status, third?.status]).toEqual(['fulfilled', 'fulfilled']);
    expect(second).toMatchObject({ status: 'rejected', reason: { fault: 'stale' } });
    expect((await store.read(key))?.body.request).toBe('A');
    expect(await store.read(copyKey('A', 'B'))).toBeUndefined();
    expect((await store.read(copyKey('C', 'C')))?.body.request).toBe('C');
  });

  it('see each other in the order they were asked for', async () => {
    const outcomes = await Promise.allSettled([store.commit([create('D')]), store.commit([create('D')])]);
    expect(outcomes).toMatchObject([{ status: 'fulfilled' }, { status: 'rejected', reason: { fault: 'exists' } }]);
  });

  it('all fail when the file is written by somebody else for too long', async () => {
    const other = openSqliteStore(url, { busyMs: 1 });
    const holder = new Database(join(folder, 'desk.db'));
    holder.exec('BEGIN IMMEDIATE');
    const outcomes = await Promise.allSettled([other.commit([create('E')]), other.commit([create('F')])]);
    holder.exec('ROLLBACK');
    expect(outcomes).toMatchObject([1, 2].map(() => ({ status: 'rejected', reason: { fault: 'throttled' } })));
    await Promise.all([other.commit([create('E')]), other.commit([create('F')])]);
    holder.close();
    await other.close();
  });

  it('are done before the store is closed, and refused after', async () => {
    const other = openSqliteStore(url);
    const commit = other.commit([create('G')]);
    await other.close();
    await expect(commit).resolves.toBeUndefined();
    expect((await store.read(copyKey('G', 'G')))?.body.request).toBe('G');
    await expect(other.commit([create('H')])).rejects.toMatchObject({ fault: 'unavailable' });
  });
});
