import type { FileAsked } from '../files/asked.ts';

/** Whom a link is for, and what it leads to. */
export interface Linked {
  person: string;
  asked: FileAsked;
}

/** Makes links to files that are good for a few minutes, and reads them. */
export interface FileLinks {
  /** The address, and for how many minutes it is good from `at` (UTC) on. */
  linkTo(linked: Linked, at: string): { url: string; minutes: number };
  /** What the last part of an address says, if it was made here. */
  read(token: string, at: string): Linked | 'expired' | 'unknown';
}
