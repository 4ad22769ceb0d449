import type { Body, DocumentType, Key } from '../../src/desk/documents.ts';
import type { Operation, Store, StoreFault } from '../../src/desk/ports/store.ts';
import { StoreError } from '../../src/desk/ports/store.ts';

export const RITA = '00000000-0000-4000-8000-000000000001';
export const MAX = '00000000-0000-4000-8000-000000000002';

/** A document whose `reference` may be anything: the one to try a store with. */
export function copy(changes: Partial<Body<'copy'>> = {}): Body<'copy'> {
  return {
    request: 'PARKS-1',
    view: 'request',
    about: null,
    opened: null,
    person: RITA,
    reference: null,
    activity: 'a1',
    shows: 1,
    ...changes,
  };
}

export function copyKey(pk: string, name: string): Key<'copy'> {
  return { type: 'copy', pk, id: `copy:${name}` };
}

export function device(changes: Partial<Body<'device'>> = {}): Body<'device'> {
  return {
    serial: '7BLUE01',
    agency: 'PARKS',
    billingCode: 'PARKS-100',
    earlierCodes: [],
    item: 'LT-STD',
    itemName: 'Standard laptop',
    model: 'Dell Latitude 5450',
    origin: 'line of service',
    status: 'in service',
    countsForSupport: true,
    holdsStorage: true,
    assignedUser: { id: RITA, name: 'Rita Reyes' },
    location: 'Baton Rouge 2.14',
    warrantyUntil: '2028-07-08',
    labelled: true,
    openRequest: null,
    orderedBy: null,
    sanitized: null,
    transfer: null,
    support: [{ from: '2024-07-08', to: null }],
    ...changes,
  };
}

/** What an engine keeps for one device: a line of its history. */
export function journal(changes: Partial<Body<'journal'>> = {}): Body<'journal'> {
  return {
    request: 'PARKS-1',
    commit: 1,
    at: '2026-11-24T15:04:05.000Z',
    by: { id: RITA, name: 'Rita Reyes' },
    role: 'requester',
    events: [],
    serials: [],
    devices: [],
    ...changes,
  };
}

export function person(changes: Partial<Body<'person'>> = {}): Body<'person'> {
  return { id: RITA, name: 'Rita Reyes', agency: 'PARKS', roles: ['requester'], ...changes };
}

/** Every document of a query, page by page; `pages` tells how many there were on each. */
export async function everything<T extends DocumentType>(store: Store, query: Parameters<typeof store.query<T>>[0]) {
  const items: Awaited<ReturnType<typeof store.query<T>>>['items'] = [];
  const pages: number[] = [];
  let after: string | null | undefined = query.after;
  do {
    const page: Awaited<ReturnType<typeof store.query<T>>> = await store.query({ ...query, ...(after && { after }) });
    items.push(...page.items);
    pages.push(page.items.length);
    after = page.next;
  } while (after !== null);
  return { items, pages };
}

/** Why a call failed; undefined when it did not. What is no `StoreError` is thrown on. */
export async function faultOf(call: Promise<unknown>): Promise<StoreFault | undefined> {
  try {
    await call;
    return undefined;
  } catch (error) {
    if (error instanceof StoreError) return error.fault;
    throw error;
  }
}

/** Creates copies in one partition, as many batches as it takes. */
export async function createCopies(store: Store, pk: string, copies: Record<string, Body<'copy'>>): Promise<void> {
  const operations = Object.entries(copies).map(([name, body]): Operation => {
    return { do: 'create', key: copyKey(pk, name), body };
  });
  for (let from = 0; from < operations.length; from += 100) await store.commit(operations.slice(from, from + 100));
}

let partitions = 0;

/** A partition that no other test uses, so that an engine need not be emptied in between. */
export function newPartition(): string {
  partitions += 1;
  return `T${Date.now().toString(36).toUpperCase()}${partitions}`;
}

/** Writes a copy where there must be none yet. */
export function create(key: Key<'copy'>, body: Body<'copy'> = copy()): Operation {
  return { do: 'create', key, body };
}
