import { adjustmentOf } from '../../src/desk/outbox/book-adjustment.ts';
import type { Decide } from '../../src/domain/request/approve.ts';
import type { Request } from '../../src/domain/request/state.ts';
import { isSameName } from '../../src/domain/words.ts';
import { moment } from './calendar.ts';
import { standingIn } from './delegations.ts';
import type { Scene } from './lives.ts';
import { type Actor, act, type Records } from './play.ts';
import { someone } from './state.ts';

/** What an approver decides who would rather not approve, and who cancels. */
const REASON = 'Please check with the budget office first.';

/** Decides what a request waits for, or cancels it instead. */
export function decideOn(scene: Scene, request: Request, at: number): boolean {
  if (request.status !== 'awaiting approval') return false;
  const { records, chance } = scene;
  const now = moment(at);
  const type = chance.weighted([
    ['approve', 90],
    ['return', 3],
    ['reject', 4],
    ['cancel', 3],
  ] as const);
  const actor = type === 'cancel' ? requesterOf(scene, request) : deciderOf(scene, request, at);
  if (actor === undefined) return false;
  const after =
    type === 'cancel'
      ? act(records, request.id, actor, { type, reason: 'Not needed any more.', units: null }, now)
      : act(records, request.id, actor, decision(scene, request, type), now);
  bookAdjustment(records, after, now.day);
  return true;
}

/** What is agreed on is charged on the open bill (Rule 50). */
function bookAdjustment(records: Records, request: Request, day: string): void {
  const bookings = adjustmentOf(request);
  if (bookings.length > 0) records.bookings.push({ day, bookings });
}

function requesterOf({ state }: Scene, { requester }: Request): Actor | undefined {
  const person = state.people.find(({ id }) => id === requester.id);
  const [role] = person?.roles ?? [];
  return person && role && { person, role };
}

type Step = Extract<Request, { status: 'awaiting approval' }>['step'];

const ROLES = {
  agency: 'agency approver',
  'receiving agency': 'agency approver',
  billing: 'billing',
  EUC: 'EUC approver',
} as const satisfies Record<Step, string>;

/** Somebody who may decide it: none who has asked for it, gets something of it or has approved it (Rule 16). */
function deciderOf(scene: Scene, request: Request, at: number): Actor | undefined {
  if (request.status !== 'awaiting approval') return undefined;
  const { step, agency, toAgency } = request;
  const role = ROLES[step];
  const whose = step === 'agency' ? agency : step === 'receiving agency' ? toAgency : null;
  const not = involvedIn(request);
  const person = someone(scene.state, role, whose, scene.chance, not);
  const standIn = standingIn(scene, person, moment(at).day);
  const isFree = standIn !== undefined && !not.some((name) => isSameName(name, standIn.name));
  return { person: isFree ? standIn : person, role };
}

function involvedIn({ requester, units, approvals, quote }: Request): string[] {
  const people = [
    requester,
    ...units.map(({ assignedUser }) => assignedUser),
    ...approvals.flatMap(({ by, for: theirs }) => (theirs === undefined ? [by] : [by, theirs])),
  ];
  const next = quote.replaced.flatMap((old) => old.next?.assignedUser ?? []);
  return [...people.flatMap((person) => person?.name ?? []), ...next];
}

function decision({ state, chance }: Scene, request: Request, type: Decide['type']): Decide {
  if (request.status !== 'awaiting approval') throw new Error(`${request.id} waits for no approval`);
  const { step, revision, toAgency } = request;
  const reason = type === 'approve' ? '' : REASON;
  const common = { type, step, revision, reason };
  const receiver = state.agencies.find(({ agency }) => agency.code === toAgency)?.agency;
  if (step === 'receiving agency' && receiver !== undefined) {
    const billingCode = chance.oneOf(receiver.billingCodes);
    const terms = { agency: receiver, billingCode, takesOver: chance.is(0.5), assignedUser: '', location: '' };
    return { ...common, terms };
  }
  return step === 'EUC' && chance.is(0.05) ? { ...common, deliverTo: 'Loading dock of the agency' } : common;
}
