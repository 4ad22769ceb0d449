import type { Answer } from '../../domain/inventory.ts';

/** Kinds of requests that answer an inventory, and what they say of their devices. */
export const ANSWERING_KINDS: Readonly<Record<string, Exclude<Answer, 'left'>>> = {
  correction: 'corrected',
  loss: 'missing',
};
