import type Database from 'better-sqlite3';
import { StoreError } from '../../desk/ports/store.ts';
import { INDEXES, LISTS } from '../indexes.ts';
import { fieldSql } from './select.ts';

/** The format of the file, kept in its `user_version`. Indexes may come and go without a new one. */
const FORMAT = 1;

/** An etag counts the writes of its document: only what was done long ago is ever deleted, so it never returns to an earlier value that anybody still holds. */
const TABLES = `
  CREATE TABLE documents (
    row INTEGER PRIMARY KEY,
    container TEXT NOT NULL,
    pk TEXT NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    etag INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (container, pk, id)
  ) STRICT;
  CREATE TABLE list_values (
    type TEXT NOT NULL,
    field TEXT NOT NULL,
    value TEXT NOT NULL,
    document INTEGER NOT NULL,
    PRIMARY KEY (type, field, value, document)
  ) STRICT, WITHOUT ROWID;`;

/**
 * Brings a file to this format: its tables when it is new, and the indexes it lacks. Writes nothing when there is
 * nothing to do. Throws `unavailable` for a file of a later format.
 */
export function prepareFile(db: Database.Database): void {
  const format = formatOf(db);
  if (format > FORMAT) {
    throw new StoreError(
      'unavailable',
      `${db.name} was written by a later Device Desk: it has format ${format}, this one knows ${FORMAT}. Run the later one, or choose another file.`,
    );
  }
  if (format === FORMAT && missing(db).length === 0) return;
  db.transaction(() => {
    if (formatOf(db) === 0) db.exec(TABLES);
    for (const sql of missing(db)) db.exec(sql);
    db.pragma(`user_version = ${FORMAT}`);
  }).immediate();
}

function formatOf(db: Database.Database): number {
  return Number(db.pragma('user_version', { simple: true }));
}

/** Statements that create what the file lacks of the declared indexes and lists. */
function missing(db: Database.Database): string[] {
  const names = db.prepare<[], string>('SELECT name FROM sqlite_schema').pluck().all();
  const has = new Set(names);
  return declared().flatMap(({ name, sql }) => (has.has(name) ? [] : [sql]));
}

function declared(): { name: string; sql: string }[] {
  const indexes = INDEXES.map(({ type, pk, fields }) => {
    const name = [type, 'by', ...(pk ? ['pk'] : []), ...fields.map((field) => field.replaceAll('.', '_'))].join('_');
    const columns = [...(pk ? ['pk'] : []), ...fields.map(fieldSql), 'id', ...(pk ? [] : ['pk'])].join(', ');
    return { name, sql: `CREATE INDEX ${name} ON documents (${columns}) WHERE type = '${type}'` };
  });
  return [...indexes, ...LISTS.map(({ type, field }) => listSql(type, field))];
}

/** Triggers keep the values of a list beside it, so that no write can forget them. The last of them tells it is done. */
function listSql(type: string, field: string): { name: string; sql: string } {
  const name = `${type}_${field.replaceAll('.', '_')}_changed`;
  const valuesOf = (row: string) => `SELECT DISTINCT '${type}', '${field}', held.value, ${row}.row
    FROM json_each(${row}.body, '$.${field}') AS held
    WHERE held.type = 'text' AND json_type(${row}.body, '$.${field}') = 'array'`;
  const insert = `INSERT INTO list_values (type, field, value, document) ${valuesOf('NEW')};`;
  const sql = `
    CREATE TRIGGER ${type}_${field.replaceAll('.', '_')}_added AFTER INSERT ON documents WHEN NEW.type = '${type}' BEGIN
      ${insert}
    END;
    CREATE TRIGGER ${name} AFTER UPDATE OF body ON documents WHEN NEW.type = '${type}' BEGIN
      DELETE FROM list_values WHERE type = '${type}' AND field = '${field}' AND document = OLD.row
        AND value IN (SELECT held.value FROM json_each(OLD.body, '$.${field}') AS held);
      ${insert}
    END;
    INSERT INTO list_values (type, field, value, document)
      SELECT DISTINCT '${type}', '${field}', held.value, documents.row
      FROM documents, json_each(documents.body, '$.${field}') AS held
      WHERE documents.type = '${type}' AND held.type = 'text'
        AND json_type(documents.body, '$.${field}') = 'array';`;
  return { name, sql };
}
