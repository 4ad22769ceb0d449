import { parse } from './sql-parser.ts';

/** What the gateway tells the SDK about a query that goes over several ranges: how to ask each, and how to merge. */
export function queryPlan(sql: string): object {
  const statement = parse(sql);
  const isCount = statement.value !== null;
  const orders = statement.orderBy;
  return {
    partitionedQueryExecutionInfoVersion: 2,
    queryInfo: {
      distinctType: 'None',
      top: statement.top,
      offset: null,
      limit: null,
      orderBy: orders.map(({ descending }) => (descending ? 'Descending' : 'Ascending')),
      orderByExpressions: orders.map(({ text }) => text),
      groupByExpressions: [],
      groupByAliases: [],
      aggregates: isCount ? ['Count'] : [],
      groupByAliasToAggregateType: {},
      rewrittenQuery: isCount ? rewrittenCount(statement.whereText) : rewrittenOrder(statement),
      hasSelectValue: isCount,
      dCountInfo: null,
      hasNonStreamingOrderBy: false,
    },
    queryRanges: [{ min: '', max: 'FF', isMinInclusive: true, isMaxInclusive: false }],
  };
}

function rewrittenCount(where: string): string {
  return `SELECT VALUE [{"item": COUNT(1)}] FROM c WHERE ${where}`;
}

function rewrittenOrder({ top, whereText, orderBy }: ReturnType<typeof parse>): string {
  const items = orderBy.map(({ text }) => `{"item": ${text}}`).join(', ');
  const order = orderBy.map(({ text, descending }) => `${text} ${descending ? 'DESC' : 'ASC'}`).join(', ');
  const where = `(${whereText}) AND ({documentdb-formattableorderbyquery-filter})`;
  const select = `SELECT ${top === null ? '' : `TOP ${top} `}c._rid, [${items}] AS orderByItems, c AS payload`;
  return `${select} FROM c WHERE ${where} ORDER BY ${order}`;
}
