import { StoreError, type StoreFault } from '../desk/ports/store.ts';

/** Faults that are the engine's; the others are answers of one that works. */
const ENGINE: readonly StoreFault[] = ['throttled', 'unavailable', 'unknown outcome'];

export interface WritingParts {
  /** Writes something that nobody reads. */
  probe(): Promise<void>;
  /** Commits that fail in a row before it is doubted that anything can be written. */
  enough: number;
  /** Milliseconds for which a write that was done speaks for those to come; null: for as long as none fails. */
  trusted: number | null;
}

/**
 * Whether anything can be written. The last commits tell; where they failed, or there has been none for long, a probe
 * does. A store that can be read may have a full disk, or its lock held by somebody else, or no role to write.
 */
export class Writing {
  readonly #parts: WritingParts;
  #failed = 0;
  #wroteAt: number | null = null;
  #probing: Promise<void> | undefined;

  constructor(parts: WritingParts) {
    this.#parts = parts;
  }

  /** Makes a commit and remembers what became of it. Looks on only: nobody waits for that, not even a moment. */
  remember<R>(commit: () => Promise<R>): Promise<R> {
    const committed = commit();
    committed.then(
      () => {
        this.#failed = 0;
        this.#wroteAt = performance.now();
      },
      (error: unknown) => {
        if (!(error instanceof StoreError) || ENGINE.includes(error.fault)) this.#failed += 1;
      },
    );
    return committed;
  }

  /** Resolves when something can be written; throws what keeps it from being. Whoever asks meanwhile shares the probe. */
  async check(): Promise<void> {
    if (this.#isTrusted()) return;
    this.#probing ??= this.remember(this.#parts.probe).finally(() => {
      this.#probing = undefined;
    });
    await this.#probing;
  }

  #isTrusted(): boolean {
    const { enough, trusted } = this.#parts;
    if (this.#failed >= enough) return false;
    return trusted === null || (this.#wroteAt !== null && performance.now() - this.#wroteAt < trusted);
  }
}
