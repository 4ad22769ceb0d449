import { type Container, DOCUMENTS, type Key, secondsKept } from '../desk/documents.ts';
import { LARGEST_BATCH, type Operation, StoreError } from '../desk/ports/store.ts';
import type { DocumentForm } from './document-form.ts';

/** Bytes of JSON a batch may hold: Cosmos DB takes 2 MB with its own wrapping around each document. */
const LARGEST_BATCH_BYTES = 2_000_000;

/** One write of a batch, ready for an engine. `etag` is there for a `replace` only. */
export interface Write {
  do: Operation['do'];
  container: Container;
  key: Key;
  version: number;
  json: string;
  etag: string | null;
  /** Seconds for which it is kept; null for good. */
  kept: number | null;
}

/**
 * The writes of a batch, held to the limits of the narrowest engine so that what works on one works on all. Throws
 * `too large`, and a plain error for what only a mistake in the caller can bring: too many operations, more than one
 * partition, a document twice, a body that its schema refuses.
 */
export function writesOf(operations: readonly Operation[], form: DocumentForm): Write[] {
  if (operations.length > LARGEST_BATCH) throw new Error(`a batch of ${operations.length}: ${LARGEST_BATCH} at most`);
  const writes = operations.map((operation): Write => {
    const { key, body } = operation;
    const etag = operation.do === 'replace' ? operation.etag : null;
    return {
      do: operation.do,
      container: DOCUMENTS[key.type].container,
      key,
      ...form.write(key, body),
      etag,
      kept: secondsKept(operation),
    };
  });
  const places = new Set(writes.map(({ container, key }) => JSON.stringify([container, key.pk])));
  if (places.size > 1) throw new Error(`a batch over several partitions: ${[...places].join(', ')}`);
  if (new Set(writes.map(({ key }) => key.id)).size < writes.length) throw new Error('a batch with a document twice');
  const bytes = writes.reduce((total, { json }) => total + Buffer.byteLength(json), 0);
  if (bytes > LARGEST_BATCH_BYTES) {
    const first = writes[0]?.key.id ?? '';
    throw new StoreError('too large', `${writes.length} documents from ${first} on: ${bytes} bytes`);
  }
  return writes;
}
