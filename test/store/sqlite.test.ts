import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { DOCUMENTS } from '../../src/desk/documents.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { storeContract } from './contract.ts';

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
      const db = new Database(path);
      db.prepare(
        'INSERT INTO documents (container, pk, id, type, version, etag, body) VALUES (?, ?, ?, ?, ?, 1, ?)',
      ).run(DOCUMENTS[type].container, pk, id, type, version, JSON.stringify(body));
      db.close();
    },
    async close() {
      for (const opened of [store, ...others]) await opened.close();
      rmSync(folder, { recursive: true });
    },
  };
});
