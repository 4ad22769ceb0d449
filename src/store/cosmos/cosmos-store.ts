import { BulkOperationType, type Container, type CosmosClient, type OperationInput } from '@azure/cosmos';
import { z } from 'zod';
import { type Body, DOCUMENTS, type DocumentType, type Key, keys } from '../../desk/documents.ts';
import { type Operation, type Page, type Query, type Store, type Stored, StoreError } from '../../desk/ports/store.ts';
import { type Write, writesOf } from '../batch.ts';
import { brokenDocument, type DocumentForm, documentForm } from '../document-form.ts';
import type { Meter, MeteredCall } from '../meter.ts';
import { cursorFrom } from '../paging.ts';
import { unbroken } from '../unbroken.ts';
import { Writing } from '../writing.ts';
import { chargeOf, errorOfOperation, isMissing, missingContainer, storeErrorFor } from './faults.ts';
import { type Item, idOf, itemIdOf, itemSchema } from './item.ts';
import { selectCount, selectPage } from './select.ts';

/** How the store behaves; the defaults are in `openCosmosStore`. */
export interface CosmosStoreParts {
  client: CosmosClient;
  database: string;
  /** Told of every call. */
  meter: Meter;
  /** Milliseconds after which a call is given up, retries of the SDK included. */
  within: number;
  form?: DocumentForm;
}

/** A store in one database of Cosmos DB. Throws nothing before it is used; `close` ends the client. */
export function cosmosStore(parts: CosmosStoreParts): Store {
  return new CosmosStore(parts);
}

/** Commits that fail in a row before the check writes, too: a single one is everyday life. */
const FAILURES = 3;

/** What the check reads: where people are, and where the work is. */
const NOBODY = [keys.agency('nobody'), keys.request('NOBODY-000000')] as const;

/** What the check writes then; gone by itself after a minute. */
const PROBE = { id: 'probe', pk: 'probe', type: 'probe', version: 1, body: {}, ttl: 60 } as const;

/** What a call gave, and the request units it was charged. */
interface Charged<R> {
  result: R;
  charge: number;
}

class CosmosStore implements Store {
  readonly #parts: CosmosStoreParts;
  readonly #form: DocumentForm;
  readonly #writing = new Writing({ probe: () => this.#probe(), enough: FAILURES, trusted: null });
  #open = true;

  constructor(parts: CosmosStoreParts) {
    this.#parts = parts;
    this.#form = parts.form ?? documentForm();
  }

  async read<T extends DocumentType>(key: Key<T>): Promise<Stored<T> | undefined> {
    const item = await this.#call('read', key.type, (signal) => this.#readItem(key, signal));
    return item === undefined ? undefined : this.#stored(key, item);
  }

  async commit(operations: readonly Operation[]): Promise<void> {
    const writes = writesOf(operations, this.#form);
    const [first] = writes;
    if (first === undefined) return;
    const { type, pk } = first.key;
    const ids = writes.map(({ key }) => key.id);
    await this.#writing.remember(() =>
      this.#call('commit', type, (signal) => this.#batch({ type, pk, ids }, writes.map(operationOf), signal)),
    );
  }

