import { setTimeout as pause } from 'node:timers/promises';
import type { Caller, Desk } from '../desk/desk.ts';
import type { Messenger } from '../desk/ports/messenger.ts';
import type { View } from '../desk/views.ts';
import { type Log, logBroken } from '../log.ts';
import { deliveryError } from './messenger.ts';

/** Milliseconds before the second and last try, unless Teams asks for another pause; and the longest one granted. */
const PAUSE = 1500;
const LONGEST_PAUSE = 4000;

/** Puts the card of a view in the place of a message. */
export type Replace = (caller: Caller, view: View, message: string) => Promise<void>;

/**
 * Puts a new card in the place of a message, after a button's answer has shown it: otherwise the client falls back to
 * the old one. Best effort, and in order: of several cards for one message the last one stays. Never throws.
 */
export function createReplacement(messenger: Messenger, desk: Desk, log: Log): Replace {
  const latest = new Map<string, View>();
  const running = new Map<string, Promise<void>>();

  async function place(caller: Caller, view: View, message: string, key: string): Promise<void> {
    for (const last of [false, true]) {
      if (latest.get(key) !== view) return;
      try {
        await messenger.update(caller.reference, message, view);
        return await desk.shown(caller, view, message);
      } catch (error) {
        const { fault, retryAfter = PAUSE, message: why } = deliveryError(error);
        if (last || !['later', 'unknown'].includes(fault) || retryAfter > LONGEST_PAUSE) {
          log.warn({ person: caller.person, message, card: view.card, fault, why }, 'a card was not replaced');
          return;
        }
        await pause(retryAfter);
      }
    }
  }

  return async function replace(caller: Caller, view: View, message: string): Promise<void> {
    const key = JSON.stringify([caller.reference, message]);
    latest.set(key, view);
    const turn = (running.get(key) ?? Promise.resolve()).then(() => place(caller, view, message, key));
    running.set(key, turn);
    try {
      await turn;
    } catch (error) {
      logBroken(
        log,
        error,
        { person: caller.person, message, card: view.card },
        'a card was replaced, and then something broke',
      );
    } finally {
      if (latest.get(key) === view) latest.delete(key);
      if (running.get(key) === turn) running.delete(key);
    }
  };
}
