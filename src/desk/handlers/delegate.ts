import {
  type Delegated,
  type Delegation,
  type DelegationChange,
  delegate,
  delegationsAfter,
  endDelegation,
  isToCome,
  whyNothingToDelegate,
} from '../../domain/delegation.ts';
import type { Now } from '../../domain/months.ts';
import { type Person, who } from '../../domain/people.ts';
import { mayApprove } from '../../domain/request/authority.ts';
import type { ActionData } from '../actions.ts';
import { type Body, keys, type OutboxEntry } from '../documents.ts';
import type { House } from '../house.ts';
import { isLostRace } from '../perform.ts';
import { type Condition, type Operation, type Page, type Stored, StoreError } from '../ports/store.ts';
import { refusal } from '../present.ts';
import type { Task } from '../task-schema.ts';
import type { DelegationsView } from '../views/delegations.ts';
import type { View } from '../views.ts';

/** People a form offers; of more, part of the name has to be typed. */
const MOST_CHOICES = 60;

/** Longest part of a name that is looked for, in characters. */
const LONGEST_NAME = 80;

/** Lost races after which a click gives up. */
const MOST_TRIES = 12;

type Inputs = DelegationsView['inputs'];

const NOTHING: Inputs = { delegate: '', from: '', until: '', find: '' };

/** What an approver has delegated, and the form to delegate more (Rule 21). */
export function openDelegations(house: House, person: Person, find = ''): Promise<View> {
  return show(house, person, { inputs: { ...NOTHING, find: nameIn(find) } });
}

/** "to Nora" asks for Nora. */
function nameIn(find: string): string {
  return find
    .trim()
    .replace(/^to\s+/i, '')
    .slice(0, LONGEST_NAME);
}

/** Delegates. Whose form it is comes from the card, and who acts from the activity: one cannot fill in another’s. */
export async function submitDelegation(
  house: House,
  person: Person,
  { approver, ...typed }: ActionData<'delegation.submit'>,
): Promise<View> {
  if (approver !== person.id) return notYours();
  const id = typed.delegate.trim();
  const known = isGuid(id) ? await house.directory.person(id) : undefined;
  const asked = { delegate: known, from: typed.from.trim(), until: typed.until.trim() };
  const outcome = await changeDelegations(house, person, (list, now) => delegate(list, asked, person, now));
  if (outcome.problems.length > 0) return show(house, person, { inputs: typed, problems: outcome.problems });
  return show(house, person, { note: outcome.already ?? `Delegated to ${known?.name}.` });
}

/** Ends a delegation at once. */
export async function endDelegations(
  house: House,
  person: Person,
  { approver, ...which }: ActionData<'delegation.end'>,
): Promise<View> {
  if (approver !== person.id) return notYours();
  const outcome = await changeDelegations(house, person, (list, now) => endDelegation(list, which, person, now));
  const ended = outcome.change?.delegation.delegate.name;
  return show(house, person, { note: outcome.already ?? `Ended: ${ended} no longer decides for you.` });
}

function notYours(): View {
  return refusal('Not your form', 'This is somebody else’s form. Type delegate for your own.');
}

/** Where delegations are kept, and when it is. */
type Books = Pick<House, 'store' | 'directory' | 'clock' | 'calendar' | 'wake'>;

/**
 * Decides on the delegations of a person's agency and writes that down, all over again when somebody else was first;
 * nothing is written where nothing changes.
 */
export async function changeDelegations(
  house: Books,
  person: Person,
  decide: (list: readonly Delegation[], now: Now) => Delegated,
): Promise<Delegated> {
  const { store } = house;
  for (let tries = 1; ; tries += 1) {
    const now = house.clock.now();
    const before = await store.read(keys.delegations(person.agency));
    const outcome = decide(before?.body.list ?? [], now);
    if (outcome.change === null) return outcome;
    try {
      await store.commit(operations(house, person, before, outcome.change, now));
      house.wake();
      return outcome;
    } catch (error) {
      if (await isWritten(house, person, (before?.body.commits ?? 0) + 1, now, error)) return outcome;
      if (!(isLostRace(error) || isUnknown(error)) || tries === MOST_TRIES) throw error;
    } finally {
      house.directory.delegated(person.agency);
    }
  }
}

