import type { Reference } from './ports/messenger.ts';

/** How long a person who was seen to be reachable is taken to be so still, in milliseconds. */
const KEPT_FOR = 60_000;

/** Most people kept in mind; beyond it all are looked up anew. */
const MOST_KEPT = 10_000;

/**
 * Who was seen lately where they can be written to, so that not each of their clicks looks it up. It says nothing about
 * what anybody may do. Another process that finds somebody out of reach is noticed within a minute.
 */
export interface LatelySeen {
  isSeen(person: string, reference: Reference): boolean;
  see(person: string, reference: Reference): void;
  /** They could not be reached: looked up anew when they speak. */
  forget(person: string): void;
}

/** Nobody seen so far. `milliseconds` tells the time since some moment. */
export function createLatelySeen(milliseconds: () => number): LatelySeen {
  const seen = new Map<string, { where: string; until: number }>();
  return {
    isSeen(person, reference) {
      const last = seen.get(person);
      return last !== undefined && last.until > milliseconds() && last.where === JSON.stringify(reference);
    },
    see(person, reference) {
      if (seen.size >= MOST_KEPT) seen.clear();
      seen.set(person, { where: JSON.stringify(reference), until: milliseconds() + KEPT_FOR });
    },
    forget: (person) => void seen.delete(person),
  };
}
