import { isEuc, type Person, roleFor } from '../../domain/people.ts';
import type { Request } from '../../domain/request/state.ts';
import { readAll } from '../directory.ts';
import type { House } from '../house.ts';
import type { Query } from '../ports/store.ts';
import { maySee } from '../present.ts';

/** Some of a list of requests, and where it goes on. */
interface RequestPage {
  requests: Request[];
  /** All there are, on every page. */
  total: number;
  next: string | null;
}

/** Stands for the cursor of own requests once all of them are listed. */
const ALL_LISTED = '!';

/**
 * A page of an agency's requests, newest first, with those of other agencies among them that bring devices to it, from its
 * turn on (Rule 57). These lie with the agencies that give the devices away and are few: all are read, and a page says
 * where both are to go on. `own` asks for the agency's own.
 */
export async function pageWithIncoming(
  house: House,
  person: Person,
  own: Pick<Query<'request'>, 'type' | 'pk' | 'where'>,
  size: number,
  after?: string,
): Promise<RequestPage> {
  const [cursor = '', at = '', id = ''] = (after ?? '').split('~');
  const incoming = await incomingFor(house, person);
  const rest = incoming.filter((request) => at === '' || isNewer({ submittedAt: at, id }, request));
  const orderBy = { field: 'submittedAt', descending: true } as const;
  const ask = async (limit: number) =>
    cursor === ALL_LISTED
      ? { items: [], next: null }
      : house.store.query({ ...own, orderBy, limit, ...(cursor === '' ? {} : { after: cursor }) });
  const [found, count] = await Promise.all([ask(size), house.store.count(own)]);
  const theirs = found.items.map(({ body }) => body);
  const requests = [...theirs, ...rest].sort((one, other) => (isNewer(one, other) ? -1 : 1)).slice(0, size);
  const listed = theirs.filter((request) => requests.includes(request)).length;
  const isEnd = listed === theirs.length && found.next === null && requests.length - listed === rest.length;
  const last = requests.at(-1);
  const total = count + incoming.length;
  if (isEnd || last === undefined) return { requests, total, next: null };
  const goesOn = listed === theirs.length ? found.next : listed === 0 ? cursor : (await ask(listed)).next;
  return { requests, total, next: [goesOn ?? ALL_LISTED, last.submittedAt, last.id].join('~') };
}

/** The requests of other agencies that bring devices to an approver's. */
async function incomingFor(house: House, person: Person): Promise<Request[]> {
  const { agency } = person;
  if (isEuc(person) || roleFor(person, 'approve for the agency', agency) === undefined) return [];
  const where = [{ field: 'toAgency', is: agency }];
  const found = await readAll(house.store, { type: 'request', where, orderBy: { field: 'submittedAt' } });
  return found.map(({ body }) => body).filter((request) => maySee(person, request));
}

/** Whether a request comes before another one in the list. */
function isNewer(one: Pick<Request, 'submittedAt' | 'id'>, other: Pick<Request, 'submittedAt' | 'id'>): boolean {
  return one.submittedAt === other.submittedAt ? one.id > other.id : one.submittedAt > other.submittedAt;
}
