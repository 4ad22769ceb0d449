import { type Expression, parse, type Statement } from './sql-parser.ts';

/** A query as it comes over the wire. */
export interface Spec {
  query: string;
  parameters?: { name: string; value: unknown }[] | undefined;
}

export type Document = Record<string, unknown>;

/** The rows a query gives for documents, and those documents as far as they have been read for it. */
export interface Answer {
  rows: unknown[];
  /** Documents that met the conditions. */
  met: number;
}

/** Runs a query over the documents of a range or a partition, as Cosmos DB would. */
export function run(spec: Spec, documents: readonly Document[]): Answer {
  const statement = parse(spec.query);
  const bound = new Map((spec.parameters ?? []).map(({ name, value }) => [name, value]));
  const evaluate = (expression: Expression, document: Document) => evaluated(expression, document, bound);
  const met = documents.filter(({ ...document }) => {
    return statement.where === null || evaluate(statement.where, document) === true;
  });
  if (isCount(statement.value)) return { rows: [countRow(statement.value, met.length)], met: met.length };
  const sorted = met.toSorted((a, b) => {
    for (const { expression, descending } of statement.orderBy) {
      const order = compareAny(evaluate(expression, a), evaluate(expression, b));
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  });
  const shown = sorted.slice(0, statement.top ?? sorted.length);
  return { rows: shown.map((document) => rowOf(statement, document, evaluate)), met: met.length };
}

function rowOf(
  { columns, value }: Statement,
  document: Document,
  evaluate: (expression: Expression, document: Document) => unknown,
): unknown {
  if (value !== null) return evaluate(value, document);
  if (columns === null) return document;
  return Object.fromEntries(columns.map(({ name, expression }) => [name, evaluate(expression, document)]));
}

/** `COUNT(1)`, plain or as the query plan rewrites it for each range. */
function isCount(value: Expression | null): value is Expression {
  return value !== null && JSON.stringify(value).includes('"COUNT"');
}

function countRow(value: Expression, count: number): unknown {
  return value.is === 'array' ? [{ item: count }] : count;
}

function evaluated(expression: Expression, document: Document, bound: ReadonlyMap<string, unknown>): unknown {
  const evaluate = (one: Expression) => evaluated(one, document, bound);
  switch (expression.is) {
    case 'value':
      return expression.value;
    case 'parameter':
      if (!bound.has(expression.name)) throw new SyntaxError(`${expression.name} is not bound`);
      return bound.get(expression.name);
    case 'path':
      return expression.path.reduce<unknown>(propertyOf, document);
    case 'array':
      return expression.of.map(evaluate);
    case 'object':
      return Object.fromEntries(expression.of.map(([name, one]) => [name, evaluate(one)]));
    case 'operation':
      return operate(expression.operator, expression.of, evaluate);
    case 'call':
      return call(expression.name, expression.of.map(evaluate));
  }
}

function propertyOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function operate(operator: string, of: readonly Expression[], evaluate: (one: Expression) => unknown): unknown {
  // What is undefined decides nothing where the other side decides.
  if (operator === 'AND' || operator === 'OR') {
    const values = of.map(evaluate);
    const decisive = operator === 'OR';
    if (values.includes(decisive)) return decisive;
    return values.every((value) => typeof value === 'boolean') ? !decisive : undefined;
  }
  const [left, ...others] = of.map(evaluate);
  if (operator === 'IN') return others.some((other) => compare(left, other) === 0);
  const order = compare(left, others[0]);
  if (order === undefined) return undefined;
  switch (operator) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

function call(name: string, [first, second, third]: unknown[]): unknown {
  switch (name) {
    case 'IS_STRING':
      return typeof first === 'string';
    case 'IS_NUMBER':
      return typeof first === 'number';
    case 'IS_DEFINED':
      return first !== undefined;
    case 'ARRAY_CONTAINS':
      return Array.isArray(first) ? first.some((one) => compare(one, second) === 0) : undefined;
    case 'CONTAINS': {
      if (typeof first !== 'string' || typeof second !== 'string') return undefined;
      return third === true ? first.toLowerCase().includes(second.toLowerCase()) : first.includes(second);
    }
    default:
      throw new SyntaxError(`${name} is not understood`);
  }
}

/** Below, equal or above; undefined for values of different kinds and for what is not scalar. */
function compare(a: unknown, b: unknown): number | undefined {
  if (a === null && b === null) return 0;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  return undefined;
}

/** The order of kinds: undefined, null, booleans, numbers, texts. */
function compareAny(a: unknown, b: unknown): number {
  const kind = (value: unknown) =>
    value === null ? 1 : ['undefined', 'null', 'boolean', 'number', 'string'].indexOf(typeof value);
  return compare(a, b) ?? kind(a) - kind(b);
}
