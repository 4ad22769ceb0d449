import type { DocumentType } from '../desk/documents.ts';
import type { StoreFault } from '../desk/ports/store.ts';

/** One call of a store, after it ended. */
export interface MeteredCall {
  kind: 'read' | 'commit' | 'query' | 'count' | 'check';
  /** What it was about; of a batch, its first document. */
  type: DocumentType;
  /** Request units, as the account counted them. */
  charge: number;
  milliseconds: number;
  /** Why it failed, null when it did not; `broken`: in a way nobody foresaw. */
  fault: StoreFault | 'broken' | null;
}

/** Is told of every call of a store. Must not throw. */
export type Meter = (call: MeteredCall) => void;
