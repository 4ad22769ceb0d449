import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Document } from './sql.ts';
import { parse } from './sql-parser.ts';

/** What a container is made with, as far as the double holds to it. */
export const definitionSchema = z.looseObject({
  id: z.string(),
  partitionKey: z.looseObject({ paths: z.tuple([z.string().startsWith('/')]) }),
  indexingPolicy: z.looseObject({
    compositeIndexes: z.array(z.array(z.looseObject({ path: z.string(), order: z.string() }))).default([]),
  }),
});
type Definition = z.infer<typeof definitionSchema>;

const operationSchema = z.object({
  operationType: z.enum(['Create', 'Upsert', 'Replace']),
  id: z.string().optional(),
  ifMatch: z.string().optional(),
  resourceBody: z.looseObject({ id: z.string() }),
});
export const operationsSchema = z.array(operationSchema).min(1);
type Operation = z.infer<typeof operationSchema>;

/** How one operation of a batch ended. */
interface Done {
  statusCode: number;
  requestCharge: number;
  eTag?: string;
}

/** Three physical ranges, by the beginning of the hash of a partition. */
export const RANGES = [
  { id: '0', minInclusive: '', maxExclusive: '55' },
  { id: '1', minInclusive: '55', maxExclusive: 'AA' },
  { id: '2', minInclusive: 'AA', maxExclusive: 'FF' },
];

/** Bytes of an item, and of a request. */
export const LARGEST = 2 * 1024 * 1024;

/** The documents of one container, by partition and id. */
export class DoubleContainer {
  definition: Definition;
  readonly rid = createHash('sha256').update(randomUUID()).digest('base64').slice(0, 11).replaceAll('/', '-');
  #documents = new Map<string, Document>();
  #written = 0;

  constructor(definition: Definition) {
    this.definition = definition;
  }

  /** Another one with the same documents: no document is ever changed in place. */
  copy(): DoubleContainer {
    const copy = new DoubleContainer(this.definition);
    copy.#documents = new Map(this.#documents);
    copy.#written = this.#written;
    return copy;
  }

  read(pk: string, id: string): Document | undefined {
    return this.#documents.get(placeOf(pk, id));
  }

  inPartition(pk: string): Document[] {
    return [...this.#documents.values()].filter((document) => document[this.#partitionName] === pk);
  }

  inRange(id: string): Document[] {
    return [...this.#documents.values()].filter((document) => rangeOf(String(document[this.#partitionName])) === id);
  }

  get #partitionName(): string {
    return this.definition.partitionKey.paths[0].slice(1);
  }

  /** All or none; 200, or 207 with 424 for those that would have been fine. */
  batch(pk: string, operations: readonly Operation[]): { status: number; results: Done[] } {
    const after = new Map(this.#documents);
    const results = operations.map((): Done => ({ statusCode: 424, requestCharge: 0 }));
    for (const [no, operation] of operations.entries()) {
      const done = this.#apply(after, pk, operation);
      if (done.statusCode >= 400) {
        results.fill({ statusCode: 424, requestCharge: 0 });
        results[no] = done;
        return { status: 207, results };
      }
      results[no] = done;
    }
    this.#documents = after;
    return { status: 200, results };
  }

  #apply(documents: Map<string, Document>, pk: string, operation: Operation): Done {
    const { resourceBody: body, operationType: verb, ifMatch } = operation;
    const size = Buffer.byteLength(JSON.stringify(body));
    const place = placeOf(pk, verb === 'Replace' ? (operation.id ?? '') : body.id);
    const before = documents.get(place);
    const refused = this.#refusal(pk, operation, before, size);
    if (refused !== undefined) return { statusCode: refused, requestCharge: 1 };
    this.#written += 1;
    const eTag = ifMatch === undefined || before !== undefined ? `"${this.#written}-${randomUUID()}"` : '';
    documents.set(place, {
      ...body,
      _rid: `${this.rid}${this.#written}`,
      _etag: eTag,
      _ts: Math.floor(Date.now() / 1000),
    });
    return {
      statusCode: before === undefined ? 201 : 200,
      requestCharge: writeCharge(size, before !== undefined),
      eTag,
    };
  }

  #refusal(pk: string, operation: Operation, before: Document | undefined, size: number): number | undefined {
    const { resourceBody: body, operationType: verb, ifMatch } = operation;
    if (/[/\\?#]/.test(body.id) || body.id.length > 255 || body[this.#partitionName] !== pk) return 400;
    if (size > LARGEST) return 413;
    if (verb === 'Create' && before !== undefined) return 409;
    if (verb === 'Replace' && before === undefined) return 404;
    if (ifMatch !== undefined && before !== undefined && before._etag !== ifMatch) return 412;
    return undefined;
  }

  /** Why a query cannot be served: an order by several paths wants an index of just these. */
  lacksIndexFor(sql: string): string | undefined {
    const { orderBy } = parse(sql);
    if (orderBy.length < 2) return undefined;
    const wanted = orderBy.map(({ expression }) => (expression.is === 'path' ? `/${expression.path.join('/')}` : '?'));
    const served = this.definition.indexingPolicy.compositeIndexes.some((index) => {
      const sameWay = new Set(index.map(({ order }, no) => (order === 'descending') === orderBy[no]?.descending));
      return index.map(({ path }) => path).join() === wanted.join() && sameWay.size === 1;
    });
    return served
      ? undefined
      : 'The order by query does not have a corresponding composite index that it can be served from.';
  }
}

/** Request units of a point read. */
export function readCharge(document: Document | undefined): number {
  return Math.max(1, Math.ceil(Buffer.byteLength(JSON.stringify(document ?? {})) / 1024));
}

/** 1 KB about 5, 64 KB about 23; in place of another, twice that. */
function writeCharge(bytes: number, replaces: boolean): number {
  const charge = 5 + 0.286 * Math.max(0, bytes / 1024 - 1);
  return round(replaces ? charge * 2 : charge);
}

/** Each range that is asked costs its share even when it has nothing. */
export function queryCharge(met: number, rows: readonly unknown[]): number {
  const kilobytes = Buffer.byteLength(JSON.stringify(rows)) / 1024;
  return round(2.3 + 0.02 * met + 0.3 * kilobytes);
}

export function round(charge: number): number {
  return Math.round(charge * 100) / 100;
}

/** The range a partition lies in. The true hash is another one; nobody but the server needs to know. */
function rangeOf(pk: string): string {
  const hash = createHash('sha256').update(pk).digest('hex').toUpperCase();
  return RANGES.findLast(({ minInclusive }) => hash >= minInclusive)?.id ?? '0';
}

function placeOf(pk: string, id: string): string {
  return JSON.stringify([pk, id]);
}
