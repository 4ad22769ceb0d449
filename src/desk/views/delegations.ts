import type { Delegation } from '../../domain/delegation.ts';
import type { Now } from '../../domain/months.ts';
import type { Agency, Person } from '../../domain/people.ts';
import type { Problem } from '../../domain/request/outcome.ts';

/** An approver's delegations, and the form for another one. */
export interface DelegationsView {
  card: 'delegations';
  person: Person;
  agency: Agency;
  /** What is in force or planned, by its first day. */
  rows: Delegation[];
  /** Of whom the delegate can be chosen: people of the agency, by name. */
  choices: Pick<Person, 'id' | 'name'>[];
  /** Whether there are more than `choices`, so that a part of the name is to be typed. */
  hasMore: boolean;
  inputs: { delegate: string; from: string; until: string; find: string };
  problems: Problem[];
  /** What was just done, or why nothing was. */
  note: string | null;
  now: Now;
}

/** Tells somebody that they decide for an approver, from when until when. */
export interface DelegatedView {
  card: 'delegated';
  delegation: Delegation;
  /** An earlier one may have arrived. */
  again?: boolean;
  now: Now;
}
