import type Database from 'better-sqlite3';
import { StoreError } from '../../desk/ports/store.ts';
import type { Write } from '../batch.ts';
import { storeErrorFor, storeErrorForCommit } from './faults.ts';

interface Waiting {
  writes: readonly Write[];
  settle(error?: unknown): void;
}

/**
 * Commits batches, each whole or not at all. Those that are asked for in the same breath share one flush of the disk,
 * which takes longer than all the rest; none is acknowledged before it.
 */
export class GroupCommit {
  readonly #db: Database.Database;
  readonly #write: (write: Write) => void;
  #waiting: Waiting[] = [];

  constructor(db: Database.Database, write: (write: Write) => void) {
    this.#db = db;
    this.#write = write;
  }

  commit(writes: readonly Write[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ writes, settle: (error) => (error === undefined ? resolve() : reject(error)) });
      if (this.#waiting.length === 1) queueMicrotask(() => this.flush());
    });
  }

  /** Commits what waits. */
  flush(): void {
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) return;
    const failed = new Map<Waiting, unknown>();
    let broken: unknown;
    try {
      if (!this.#db.open) throw new StoreError('unavailable', 'the store is closed');
      this.#commitAll(group, failed);
    } catch (error) {
      broken = error;
    }
    for (const batch of group) batch.settle(failed.get(batch) ?? broken);
  }

  #commitAll(group: readonly Waiting[], failed: Map<Waiting, unknown>): void {
    try {
      // Immediate: a reader that became a writer later could find the file changed under it.
      this.#db.exec('BEGIN IMMEDIATE');
      for (const batch of group) this.#tryBatch(batch, failed);
    } catch (error) {
      this.#rollBack();
      throw storeErrorFor(error);
    }
    try {
      this.#db.exec(failed.size === group.length ? 'ROLLBACK' : 'COMMIT');
    } catch (error) {
      this.#rollBack();
      throw storeErrorForCommit(error);
    }
  }

  /** Undoes a batch that cannot be, and leaves the others of its group as they are. */
  #tryBatch(batch: Waiting, failed: Map<Waiting, unknown>): void {
    this.#db.exec('SAVEPOINT batch');
    try {
      for (const write of batch.writes) this.#write(write);
    } catch (error) {
      // After some errors SQLite has undone everything.
      if (!this.#db.inTransaction) throw error;
      this.#db.exec('ROLLBACK TO batch');
      failed.set(batch, storeErrorFor(error));
    }
    this.#db.exec('RELEASE batch');
  }

  #rollBack(): void {
    if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
  }
}
