import type { Store, StoreFault } from '../../src/desk/ports/store.ts';
import { StoreError } from '../../src/desk/ports/store.ts';

/** The process died. Nothing a desk does after it reaches the store: every later call throws it too. */
export class Crash extends Error {
  constructor() {
    super('the process died');
    this.name = 'Crash';
  }
}

type CallKind = 'read' | 'commit' | 'query' | 'count' | 'check';

/** One call of a store: what it was, what it was about, and how it ended for the caller. */
interface StoreCall {
  /** 1 for the first. */
  no: number;
  kind: CallKind;
  /** Ids read or written, or the type asked for. */
  about: string[];
  ended: 'done' | 'failed' | 'failed here';
}

/** Which call fails, how, and whether it takes effect first: then the caller cannot know its outcome. */
export interface Fault {
  /** 1 for the first call; of the kinds in `only`, when given. */
  at: number;
  when: 'before' | 'after';
  error: () => Error;
  only?: readonly CallKind[];
}

/** A store that fails where it is told to, and remembers its calls. */
export interface FaultyStore extends Store {
  readonly calls: readonly StoreCall[];
  /** Whether the fault has happened: a run over all points ends with the first that has not. */
  hasFailed(): boolean;
}

/** A store in front of another one. A `Crash` ends it for good; any other error is thrown once. */
export function faultyStore(store: Store, fault?: Fault): FaultyStore {
  const calls: StoreCall[] = [];
  let crash: Crash | undefined;
  let failed = false;

  function isDue({ kind }: StoreCall): boolean {
    if (fault === undefined || failed) return false;
    const counts = (call: StoreCall) => fault.only?.includes(call.kind) ?? true;
    return counts({ no: 0, kind, about: [], ended: 'done' }) && calls.filter(counts).length === fault.at;
  }

  function fail(call: StoreCall): never {
    failed = true;
    call.ended = 'failed here';
    const error = fault?.error() ?? new Crash();
    if (error instanceof Crash) crash = error;
    throw error;
  }

  async function through<R>(kind: CallKind, about: string[], run: () => Promise<R>): Promise<R> {
    if (crash !== undefined) throw crash;
    const call: StoreCall = { no: calls.length + 1, kind, about, ended: 'done' };
    calls.push(call);
    const due = isDue(call);
    if (due && fault?.when === 'before') fail(call);
    try {
      const result = await run();
      if (!due) return result;
    } catch (error) {
      call.ended = 'failed';
      throw error;
    }
    return fail(call);
  }

  return {
    calls,
    hasFailed: () => failed,
    read: (key) => through('read', [key.id], () => store.read(key)),
    commit: (operations) =>
      through(
        'commit',
        operations.map(({ key }) => key.id),
        () => store.commit(operations),
      ),
    query: (query) => through('query', [query.type], () => store.query(query)),
    count: (query) => through('count', [query.type], () => store.count(query)),
    removeOutlived: (at) => through('commit', [], () => store.removeOutlived(at)),
    check: () => through('check', [], () => store.check()),
    async close() {
      if (crash === undefined) await store.close();
    },
  };
}

/** An error as a store throws it, for `Fault.error`. */
export function storeFault(fault: StoreFault): () => StoreError {
  return () => new StoreError(fault, `a test wants the store to be ${fault}`);
}
