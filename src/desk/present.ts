import { isSamePerson, may, type Permission, type Person } from '../domain/people.ts';
import { APPROVALS, agencyOfStep, authorityOn, delegatedBy, whoMayDecide } from '../domain/request/authority.ts';
import { whyNotCancel } from '../domain/request/cancel.ts';
import { figuresOf, nextStep, type Request } from '../domain/request/state.ts';
import { untaggedSerials } from '../domain/request/tag.ts';
import { stepsOf, timeline, waitingFor } from '../domain/request/timeline.ts';
import { whoHas } from '../domain/request/work.ts';
import { isByItem, WORK_STEPS, type WorkStep } from '../domain/work-steps.ts';
import type { House } from './house.ts';
import { ANSWERING_KINDS } from './inventory/answering-kinds.ts';
import type { NoticeView } from './views/answers.ts';
import type { ApprovalView, DecidedView, RequestView } from './views/requests.ts';
import { isToDecide } from './waiting.ts';
import { asSeenBy, asTold } from './who-sees.ts';

/** Units a request card lists on a page. */
const UNITS_A_PAGE = 8;

/** People named as the next ones; more would not be read. */
const MOST_NAMES = 3;

/** What a card of a request is made with. */
type Shown = Pick<House, 'directory' | 'clock'>;

/** What to add to a request's card. */
export interface Extra {
  note?: string | null;
  refused?: boolean;
  again?: boolean;
  from?: number;
  /** What was typed to cancel some of it, when that was refused. */
  typed?: RequestView['typed'];
}

/** A request in full, with what this person may do to it. */
export async function requestView(
  house: Shown,
  request: Request,
  person: Person,
  extra: Extra = {},
): Promise<RequestView> {
  return {
    card: 'request',
    request: asSeenBy(person, request),
    timeline: timeline(asTold(person, request)),
    next: await whoIsNext(house, request),
    can: {
      decide: request.status === 'awaiting approval' && isToDecide(request, person) ? request.step : null,
      change: request.status === 'returned' && isSamePerson(request.requester, person),
      cancel: whyNotCancel(request, person) === undefined,
      work: workFor(request, person),
      tag: may(person, 'record a tag', request.agency) && untaggedSerials(request).length > 0,
      inventory: ANSWERING_KINDS[request.kind] !== undefined && may(person, 'answer the inventory', request.agency),
    },
    note: extra.note ?? null,
    refused: extra.refused ?? false,
    again: extra.again ?? false,
    typed: extra.typed ?? null,
    units: { from: extra.from ?? 0, size: UNITS_A_PAGE },
    now: house.clock.now(),
  };
}

/** A request as an approver sees it: to decide when it is their turn, in short when it is not. */
export async function approverView(
  house: Shown,
  request: Request,
  person: Person,
  extra: Omit<Extra, 'typed'> & Partial<Pick<ApprovalView, 'problem' | 'typed' | 'chosen' | 'nudge'>> = {},
): Promise<ApprovalView | DecidedView> {
  const now = house.clock.now();
  const authority = request.status === 'awaiting approval' && authorityOn(request, request.step, person);
  if (request.status === 'awaiting approval' && authority && 'for' in authority) {
    const code = agencyOfStep(request, request.step);
    const agency = await house.directory.agency(code);
    if (agency === undefined) throw new Error(`agency ${code} of ${request.id} is missing`);
    const { problem = null, typed = null, chosen = null, again = false, nudge = null } = extra;
    const shown = { ...asTold(person, request), quote: figuresOf(request, request.step) };
    const away = authority.for?.name ?? null;
    return {
      card: 'approval',
      request: shown,
      step: request.step,
      agency,
      for: away,
      problem,
      again,
      nudge,
      typed,
      chosen,
      now,
    };
  }
  const next = await whoIsNext(house, request);
  return {
    card: 'decided',
    request: asSeenBy(person, request),
    timeline: timeline(asTold(person, request)),
    next,
    note: extra.note ?? null,
    now,
  };
}

/** Who has a request now, by name as far as names are known. */
async function whoIsNext(house: Shown, request: Request): Promise<string[]> {
  const waiting = waitingFor(request);
  if (waiting === null) return [];
  if ('requester' in waiting) return [request.requester.name];
  if ('work' in waiting) return [whoHas(waiting.work)];
  const permission: Permission = APPROVALS[waiting.approval];
  const people = await house.directory.namesOf(permission, agencyOfStep(request, waiting.approval));
  const names = whoMayDecide(request, waiting.approval, people);
  return names.length === 0 ? whoKeepsThem(request, people) : names.slice(0, MOST_NAMES).map(({ name }) => name);
}

/** Nobody may decide because of a delegation: what somebody can do about it (Rule 21). */
function whoKeepsThem(request: Request, people: readonly Person[]): string[] {
  const kept = people.flatMap((person) => {
    const by = delegatedBy(request, person);
    return by === undefined ? [] : [`nobody until ${by.person.name} ends the delegation to ${person.name}`];
  });
  return kept.slice(0, 1);
}

/** The work steps of a request that wait and are this person's; receiving by item. */
function workFor(request: Request, person: Person): { step: WorkStep; item: string | null }[] {
  if (request.status !== 'in work') return [];
  const mine = stepsOf(request).filter((step) => may(person, WORK_STEPS[step].permission, request.agency));
  return mine.flatMap((step): { step: WorkStep; item: string | null }[] => {
    const waiting = request.units.filter((unit) => nextStep(unit) === step);
    if (!isByItem(step)) return waiting.length === 0 ? [] : [{ step, item: null }];
    return [...new Set(waiting.map(({ item }) => item))].map((item) => ({ step, item }));
  });
}

/** A sentence that says why not. */
export function refusal(title: string, text: string): NoticeView {
  return { card: 'notice', tone: 'refused', title, text, reference: null };
}

/** A request that is not there, or not for this person to see (Rule 57). */
export function notFound(id: string): NoticeView {
  return refusal(
    'Not found',
    `There is no request ${id} that you can see. Check the number, or type requests for the list.`,
  );
}