  async query<T extends DocumentType, B = never>(query: Query<T, B>): Promise<Page<T, Body<T> | B>> {
    const spec = selectPage(query);
    const found = await this.#call('query', query.type, async (signal) => {
      const options = { ...this.#within(query.pk), abortSignal: signal, maxItemCount: query.limit + 1 };
      const { resources, requestCharge } = await this.#container(query.type).items.query(spec, options).fetchAll();
      return { result: resources.map((resource) => itemSchema.parse(resource)), charge: requestCharge };
    });
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      items: unbroken(
        shown,
        query,
        ({ pk, id }) => ({ type: query.type, pk, id: idOf(id) }),
        (key, item) => this.#found(key, item, query.part),
      ),
      next: last && found.length > shown.length ? cursorFrom([placeIn(last, query), last.id, last.pk]) : null,
    };
  }

  async count<T extends DocumentType>(query: Pick<Query<T>, 'type' | 'pk' | 'where'>): Promise<number> {
    const spec = selectCount(query);
    return this.#call('count', query.type, async (signal) => {
      const options = { ...this.#within(query.pk), abortSignal: signal };
      const { resources, requestCharge } = await this.#container(query.type).items.query(spec, options).fetchAll();
      return { result: z.tuple([z.int()]).parse(resources)[0], charge: requestCharge };
    });
  }

  /** Cosmos DB removes by itself what has a time to live. */
  async removeOutlived(): Promise<void> {}

  async check(): Promise<void> {
    await Promise.all(NOBODY.map((key) => this.#call('check', key.type, (signal) => this.#readItem(key, signal))));
    await this.#writing.check();
  }

  async close(): Promise<void> {
    if (this.#open) this.#parts.client.dispose();
    this.#open = false;
  }

  #container(type: DocumentType): Container {
    const { client, database } = this.#parts;
    return client.database(database).container(DOCUMENTS[type].container);
  }

  #within(pk: string | undefined): { partitionKey?: string } {
    return pk === undefined ? {} : { partitionKey: pk };
  }

  async #probe(): Promise<void> {
    const { id, pk } = PROBE;
    const operation = { operationType: BulkOperationType.Upsert, resourceBody: PROBE } as const;
    await this.#call('check', 'request', (signal) =>
      this.#batch({ type: 'request', pk, ids: [id] }, [operation], signal),
    );
  }

  /** All of the operations or none; `ids` are what they are about, in their order. */
  async #batch(
    { type, pk, ids }: { type: DocumentType; pk: string; ids: readonly string[] },
    operations: OperationInput[],
    abortSignal: AbortSignal,
  ): Promise<Charged<void>> {
    const options = { abortSignal, contentResponseOnWriteEnabled: false };
    const { result, headers } = await this.#container(type).items.batch(operations, pk, options);
    const failed = (result ?? []).findIndex(({ statusCode }) => statusCode >= 400 && statusCode !== 424);
    const [id, status] = [ids[failed], result?.[failed]?.statusCode];
    if (id !== undefined && status !== undefined) throw errorOfOperation(status, id);
    return { result: undefined, charge: Number(headers?.['x-ms-request-charge'] ?? 0) };
  }

  async #readItem(key: Key, abortSignal: AbortSignal): Promise<Charged<Item | undefined>> {
    const item = this.#container(key.type).item(itemIdOf(key.id), key.pk);
    const { resource, substatus, requestCharge } = await item.read({ abortSignal });
    if (resource === undefined && isMissing(substatus)) throw missingContainer();
    return { result: resource === undefined ? undefined : itemSchema.parse(resource), charge: requestCharge };
  }

  /** Makes one call within the time there is, tells its errors apart, and has it metered. */
  async #call<R>(
    kind: MeteredCall['kind'],
    type: DocumentType,
    run: (signal: AbortSignal) => Promise<Charged<R>>,
  ): Promise<R> {
    if (!this.#open) throw new StoreError('unavailable', 'the store is closed');
    const begun = performance.now();
    const done = (charge: number, fault: MeteredCall['fault']) =>
      this.#parts.meter({ kind, type, charge, milliseconds: performance.now() - begun, fault });
    try {
      const { result, charge } = await run(AbortSignal.timeout(this.#parts.within));
      done(charge, null);
      return result;
    } catch (error) {
      const told = error instanceof StoreError ? error : storeErrorFor(error, kind === 'commit' ? 'write' : 'read');
      done(chargeOf(error), told instanceof StoreError ? told.fault : 'broken');
      throw told;
    }
  }

  #stored<T extends DocumentType>(key: Key<T>, { type, version, body, _etag }: Item): Stored<T> {
    return { key, body: this.#form.read(key, { type, version, body }), etag: _etag };
  }

  /** The document, or a part of it if only that is wanted. */
  #found<T extends DocumentType, B>(key: Key<T>, item: Item, part?: z.ZodType<B>): Stored<T, Body<T> | B> {
    if (part === undefined) return this.#stored(key, item);
    const { type, version, body, _etag } = item;
    return { key, body: this.#form.readPart(key, { type, version, body }, part), etag: _etag };
  }
}

function operationOf({ do: verb, key, version, json, etag, kept }: Write): OperationInput {
  const id = itemIdOf(key.id);
  const resourceBody = {
    id,
    pk: key.pk,
    type: key.type,
    version,
    body: JSON.parse(json),
    ...(kept !== null && { ttl: kept }),
  };
  switch (verb) {
    case 'create':
      return { operationType: BulkOperationType.Create, resourceBody };
    case 'put':
      return { operationType: BulkOperationType.Upsert, resourceBody };
    case 'replace':
      return { operationType: BulkOperationType.Replace, id, resourceBody, ifMatch: etag ?? '' };
  }
}

/** The value an item was ordered by. */
function placeIn<T extends DocumentType>(
  { body, id }: Item,
  { type, orderBy }: Pick<Query<T>, 'type' | 'orderBy'>,
): string | number {
  let value = body;
  for (const part of orderBy.field.split('.')) value = z.record(z.string(), z.unknown()).parse(value)[part];
  if (typeof value === 'string' || typeof value === 'number') return value;
  throw brokenDocument({ type, pk: '', id }, `${orderBy.field} orders nothing`);
}
