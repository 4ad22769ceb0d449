import { isEuc, type Person, roleFor } from '../../domain/people.ts';
import type { Decide } from '../../domain/request/approve.ts';
import type { ActionData } from '../actions.ts';
import type { House } from '../house.ts';
import { howMany } from '../how-many.ts';
import type { Condition, Query } from '../ports/store.ts';
import type { RequestListView } from '../views/requests.ts';
import type { View } from '../views.ts';
import { waitingForDecision } from '../waiting.ts';
import { rowOf } from './request-rows.ts';

/** Requests a list shows on a page. */
const A_PAGE = 6;

/** Requests, newest first: one's own, an approver's agency's and those that bring it devices, or for EUC everybody's. */
export async function listRequests(house: House, person: Person, page: ActionData<'requests.open'>): Promise<View> {
  const query = { type: 'request', ...whichRequests(person) } as const;
  const after = page.after === undefined ? {} : { after: page.after };
  const orderBy = { field: 'submittedAt', descending: true } as const;
  const found = await house.store.query({ ...query, orderBy, limit: A_PAGE, ...after });
  const total = await howMany(found, page, () => countRequests(house, person, query));
  const rows = found.items.map(({ body }) => rowOf(body, person));
  return {
    card: 'requests',
    list: 'requests',
    rows,
    total,
    from: page.from,
    after: found.next,
    now: house.clock.now(),
  };
}

function whichRequests(person: Person): Pick<Query<'request'>, 'pk' | 'where'> {
  const { agency } = person;
  if (isEuc(person)) return { where: [] };
  if (roleFor(person, 'approve for the agency', agency) !== undefined)
    return { where: [{ either: theirsAndIncoming(agency) }] };
  return { pk: agency, where: [{ field: 'requester.id', is: person.id }] };
}

/** What a list has, in parts that have nothing in common and an index each: one that looks at both reads every request. */
async function countRequests(
  { store }: House,
  { agency }: Person,
  query: Pick<Query<'request'>, 'type' | 'pk' | 'where'>,
): Promise<number> {
  const [first] = query.where;
  if (first === undefined || !('either' in first)) return store.count(query);
  const [own, incoming] = await Promise.all([
    store.count({ type: 'request', pk: agency, where: [] }),
    store.count({ type: 'request', where: [{ field: 'toAgency', is: agency }, { either: CAME_TO_ITS_TURN }] }),
  ]);
  return own + incoming;
}

const THEIR_TURN = 'receiving agency' satisfies Decide['step'];

/** Requests that the agency they bring devices to has had before it, or has (Rule 57). */
const CAME_TO_ITS_TURN: readonly (readonly Condition[])[] = [
  [{ field: 'step', is: THEIR_TURN }],
  [{ field: 'decision.step', is: THEIR_TURN }],
  [{ field: 'status', is: 'in work' }],
  [{ field: 'status', is: 'closed' }],
];

/** An agency's requests, and those of others that bring it devices: from its turn on, and not where it never came (Rule 57). */
function theirsAndIncoming(agency: string): Condition[][] {
  const to: Condition = { field: 'toAgency', is: agency };
  return [[{ pk: agency }], ...CAME_TO_ITS_TURN.map((came) => [to, ...came])];
}

/** What waits for this person's decision, oldest first. */
export async function listApprovals(house: House, person: Person, page: ActionData<'approvals.open'>): Promise<View> {
  const mine = await waitingForDecision(house.store, person);
  const rows = mine.slice(page.from, page.from + A_PAGE).map((request) => rowOf(request, person));
  const more = mine.length > page.from + A_PAGE;
  const list: RequestListView['list'] = 'approvals';
  return {
    card: 'requests',
    list,
    rows,
    total: mine.length,
    from: page.from,
    after: more ? 'next' : null,
    now: house.clock.now(),
  };
}
