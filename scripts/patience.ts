import { setTimeout as sleep } from 'node:timers/promises';
import { StoreError, type StoreFault } from '../src/desk/ports/store.ts';

/** What passes by itself: somebody else is writing, the account is busy or away, an answer got lost. */
const PASSES: readonly StoreFault[] = ['throttled', 'unavailable', 'unknown outcome'];

/** Pauses in a row before it is given up, and the first and the longest of them in milliseconds: five minutes together. */
const MOST_PAUSES = 36;
const FIRST_PAUSE = 200;
const LONGEST_PAUSE = 10_000;

/**
 * Does work that may be done again whatever became of it, until the store lets it. Throws when it still does not after
 * five minutes, and at once for what would not pass. `tell` hears of each fault that another one did not precede.
 */
export async function patiently<R>(
  work: () => Promise<R>,
  tell: (fault: StoreFault) => void = () => {},
  pause: (milliseconds: number) => Promise<unknown> = sleep,
): Promise<R> {
  for (let pauses = 0; ; pauses += 1) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof StoreError) || !PASSES.includes(error.fault) || pauses === MOST_PAUSES) throw error;
      if (pauses === 0) tell(error.fault);
      await pause(Math.min(FIRST_PAUSE * 2 ** pauses, LONGEST_PAUSE));
    }
  }
}
