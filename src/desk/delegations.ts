import { type Delegation, isInForce } from '../domain/delegation.ts';
import type { Day } from '../domain/months.ts';
import type { Person, StandIn } from '../domain/people.ts';
import { mayApprove } from '../domain/request/authority.ts';
import { keys } from './documents.ts';
import type { Store } from './ports/store.ts';

/** What has been delegated at an agency, read anew. */
export async function delegationsOf(store: Store, agency: string): Promise<readonly Delegation[]> {
  return (await store.read(keys.delegations(agency)))?.body.list ?? [];
}

/**
 * A person with those whose approvals they give these days. All of it is read anew: what somebody may do can change
 * between two clicks. Who has left the agency, or the directory, gives nothing to anybody, and gets nothing.
 */
export async function standingIn(
  store: Store,
  person: Person,
  today: Day,
  read: (agency: string) => Promise<readonly Delegation[]> = (agency) => delegationsOf(store, agency),
): Promise<Person> {
  if (person.roles.length === 0) return { ...person, standsInFor: [] };
  return withStandIns(store, await read(person.agency), person, today);
}

/** The same by an agency's delegations; those they stand in for come with whom they stand in for themselves. */
async function withStandIns(
  store: Store,
  list: readonly Delegation[],
  person: Person,
  today: Day,
): Promise<Person & { standsInFor: readonly StandIn[] }> {
  const away = await standInsOf(store, list, person, today);
  const standsInFor = away.map(async (other): Promise<StandIn> => {
    return { ...other, person: { ...other.person, standsInFor: await standInsOf(store, list, other.person, today) } };
  });
  return { ...person, standsInFor: await Promise.all(standsInFor) };
}

/** Those who have delegated, each once: in force where any of theirs is, over where all of it is; what is planned is not said. */
async function standInsOf(
  store: Store,
  list: readonly Delegation[],
  { id, agency }: Person,
  today: Day,
): Promise<StandIn[]> {
  const begun = list.filter(({ delegate, from }) => delegate.id === id && from <= today);
  const away = await Promise.all(
    [...new Set(begun.map(({ approver }) => approver.id))].map(async (approver): Promise<StandIn[]> => {
      const person = (await store.read(keys.person(approver)))?.body;
      const over = !begun.some((other) => other.approver.id === approver && isInForce(other, today));
      return person === undefined ? [] : [{ person, over }];
    }),
  );
  return away.flat().filter(({ person }) => isApproverOf(person, agency));
}

/** Who is no approver any more, or has gone to another agency, has nothing that could be given for them. */
function isApproverOf(person: Person, agency: string): boolean {
  return person.agency === agency && mayApprove(person);
}

/** Some approvers, and everybody they have delegated to, each with those they stand in for today. */
export async function withDelegates(store: Store, approvers: readonly Person[], today: Day): Promise<Person[]> {
  const agencies = [...new Set(approvers.map(({ agency }) => agency))];
  const lists = await Promise.all(agencies.map((agency) => delegationsOf(store, agency)));
  const inForce = lists.flat().filter((delegation) => isInForce(delegation, today));
  const known = new Set(approvers.map(({ id }) => id));
  const ids = inForce
    .filter(({ approver, delegate }) => known.has(approver.id) && !known.has(delegate.id))
    .map(({ delegate }) => delegate.id);
  const delegates = await Promise.all(
    [...new Set(ids)].map(async (id) => (await store.read(keys.person(id)))?.body ?? []),
  );
  const people = [...approvers, ...delegates.flat().filter(({ roles }) => roles.length > 0)];
  return Promise.all(people.map((person) => withStandIns(store, inForce, person, today)));
}
