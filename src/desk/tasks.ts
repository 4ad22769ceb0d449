import type { Cents } from '../domain/money.ts';
import { isTracked, TAG_REMINDERS } from '../domain/property.ts';
import { isCalledOff, isDelivered, stillToOpen } from '../domain/request/ending.ts';
import { type ApprovalStep, isOpen, nextStep, type Request, type Unit } from '../domain/request/state.ts';
import { swapsDeployed } from '../domain/request/swap.ts';
import type { Certificate } from '../domain/sanitization.ts';
import type { Serial } from '../domain/serials.ts';
import { takesFromUser, type WorkStep } from '../domain/work-steps.ts';
import { ANSWERING_KINDS } from './inventory/answering-kinds.ts';
import type { Task } from './task-schema.ts';

/** Something for the outbox, under a name that is the same whenever the same commit is tried again. */
export interface NamedTask {
  name: string;
  task: Task;
  to: string | null;
  /** Days from the commit to when it is to be done; at once where it does not say. */
  inDays?: number;
}

/** Everything that follows from a commit: cards to bring up to date, people to ask or to tell, devices to let go. */
export function tasksAfter(
  before: Request | undefined,
  after: Request,
  actor: string,
  certificates: readonly Certificate[] = [],
): NamedTask[] {
  const tasks: NamedTask[] = [];
  if (before !== undefined) tasks.push({ name: 'update', task: { do: 'update cards' }, to: null });
  const approvalNow = stepOf(after);
  if (approvalNow !== null && approvalNow !== stepOf(before)) {
    const task: Task = { do: 'ask for approval', step: approvalNow, revision: after.revision };
    tasks.push({ name: 'ask', task, to: null });
  }
  const requester = after.requester.id;
  if (requester !== null && requester !== actor && isNews(before, after)) tasks.push(sendTo(requester, after));
  if (after.status === 'in work' && isDelivered(after) && stillToOpen(after).length > 0) {
    tasks.push({ name: 'children', task: { do: 'open children' }, to: null });
  }
  if (after.quote.adjustment !== undefined && after.status === 'closed' && before?.status !== 'closed') {
    tasks.push({ name: 'book', task: { do: 'book adjustment' }, to: null });
  }
  // What an approver says of a device in a request is an answer to the inventory, as far as one is open.
  if (ANSWERING_KINDS[after.kind] !== undefined) {
    tasks.push({ name: 'inventory', task: { do: 'answer inventory' }, to: null });
  }
  if (swapsDeployed(after).length > (before === undefined ? 0 : swapsDeployed(before).length)) {
    tasks.push({ name: 'pass', task: { do: 'pass commitment' }, to: null });
  }
  const arrived = handOverAfter(before, after);
  if (arrived !== undefined) tasks.push(arrived);
  tasks.push(...tasksOfPurchase(before, after), ...validatorsTold(certificates), ...usersTold(before, after));
  const resubmitted = before !== undefined && before.revision !== after.revision;
  // A rejected request still has a hold on all it names; what is over otherwise, on what it would have replaced.
  const isEnd = standingOf(after) !== (before && standingOf(before)) && (!isOpen(after) || isCalledOff(after));
  const over = isEnd && (after.status === 'rejected' || after.quote.replaced.length > 0);
  if (resubmitted || over) {
    tasks.push({ name: 'release', task: { do: 'release devices' }, to: null });
  }
  return tasks;
}

/** Rule 44: whoever is named as validator gets to know. */
function validatorsTold(certificates: readonly Certificate[]): NamedTask[] {
  const ids = [...new Set(certificates.flatMap(({ validator }) => validator.id ?? []))];
  return ids.map((to): NamedTask => {
    const theirs = certificates.filter(({ validator }) => validator.id === to);
    const task: Task = { do: 'tell validator', to, serials: theirs.map(({ serial }) => serial) };
    return { name: `validator-${to}`, task, to };
  });
}

/** As soon as devices are to be collected, who has them gets to know. */
function usersTold(before: Request | undefined, after: Request): NamedTask[] {
  if (after.status !== 'in work' || before?.status === 'in work') return [];
  const serials = after.units.flatMap((unit) => {
    const step = nextStep(unit);
    return step !== undefined && takesFromUser(step) ? (unit.serial ?? []) : [];
  });
  return serials.length === 0 ? [] : [{ name: 'users', task: { do: 'tell users', serials }, to: null }];
}

/** Rule 36: what was deployed at another agency in this commit becomes that agency's. */
function handOverAfter(before: Request | undefined, after: Request): NamedTask | undefined {
  const serials = after.units.flatMap((unit, index) => {
    const waited = before?.units[index];
    const isNew = nextStep(unit) === 'hand over' && (waited === undefined || nextStep(waited) !== 'hand over');
    return isNew && unit.serial !== null ? unit.serial : [];
  });
  if (serials.length === 0) return undefined;
  return { name: 'hand-over', task: { do: 'hand over', serials, commit: after.commits }, to: null };
}

/** What follows as purchased devices come in, and as they are deployed (Rules 48 and 53). */
function tasksOfPurchase(before: Request | undefined, after: Request): NamedTask[] {
  if (after.quote.purchase === undefined) return [];
  const came = serialsPast('receive', before, after).filter((serial) =>
    isTracked({ priceCents: priceOf(after, serial) }),
  );
  const delivered = serialsPast('deploy', before, after);
  const reminders =
    came.length === 0
      ? []
      : TAG_REMINDERS.map((inDays): NamedTask => {
          return { name: `tags-${inDays}`, task: { do: 'remind of tags', serials: came }, to: null, inDays };
        });
  if (delivered.length === 0) return reminders;
  const task: Task = { do: 'book delivery', serials: delivered, commit: after.commits };
  return [...reminders, { name: 'delivery', task, to: null }];
}

/** The devices that a commit has brought past a step. */
function serialsPast(step: WorkStep, before: Request | undefined, after: Request): Serial[] {
  return after.units.flatMap((unit, index) => {
    const isPast = (one: Unit | undefined) => one?.plan.slice(0, one.done).includes(step) === true;
    return isPast(unit) && !isPast(before?.units[index]) ? (unit.serial ?? []) : [];
  });
}

function priceOf({ units, quote }: Request, serial: Serial): Cents {
  const unit = units.find((unit) => unit.serial === serial);
  return quote.lines.find(({ item }) => item === unit?.item)?.purchase?.priceCents ?? 0;
}

/** The state of a request that a message is about. */
export function stateOf(request: Request): string {
  return [standingOf(request), stepOf(request), request.revision].filter((part) => part !== null).join(' ');
}

/** How a request stands for who asked for it: cancelled as soon as all of it is, though devices are still on their way back. */
function standingOf(request: Request): Request['status'] {
  return request.status === 'in work' && isCalledOff(request) ? 'cancelled' : request.status;
}

/** The card of a request for its requester. */
function sendTo(to: string, request: Request): NamedTask {
  return { name: `send-${to}`, task: { do: 'send', to, about: stateOf(request), again: false }, to };
}

function stepOf(request: Request | undefined): ApprovalStep | null {
  return request?.status === 'awaiting approval' ? request.step : null;
}

/** Whether the requester wants to hear of it: a verdict, the start of work, the end. Steps in between only update cards. */
function isNews(before: Request | undefined, after: Request): boolean {
  return before !== undefined && standingOf(before) !== standingOf(after);
}
