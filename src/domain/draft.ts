import type { Draft } from './request/state.ts';
import type { World } from './world.ts';

type Own = 'id' | 'kind' | 'agency' | 'ticket' | 'parent' | 'toAgency' | 'toQuote';

/**
 * The draft of a kind: what is its own, and what all have alike. The devices stay in the agency unless it says otherwise.
 * Where no ticket system is connected, the desk's own number is the ticket (Rule 8).
 */
export function draftFor(
  kind: string,
  { id, agency }: Pick<World, 'id' | 'agency'>,
  own: Omit<Draft, Own> & Partial<Pick<Draft, 'toAgency' | 'toQuote'>>,
): Draft {
  return { id, kind, agency: agency.code, ticket: id, parent: null, toAgency: null, toQuote: null, ...own };
}
