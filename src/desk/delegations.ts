import { type Delegation, isInForce } from '../domain/delegation.ts';
import type { Day } from '../domain/months.ts';
import type { Person, StandIn } from '../domain/people.ts';
import { mayApprove } from '../domain/request/approve.ts';
import { keys } from './documents.ts';
import type { Store } from './ports/store.ts';

/** What has been delegated at an agency, read anew. */
export async function delegationsOf(store: Store, agency: string): Promise<readonly Delegation[]> {
  return (await store.read(keys.delegations(agency)))?.body.list ?? [];
}

/**
 * A person with those whose approvals they give these days. All of it is read anew: what somebody may do can change
 * between two clicks. Who has left the agency, or the directory, gives nothing to anybody.
 */
export async function standingIn(store: Store, person: Person, today: Day): Promise<Person> {
  const theirs = (await delegationsOf(store, person.agency)).filter(({ delegate }) => delegate.id === person.id);
  const standsInFor = await standInsOf(store, theirs, today);
  return { ...person, standsInFor: standsInFor.filter((other) => isApproverOf(other.person, person.agency)) };
}

/** Who is no approver any more, or has gone to another agency, has nothing that could be given for them. */
function isApproverOf(person: Person, agency: string): boolean {
  return person.agency === agency && mayApprove(person);
}

/** Those who have delegated, each once: in force where any of theirs is, over where all of it is; what is planned is not said. */
async function standInsOf(store: Store, theirs: readonly Delegation[], today: Day): Promise<StandIn[]> {
  const begun = theirs.filter(({ from }) => from <= today);
  const away = await Promise.all(
    [...new Set(begun.map(({ approver }) => approver.id))].map(async (id) => {
      const person = (await store.read(keys.person(id)))?.body;
      const over = !begun.some((other) => other.approver.id === id && isInForce(other, today));
      return person === undefined ? [] : { person, over };
    }),
  );
  return away.flat();
}

/** Some approvers, and everybody they have delegated to, as those stand in for them today. */
export async function withDelegates(store: Store, approvers: readonly Person[], today: Day): Promise<Person[]> {
  const agencies = [...new Set(approvers.map(({ agency }) => agency))];
  const lists = await Promise.all(agencies.map((agency) => delegationsOf(store, agency)));
  const inForce = lists.flat().filter((delegation) => isInForce(delegation, today));
  const known = new Set(approvers.map(({ id }) => id));
  const delegates = inForce.filter(({ approver, delegate }) => known.has(approver.id) && !known.has(delegate.id));
  const people = await Promise.all(
    [...new Set(delegates.map(({ delegate }) => delegate.id))].map(async (id) => {
      const person = (await store.read(keys.person(id)))?.body;
      if (person === undefined || person.roles.length === 0) return [];
      const ids = new Set(delegates.filter(({ delegate }) => delegate.id === id).map(({ approver }) => approver.id));
      const standsInFor = approvers
        .filter((other) => ids.has(other.id))
        .map((other) => ({ person: other, over: false }));
      return { ...person, standsInFor };
    }),
  );
  return [...approvers, ...people.flat()];
}
