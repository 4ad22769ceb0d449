import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import {
  DoubleContainer,
  definitionSchema,
  LARGEST,
  operationsSchema,
  queryCharge,
  RANGES,
  readCharge,
  round,
} from './container.ts';
import type { CosmosDouble, DoubleCall } from './cosmos-double.ts';
import { queryPlan } from './query-plan.ts';
import { run } from './sql.ts';
import { parse } from './sql-parser.ts';

export interface Reply {
  status: number;
  body: unknown;
  charge: number;
  headers: Record<string, string>;
}

const specSchema = z.object({
  query: z.string(),
  parameters: z.array(z.object({ name: z.string(), value: z.unknown() })).optional(),
});
const partitionSchema = z.tuple([z.string()]);

/** The substatus of what is missing because its container or database is. */
const NO_CONTAINER = { 'x-ms-substatus': '1003' };

/** Answers a signed request. */
export function answerRequest(double: CosmosDouble, call: DoubleCall, request: IncomingMessage, body: string): Reply {
  if (Buffer.byteLength(body) > LARGEST) return refusal(413, 'Request size is too large');
  const [, database = ''] = partsOf(request);
  switch (call.what) {
    case 'account':
      return fine(account(double));
    case 'database':
      return databaseReply(double, request, body);
    case 'container':
      return containerReply(double, request, body);
  }
  const container = double.container(database, call.container);
  if (container === undefined) return { ...refusal(404, 'Owner resource does not exist'), headers: NO_CONTAINER };
  switch (call.what) {
    case 'ranges':
      return fine({ _rid: container.rid, PartitionKeyRanges: RANGES, _count: RANGES.length });
    case 'read':
      return readReply(container, request);
    case 'batch':
      return batchReply(container, request, body);
    case 'plan':
      return fine(queryPlan(specSchema.parse(JSON.parse(body)).query));
    case 'query':
      return queryReply(container, request, body, double.pageSize);
  }
}

/** An answer that says why not. */
export function refusal(status: number, message: string, more: object = {}): Reply {
  return { status, body: { code: String(status), message, ...more }, charge: 0, headers: {} };
}

function fine(body: unknown, charge = 0, headers = {}, status = 200): Reply {
  return { status, body, charge, headers };
}

function partsOf({ url = '' }: IncomingMessage): string[] {
  return url
    .split('/')
    .filter((part) => part !== '')
    .map(decodeURIComponent);
}

/** One region that takes reads and writes. */
function account(double: CosmosDouble): object {
  const places = [{ name: 'Here', databaseAccountEndpoint: double.endpoint }];
  return {
    id: 'double',
    writableLocations: places,
    readableLocations: places,
    enableMultipleWriteLocations: false,
    userConsistencyPolicy: { defaultConsistencyLevel: 'Strong' },
  };
}

function databaseReply({ databases }: CosmosDouble, request: IncomingMessage, body: string): Reply {
  const [, name = z.object({ id: z.string() }).parse(JSON.parse(body || '{"id":""}')).id] = partsOf(request);
  if (request.method === 'POST') {
    if (databases.has(name)) return refusal(409, 'it exists');
    databases.set(name, new Map());
    return fine({ id: name, _rid: name }, 0, {}, 201);
  }
  return databases.has(name) ? fine({ id: name, _rid: name }) : refusal(404, 'no such database');
}

function containerReply({ databases }: CosmosDouble, request: IncomingMessage, body: string): Reply {
  const [, database = '', , name] = partsOf(request);
  const containers = databases.get(database);
  if (containers === undefined) return { ...refusal(404, 'no such database'), headers: NO_CONTAINER };
  const before = containers.get(name ?? '');
  if (request.method === 'GET') {
    return before === undefined ? refusal(404, 'no such container') : fine({ ...before.definition, _rid: before.rid });
  }
  const definition = definitionSchema.parse(JSON.parse(body));
  if (request.method === 'PUT' && before !== undefined) before.definition = definition;
  else if (containers.has(definition.id)) return refusal(409, 'it exists');
  else containers.set(definition.id, new DoubleContainer(definition));
  return fine(definition, 0, {}, request.method === 'PUT' ? 200 : 201);
}

function readReply(container: DoubleContainer, request: IncomingMessage): Reply {
  const id = partsOf(request)[5] ?? '';
  const document = container.read(partitionOf(request) ?? '', id);
  const charge = readCharge(document);
  return document === undefined ? { ...refusal(404, 'no such item'), charge } : fine(document, charge);
}

function batchReply(container: DoubleContainer, request: IncomingMessage, body: string): Reply {
  const pk = partitionOf(request);
  const operations = operationsSchema.parse(JSON.parse(body));
  if (pk === undefined || request.headers['x-ms-cosmos-batch-atomic'] === undefined || operations.length > 100) {
    return refusal(400, 'a batch is of one partition, atomic, and has 100 operations at most');
  }
  const { status, results } = container.batch(pk, operations);
  return fine(results, round(results.reduce((sum, { requestCharge }) => sum + requestCharge, 0)), {}, status);
}

function queryReply(container: DoubleContainer, request: IncomingMessage, body: string, pageSize: number): Reply {
  const spec = specSchema.parse(JSON.parse(body));
  const lacking = container.lacksIndexFor(spec.query);
  if (lacking !== undefined) return refusal(400, lacking);
  const pk = partitionOf(request);
  const range = request.headers['x-ms-documentdb-partitionkeyrangeid'];
  if (pk === undefined && range === undefined) return needsPlan(spec.query);
  const { rows, met } = run(spec, pk === undefined ? container.inRange(String(range)) : container.inPartition(pk));
  const from = Number(request.headers['x-ms-continuation'] ?? 0);
  const asked = Number(request.headers['x-ms-max-item-count'] ?? pageSize);
  const to = from + Math.min(asked < 1 ? pageSize : asked, pageSize);
  const page = rows.slice(from, to);
  const headers: Record<string, string> = to < rows.length ? { 'x-ms-continuation': String(to) } : {};
  return fine({ _rid: container.rid, Documents: page, _count: page.length }, queryCharge(met, page), headers);
}

/** The gateway merges nothing: what goes over several ranges and wants an order, a count or a top, the SDK must do. */
function needsPlan(sql: string): Reply {
  const { orderBy, value, top } = parse(sql);
  if (orderBy.length === 0 && value === null && top === null) return refusal(400, 'the desk asks for no such query');
  const message = "Cross partition query only supports 'VALUE <AggregateFunc>' for aggregates.";
  return refusal(400, message, { additionalErrorInfo: JSON.stringify(queryPlan(sql)) });
}

function partitionOf({ headers }: IncomingMessage): string | undefined {
  const given = headers['x-ms-documentdb-partitionkey'];
  return given === undefined ? undefined : partitionSchema.parse(JSON.parse(String(given)))[0];
}
