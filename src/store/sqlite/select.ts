import { DONE_IS_KEPT, type DocumentType } from '../../desk/documents.ts';
import type { Condition, Query } from '../../desk/ports/store.ts';
import { LISTS } from '../indexes.ts';
import { checkedField, checkedLimit, placeOf } from '../paging.ts';

/** A statement and what is bound to it. No value stands in the text, so it can be prepared once. */
export interface Select {
  sql: string;
  values: unknown[];
}

type Scope<T extends DocumentType> = Pick<Query<T>, 'type' | 'pk' | 'where'>;

/** A field of the body, spelled as the indexes spell it, or they would not serve. */
export function fieldSql(field: string): string {
  return `json_extract(body, '$.${checkedField(field)}')`;
}

function kindSql(field: string): string {
  return `json_type(body, '$.${checkedField(field)}')`;
}

/** Whether a field is text. Only what might be a list or an object in disguise has its body read: the rest is in the index. */
function isTextSql(field: string): string {
  const value = fieldSql(field);
  return `typeof(${value}) = 'text' AND (substr(${value}, 1, 1) NOT IN ('[', '{') OR ${kindSql(field)} = 'text')`;
}

function isNumberSql(field: string): string {
  return `typeof(${fieldSql(field)}) IN ('integer', 'real') AND ${kindSql(field)} IN ('integer', 'real')`;
}

/**
 * Selects one document more than the page holds, to see whether there is a next one. Documents whose order field is
 * neither text nor number are left out. Ties are ordered by id, then by partition, in the direction of the field.
 */
export function selectPage<T extends DocumentType>(query: Omit<Query<T>, 'part'>): Select {
  const { field, descending = false } = query.orderBy;
  const value = fieldSql(field);
  const { conditions, values } = scope(query);
  conditions.push(`(${isTextSql(field)} OR ${isNumberSql(field)})`);
  if (query.after !== undefined) {
    const place = placeOf(query.after);
    // The first condition follows from the second, but only it lets SQLite begin the search in the middle of an index.
    conditions.push(`${value} ${descending ? '<=' : '>='} ?`, `(${value}, id, pk) ${descending ? '<' : '>'} (?, ?, ?)`);
    values.push(place[0], ...place);
  }
  // With several values to look up, an index in the wanted order would have SQLite walk all documents instead (the plus
  // hides that index): the few that are meant are found first, then sorted.
  const first = query.where.some((condition) => 'oneOf' in condition) ? `+${value}` : value;
  const order = [first, 'id', 'pk'].map((column) => `${column} ${descending ? 'DESC' : 'ASC'}`).join(', ');
  const sql = `SELECT pk, id, version, etag, body, ${value} AS place FROM documents
    WHERE ${conditions.join(' AND ')} ORDER BY ${order} LIMIT ?`;
  return { sql, values: [...values, checkedLimit(query.limit) + 1] };
}

/** Counts the documents that meet the conditions. */
export function selectCount<T extends DocumentType>(query: Scope<T>): Select {
  const { conditions, values } = scope(query);
  return { sql: `SELECT count(*) AS count FROM documents WHERE ${conditions.join(' AND ')}`, values };
}

/** The rows that have been kept for their time at an instant: what is done was last written when it is due (`secondsKept`). */
export function outlived(): string {
  return `SELECT row FROM documents WHERE type = 'outbox' AND ${fieldSql('state')} = 'done'
    AND ${fieldSql('dueAt')} <= strftime('%Y-%m-%dT%H:%M:%fZ', ?, '-${DONE_IS_KEPT} days')`;
}

function scope<T extends DocumentType>({ type, pk, where }: Scope<T>): { conditions: string[]; values: unknown[] } {
  // The type is written out: a partial index serves only where its own condition stands in the text.
  const conditions = [`type = '${checkedField(type)}'`];
  const values: unknown[] = [];
  if (pk !== undefined) {
    conditions.push('pk = ?');
    values.push(pk);
  }
  for (const condition of where) {
    const select = conditionSql(type, condition);
    conditions.push(select.sql);
    values.push(...select.values);
  }
  return { conditions, values };
}

/** A condition means values of its own kind only: no number is like a text, and a missing field is not null. */
function conditionSql(type: DocumentType, condition: Condition): Select {
  if ('contains' in condition) return containsSql(condition.anyOf, condition.contains);
  if ('either' in condition) return eitherSql(type, condition.either);
  if ('pk' in condition) return { sql: 'pk = ?', values: [condition.pk] };
  const { field } = condition;
  if ('is' in condition) return isSql(field, condition.is);
  if ('holds' in condition) return holdsSql(type, field, condition.holds);
  const text = isTextSql(field);
  if ('atMost' in condition) return { sql: `${fieldSql(field)} <= ? AND ${text}`, values: [condition.atMost] };
  const list = condition.oneOf.map(() => '?').join(', ');
  return { sql: `${fieldSql(field)} IN (${list}) AND ${text}`, values: [...condition.oneOf] };
}

/** LIKE ignores the case of ASCII letters; what stands for anything in it is taken literally. */
function containsSql(fields: readonly string[], text: string): Select {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`;
  const each = fields.map((field) => `(${fieldSql(field)} LIKE ? ESCAPE '\\' AND ${kindSql(field)} = 'text')`);
  return { sql: `(${each.join(' OR ')})`, values: fields.map(() => pattern) };
}

function eitherSql(type: DocumentType, lists: readonly (readonly Condition[])[]): Select {
  const parts = lists.map((list) => list.map((condition) => conditionSql(type, condition)));
  const each = parts.map((list) => `(${['true', ...list.map(({ sql }) => sql)].join(' AND ')})`);
  return { sql: `(${['false', ...each].join(' OR ')})`, values: parts.flat().flatMap(({ values }) => values) };
}

function isSql(field: string, value: string | number | boolean | null): Select {
  const [sql, kind] = [fieldSql(field), kindSql(field)];
  if (value === null) return { sql: `${sql} IS NULL AND ${kind} = 'null'`, values: [] };
  switch (typeof value) {
    case 'string':
      return { sql: `${sql} = ? AND ${isTextSql(field)}`, values: [value] };
    case 'number':
      return { sql: `${sql} = ? AND ${isNumberSql(field)}`, values: [value] };
    case 'boolean':
      return { sql: `${sql} = ? AND ${kind} IN ('true', 'false')`, values: [value ? 1 : 0] };
  }
}

function holdsSql(type: DocumentType, field: string, value: string): Select {
  const listed = LISTS.some((list) => list.type === type && list.field === field);
  const sql = listed
    ? `row IN (SELECT document FROM list_values WHERE type = '${type}' AND field = '${field}' AND value = ?)`
    : `EXISTS (SELECT 1 FROM json_each(body, '$.${checkedField(field)}') AS held
        WHERE held.value = ? AND held.type = 'text' AND ${kindSql(field)} = 'array')`;
  return { sql, values: [value] };
}
