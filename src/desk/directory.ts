import { type Catalog, catalogOn } from '../domain/catalog.ts';
import type { Exemption } from '../domain/exemption.ts';
import type { Day } from '../domain/months.ts';
import { type Agency, may, type Permission, type Person, type Role, rolesWith } from '../domain/people.ts';
import { delegationsOf, standingIn, withDelegates } from './delegations.ts';
import { type DocumentType, keys } from './documents.ts';
import type { Clock } from './ports/clock.ts';
import type { Page, Query, Store, Stored } from './ports/store.ts';

/** How long agencies, catalogs and names may be out of date, in milliseconds. Rights never are. */
const KEPT_FOR = 30_000;

/** Who is who, which agencies there are, and what the catalog offers. */
export interface Directory {
  /** Read anew each time: what somebody may do can change between two clicks (Rule 56). */
  person(id: string): Promise<Person | undefined>;
  /** A person with those whose approvals they give these days (Rule 21), read anew as well. */
  standingIn(person: Person): Promise<Person>;
  /**
   * The same for what somebody decides in their own right: a delegation gives them nothing there, and only keeps them from
   * what those want who have delegated to them. So it may be half a minute old.
   */
  standingInLately(person: Person): Promise<Person>;
  /** What was delegated at an agency has just been changed here. */
  delegated(agency: string): void;
  agency(code: string): Promise<Agency | undefined>;
  /** All of them, by code. */
  agencies(): Promise<Agency[]>;
  /** Throws when no catalog is in force on the day. */
  catalog(day: Day): Promise<Catalog>;
  /** The same, undefined where there is none. */
  catalogIfAny(day: Day): Promise<Catalog | undefined>;
  /** What an agency may buy for itself, in force or not; read anew, since it gives a right (Rule 52). */
  exemptions(agency: string): Promise<Exemption[]>;
  /** The codes of all agencies, sorted; read anew. */
  agencyCodes(): Promise<string[]>;
  /** Everyone who may do something for an agency, read anew. */
  peopleWho(permission: Permission, agency: string): Promise<Person[]>;
  /** The same, and those who stand in for them these days (Rule 21). */
  deciders(permission: Permission, agency: string): Promise<Person[]>;
  /** The same, for naming them on a card: up to half a minute old. */
  namesOf(permission: Permission, agency: string): Promise<Person[]>;
}

/** Every document of one type that meets the query, page by page. */
export async function readAll<T extends DocumentType>(
  store: Store,
  query: Omit<Query<T>, 'after' | 'limit'>,
): Promise<Stored<T>[]> {
  const found: Stored<T>[] = [];
  let after: string | null = null;
  do {
    const page: Page<T> = await store.query({ ...query, limit: 100, ...(after === null ? {} : { after }) });
    found.push(...page.items);
    after = page.next;
  } while (after !== null);
  return found;
}

/** A directory over the store. `milliseconds` tells the time since some moment, for what is kept a while. */
export function createDirectory(store: Store, milliseconds: () => number, clock: Clock): Directory {
  const catalogs = kept(milliseconds, async () => {
    const all = await readAll(store, { type: 'catalog', where: [], orderBy: { field: 'version' } });
    return all.map(({ body }) => body);
  });
  const allAgencies = kept(milliseconds, async () => {
    const all = await readAll(store, { type: 'agency', where: [], orderBy: { field: 'code' } });
    return all.map(({ body }) => body);
  });
  const agencies = kept(milliseconds, async (code) => (await store.read(keys.agency(code)))?.body);

  const delegations = kept(milliseconds, (code) => delegationsOf(store, code));

  async function withRole(role: Role, agency: string | null): Promise<Person[]> {
    const where = [{ field: 'roles', holds: role }, ...(agency === null ? [] : [{ field: 'agency', is: agency }])];
    const found = await readAll(store, { type: 'person', where, orderBy: { field: 'name' } });
    return found.map(({ body }) => body);
  }

  async function peopleWho(permission: Permission, agency: string): Promise<Person[]> {
    const found = await Promise.all(
      rolesWith(permission).map(({ role, reach }) => withRole(role, reach === 'own agency' ? agency : null)),
    );
    const people = new Map(found.flat().map((person) => [person.id, person]));
    return [...people.values()].filter((person) => may(person, permission, agency));
  }

  async function deciders(permission: Permission, agency: string): Promise<Person[]> {
    return withDelegates(store, await peopleWho(permission, agency), clock.now().day);
  }
  const names = new Map<Permission, (agency: string) => Promise<Person[]>>();

  return {
    person: async (id) => (await store.read(keys.person(id)))?.body,
    standingIn: (person) => standingIn(store, person, clock.now().day),
    agency: agencies,
    agencies: () => allAgencies('all'),
    peopleWho,
    deciders,
    catalogIfAny: async (day) => catalogOn(await catalogs('all'), day),
    async exemptions(agency) {
      const where = [{ field: 'agency', is: agency }];
      const all = await readAll(store, { type: 'exemption', where, orderBy: { field: 'agency' } });
      return all.map(({ body }) => body);
    },
    async agencyCodes() {
      const all = await readAll(store, { type: 'agency', where: [], orderBy: { field: 'code' } });
      return all.map(({ body }) => body.code);
    },
    async catalog(day) {
      const catalog = catalogOn(await catalogs('all'), day);
      if (catalog === undefined) throw new Error(`no catalog is in force on ${day}`);
      return catalog;
    },
    standingInLately: (person) => standingIn(store, person, clock.now().day, delegations),
    delegated: delegations.forget,
    namesOf(permission, agency) {
      const known = names.get(permission) ?? kept(milliseconds, (code) => deciders(permission, code));
      names.set(permission, known);
      return known(agency);
    },
  };
}

/** The same answers as `load`, each kept for a while; a failed one is not. */
function kept<V>(
  milliseconds: () => number,
  load: (name: string) => Promise<V>,
): ((name: string) => Promise<V>) & { forget: (name: string) => void } {
  const answers = new Map<string, { value: Promise<V>; until: number }>();
  function answer(name: string): Promise<V> {
    const before = answers.get(name);
    if (before !== undefined && before.until > milliseconds()) return before.value;
    const value = load(name);
    answers.set(name, { value, until: milliseconds() + KEPT_FOR });
    value.catch(() => answers.delete(name));
    return value;
  }
  return Object.assign(answer, { forget: (name: string) => void answers.delete(name) });
}
