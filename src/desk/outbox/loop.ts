import { setTimeout as pause } from 'node:timers/promises';
import type { Log } from '../ports/log.ts';
import type { Outbox } from './worker.ts';

/** How often the outbox is looked into when nobody says that there is something, and swept, in milliseconds. */
const LOOK_EVERY = 2_000;
const SWEEP_EVERY = 600_000;

/** Keeps an outbox going. */
export interface OutboxLoop {
  /** Something was put in; it is worked on right after. */
  wake(): void;
  /** Begins, with what an earlier process has left. */
  start(): void;
  /**
   * Resolves when nothing is under way any more, or after `limit` milliseconds: what is not done by then is done by another
   * process, or after the next start.
   */
  stop(limit: number): Promise<void>;
}

/** Works an outbox off whenever it is woken, and now and then by itself. One round at a time; a failed one is logged. */
export function keepWorking(outbox: Pick<Outbox, 'run' | 'sweep'>, log: Log): OutboxLoop {
  const timers: NodeJS.Timeout[] = [];
  let stopped = true;
  let round: Promise<void> | undefined;
  let again = false;

  async function rounds(): Promise<void> {
    do {
      again = false;
      try {
        await outbox.run();
      } catch (error) {
        log.warn({ err: error }, 'the outbox is tried again shortly');
      }
    } while (again && !stopped);
    round = undefined;
  }

  function wake(): void {
    if (stopped) return;
    if (round === undefined) round = rounds();
    else again = true;
  }

  function sweep(): void {
    outbox.sweep().then(wake, (error: unknown) => log.warn({ err: error }, 'the outbox could not be swept'));
  }

  return {
    wake,
    start() {
      stopped = false;
      timers.push(setInterval(wake, LOOK_EVERY), setInterval(sweep, SWEEP_EVERY));
      sweep();
    },
    async stop(limit) {
      stopped = true;
      for (const timer of timers) clearInterval(timer);
      const late = new AbortController();
      await Promise.race([round, pause(limit, undefined, { signal: late.signal })]);
      late.abort();
    },
  };
}
