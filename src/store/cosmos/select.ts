import type { JSONValue, SqlQuerySpec } from '@azure/cosmos';
import type { DocumentType } from '../../desk/documents.ts';
import type { Condition, Query } from '../../desk/ports/store.ts';
import { checkedField, checkedLimit, type Place, placeOf } from '../paging.ts';

type Scope<T extends DocumentType> = Pick<Query<T>, 'type' | 'pk' | 'where'>;

/** Keeps a value out of the text: gives the name it is bound to. */
type Bind = (value: JSONValue) => string;

/** A field of the body; in brackets, for some of the desk's names are words of the language. */
function fieldSql(field: string): string {
  return ['body', ...checkedField(field).split('.')].reduce((sql, part) => `${sql}["${part}"]`, 'c');
}

/**
 * Selects one document more than the page holds, to see whether there is a next one. Documents whose order field is
 * neither text nor number are left out. The order begins with the type, which is the same for all, because the index
 * that serves it does. Ties are ordered by id, then by partition, in the direction of the field.
 */
export function selectPage<T extends DocumentType>(query: Omit<Query<T>, 'part'>): SqlQuerySpec {
  const { parameters, bind } = binding();
  const { field, descending = false } = query.orderBy;
  const value = fieldSql(field);
  const conditions = [...scope(query, bind), `(IS_STRING(${value}) OR IS_NUMBER(${value}))`];
  if (query.after !== undefined) conditions.push(beyond(value, placeOf(query.after), descending, bind));
  const order = ['c.type', value, 'c.id', 'c.pk'].map((path) => `${path} ${descending ? 'DESC' : 'ASC'}`);
  const top = checkedLimit(query.limit) + 1;
  const text = `SELECT TOP ${top} * FROM c WHERE ${conditions.join(' AND ')} ORDER BY ${order.join(', ')}`;
  return { query: text, parameters };
}

/** Counts the documents that meet the conditions. */
export function selectCount<T extends DocumentType>(query: Scope<T>): SqlQuerySpec {
  const { parameters, bind } = binding();
  return { query: `SELECT VALUE COUNT(1) FROM c WHERE ${scope(query, bind).join(' AND ')}`, parameters };
}

function binding(): { parameters: { name: string; value: JSONValue }[]; bind: Bind } {
  const parameters: { name: string; value: JSONValue }[] = [];
  function bind(value: JSONValue): string {
    const name = `@p${parameters.length}`;
    parameters.push({ name, value });
    return name;
  }
  return { parameters, bind };
}

function scope<T extends DocumentType>({ type, pk, where }: Scope<T>, bind: Bind): string[] {
  const partition = pk === undefined ? [] : [`c.pk = ${bind(pk)}`];
  return [`c.type = ${bind(type)}`, ...partition, ...where.map((condition) => conditionSql(condition, bind))];
}

/** Comparisons with a value of another kind are undefined in Cosmos DB, so each means its own kind by itself. */
function conditionSql(condition: Condition, bind: Bind): string {
  if ('contains' in condition) {
    const text = bind(condition.contains);
    return `(${condition.anyOf.map((field) => `CONTAINS(${fieldSql(field)}, ${text}, true)`).join(' OR ')})`;
  }
  if ('either' in condition) return eitherSql(condition.either, bind);
  if ('pk' in condition) return `c.pk = ${bind(condition.pk)}`;
  const value = fieldSql(condition.field);
  if ('is' in condition) return `${value} = ${bind(condition.is)}`;
  if ('holds' in condition) return `ARRAY_CONTAINS(${value}, ${bind(condition.holds)})`;
  if ('atMost' in condition) return `${value} <= ${bind(condition.atMost)}`;
  return condition.oneOf.length === 0 ? 'false' : `${value} IN (${condition.oneOf.map(bind).join(', ')})`;
}

function eitherSql(lists: readonly (readonly Condition[])[], bind: Bind): string {
  const each = lists.map(
    (list) => `(${['true', ...list.map((condition) => conditionSql(condition, bind))].join(' AND ')})`,
  );
  return `(${['false', ...each].join(' OR ')})`;
}

/** What comes after a place. Numbers come before texts, and a comparison sees its own kind only. */
function beyond(value: string, [at, id, pk]: Place, descending: boolean, bind: Bind): string {
  const is = descending ? '<' : '>';
  const [atIs, idIs, pkIs] = [bind(at), bind(id), bind(pk)];
  const tie = `${value} = ${atIs} AND (c.id ${is} ${idIs} OR (c.id = ${idIs} AND c.pk ${is} ${pkIs}))`;
  const otherKind = descending ? 'IS_NUMBER' : 'IS_STRING';
  const all = (typeof at === 'number') === descending ? '' : ` OR ${otherKind}(${value})`;
  return `(${value} ${is} ${atIs} OR (${tie})${all})`;
}
