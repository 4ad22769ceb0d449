import { readAll } from '../../desk/directory.ts';
import { keys } from '../../desk/documents.ts';
import type { Operation, Store } from '../../desk/ports/store.ts';
import type { Catalog } from '../../domain/catalog.ts';
import type { Exemption } from '../../domain/exemption.ts';
import type { Agency, Person } from '../../domain/people.ts';

/** What the directory consists of. */
export type DirectoryDocument =
  | { type: 'agency'; body: Agency }
  | { type: 'person'; body: Person }
  | { type: 'catalog'; body: Catalog }
  | { type: 'exemption'; body: Exemption };

/** The directory as the files of an import leave it one after the other: in a dry run as they would leave it. */
export interface ImportDirectory {
  /** By code. */
  agencies(): Promise<Map<string, Agency>>;
  /** By version, the oldest first. */
  catalogs(): Promise<Catalog[]>;
  person(id: string): Promise<Person | undefined>;
  /** Everyone with the role, by name. */
  assetManagers(): Promise<Person[]>;
  /** Whether it is there, just so. */
  has(document: DirectoryDocument): Promise<boolean>;
  put(document: DirectoryDocument): Promise<void>;
}

/** The directory of a store. A dry run keeps in memory what it would write. */
export function importDirectory(store: Store, dryRun: boolean): ImportDirectory {
  const kept = new Map<string, DirectoryDocument>();
  const people = () => [...kept.values()].flatMap((one) => (one.type === 'person' ? [one.body] : []));
  return {
    async agencies() {
      const agencies = await agenciesOf(store);
      for (const one of kept.values()) if (one.type === 'agency') agencies.set(one.body.code, one.body);
      return agencies;
    },
    async catalogs() {
      const found = await readAll(store, { type: 'catalog', where: [], orderBy: { field: 'version' } });
      const catalogs = new Map(found.map(({ body }) => [body.version, body]));
      for (const one of kept.values()) if (one.type === 'catalog') catalogs.set(one.body.version, one.body);
      return [...catalogs.values()].toSorted((a, b) => (a.version < b.version ? -1 : 1));
    },
    person: async (id) => people().find((person) => person.id === id) ?? (await store.read(keys.person(id)))?.body,
    async assetManagers() {
      const role = { field: 'roles', holds: 'asset manager' };
      const found = await readAll(store, { type: 'person', where: [role], orderBy: { field: 'name' } });
      const managers = new Map([...found.map(({ body }) => body), ...people()].map((person) => [person.id, person]));
      return [...managers.values()].filter(({ roles }) => roles.includes('asset manager'));
    },
    async has(document) {
      const before = kept.get(idOf(document)) ?? (await store.read(operationFor(document).key));
      return JSON.stringify(before?.body) === JSON.stringify(document.body);
    },
    async put(document) {
      if (dryRun) kept.set(idOf(document), document);
      else await store.commit([operationFor(document)]);
    },
  };
}

/** The agencies that a store has, by code. */
export async function agenciesOf(store: Store): Promise<Map<string, Agency>> {
  const found = await readAll(store, { type: 'agency', where: [], orderBy: { field: 'code' } });
  return new Map(found.map(({ body }) => [body.code, body]));
}

/** What tells a document from all others of the directory. */
export function idOf(document: DirectoryDocument): string {
  return `${document.type} ${operationFor(document).key.id}`;
}

function operationFor({ type, body }: DirectoryDocument): Operation {
  switch (type) {
    case 'agency':
      return { do: 'put', key: keys.agency(body.code), body };
    case 'person':
      return { do: 'put', key: keys.person(body.id), body };
    case 'catalog':
      return { do: 'put', key: keys.catalog(body.version), body };
    case 'exemption':
      return { do: 'put', key: keys.exemption(body), body };
  }
}
