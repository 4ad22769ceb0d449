import type { z } from 'zod';
import type { View } from '../views.ts';

/** Where to write to somebody, as the messenger wants it. */
export type Reference = z.core.util.JSONType;

/**
 * Why a message was not delivered. `later`: refused for now and surely not there (429) · `unreachable`: the person has
 * not installed the bot or has blocked it · `refused`: it will never be taken · `unknown`: it may be there.
 */
export type DeliveryFault = 'later' | 'unreachable' | 'refused' | 'unknown';

/** A message did not arrive, or nobody knows; `fault` says what to do about it. */
export class DeliveryError extends Error {
  readonly fault: DeliveryFault;
  /** Milliseconds to wait before the next try, when the service has said so. */
  readonly retryAfter: number | undefined;

  constructor(fault: DeliveryFault, message: string, details: { cause?: unknown; retryAfter?: number } = {}) {
    super(message, { cause: details.cause });
    this.name = 'DeliveryError';
    this.fault = fault;
    this.retryAfter = details.retryAfter;
  }
}

/** Writes to people outside of a turn. Neither call retries; both give up after a few seconds. */
export interface Messenger {
  /** Posts a new message; gives its id. Throws `DeliveryError`. */
  send(to: Reference, view: View): Promise<string>;
  /** Replaces a message; repeating it is harmless. Throws `DeliveryError`. */
  update(to: Reference, activity: string, view: View): Promise<void>;
}
