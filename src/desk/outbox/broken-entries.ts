import type { Now } from '../../domain/months.ts';
import { later } from '../clock.ts';
import type { Key } from '../documents.ts';
import type { Log } from '../ports/log.ts';
import { pause } from './entry.ts';

/** Is told of every entry that cannot be read, each time one is met. */
export type BrokenEntries = (key: Key<'outbox'>, error: Error) => void;

/**
 * Says in the log which entries cannot be read, with the id to find each by: when it is met first, and then after longer
 * and longer pauses, up to five minutes, for the outbox meets it every two seconds and nothing but a person can mend it.
 */
export function brokenEntries(log: Log, clock: { now(): Now }): BrokenEntries {
  const known = new Map<string, { times: number; again: string }>();
  return ({ pk, id }, error) => {
    const name = `${pk} ${id}`;
    const { at } = clock.now();
    const before = known.get(name);
    if (before !== undefined && at < before.again) return;
    const times = (before?.times ?? 0) + 1;
    known.set(name, { times, again: later(at, pause(times)) });
    log.warn(
      { err: error, agency: pk, entry: id, times },
      'an outbox entry cannot be read and is left; the rest goes on',
    );
  };
}