function isUnknown(error: unknown): boolean {
  return error instanceof StoreError && error.fault === 'unknown outcome';
}

/** A write that may have happened is settled by its record: there and ours, or not. */
async function isWritten({ store }: Books, { id, agency }: Person, commit: number, now: Now, error: unknown) {
  if (!isUnknown(error)) return false;
  const entry = (await store.read(keys.delegationEntry(agency, commit)))?.body;
  return entry?.at === now.at && entry.by.id === id;
}

/** The list, the record of its change, and what follows from a delegation, all or nothing. */
function operations(
  house: Books,
  person: Person,
  before: Stored<'delegations'> | undefined,
  change: DelegationChange,
  now: Now,
): Operation[] {
  const { agency } = person;
  const commit = (before?.body.commits ?? 0) + 1;
  const list = delegationsAfter(before?.body.list ?? [], change, now.day);
  const body: Body<'delegations'> = { agency, commits: commit, list };
  const key = keys.delegations(agency);
  const entry = { agency, commit, at: now.at, by: who(person), change };
  return [
    before === undefined ? { do: 'create', key, body } : { do: 'replace', key, body, etag: before.etag },
    { do: 'create', key: keys.delegationEntry(agency, commit), body: entry },
    ...(change.type === 'ended' ? [] : followUps(house, agency, commit, change.delegation, now)),
  ];
}

/** The delegate is told at once, and sent what waits on the first day. */
function followUps(
  { calendar }: Books,
  agency: string,
  commit: number,
  { approver, delegate, from }: Delegation,
  now: Now,
): Operation[] {
  // Stands where a task's request does.
  const request = `${agency}-DELEGATIONS`;
  const who = { approver: approver.id, from };
  const begin: Task = { do: 'begin delegation', ...who, delegate: delegate.id };
  const tell: Task = { do: 'tell delegate', ...who, to: delegate.id };
  const entry = { request, state: 'due', attempts: 0 } as const;
  const told: OutboxEntry = { ...entry, task: tell, to: delegate.id, dueAt: now.at };
  const begun: OutboxEntry = {
    ...entry,
    task: begin,
    to: null,
    dueAt: from > now.day ? calendar.startOf(from) : now.at,
  };
  return [
    { do: 'create', key: keys.outbox(request, `${commit}-tell`), body: told },
    { do: 'create', key: keys.outbox(request, `${commit}-begin`), body: begun },
  ];
}

async function show(house: House, person: Person, shown: Partial<DelegationsView>): Promise<View> {
  if (!mayApprove(person)) return refusal('Nothing to delegate', whyNothingToDelegate(person));
  const agency = await house.directory.agency(person.agency);
  if (agency === undefined) throw new Error(`agency ${person.agency} of a person is missing`);
  const now = house.clock.now();
  const list = (await house.store.read(keys.delegations(agency.code)))?.body.list ?? [];
  const { inputs = NOTHING, problems = [], note = null } = shown;
  const people = await choicesFor(house, person, inputs.find.trim());
  return {
    card: 'delegations',
    person,
    agency,
    rows: list.filter((delegation) => delegation.approver.id === person.id && isToCome(delegation, now.day)),
    choices: people.slice(0, MOST_CHOICES),
    hasMore: people.length > MOST_CHOICES || inputs.find.trim() !== '',
    inputs,
    problems,
    note,
    now,
  };
}

/** Those of the agency with a role whose name has some text in it, one more than are offered at most. */
async function choicesFor({ store }: House, { id, agency }: Person, find: string): Promise<Person[]> {
  const where: Condition[] = [
    { field: 'agency', is: agency },
    ...(find === '' ? [] : [{ anyOf: ['name'], contains: find }]),
  ];
  const found: Person[] = [];
  let after: string | null = null;
  do {
    const query = { type: 'person', where, orderBy: { field: 'name' }, limit: MOST_CHOICES + 2 } as const;
    const page: Page<'person'> = await store.query({ ...query, ...(after === null ? {} : { after }) });
    const people = page.items.map(({ body }) => body);
    // Who has no role any more stays in the directory, and may be there in numbers.
    found.push(...people.filter((person) => person.id !== id && person.roles.length > 0));
    after = page.next;
  } while (after !== null && found.length <= MOST_CHOICES);
  return found.slice(0, MOST_CHOICES + 1);
}

function isGuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);
}
