import { isCalledOff, isDelivered, stillToOpen } from '../domain/request/ending.ts';
import { type ApprovalStep, isOpen, nextStep, type Request } from '../domain/request/state.ts';
import type { Task } from './documents.ts';

/** Something for the outbox, under a name that is the same whenever the same commit is tried again. */
export interface NamedTask {
  name: string;
  task: Task;
  to: string | null;
}

/** Everything that follows from a commit: cards to bring up to date, people to ask or to tell, devices to let go. */
export function tasksAfter(before: Request | undefined, after: Request, actor: string): NamedTask[] {
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
  const arrived = handOverAfter(before, after);
  if (arrived !== undefined) tasks.push(arrived);
  const resubmitted = before !== undefined && before.revision !== after.revision;
  // A rejected request still has a hold on all it names; what is over otherwise, on what it would have replaced.
  const isEnd = standingOf(after) !== (before && standingOf(before)) && (!isOpen(after) || isCalledOff(after));
  const over = isEnd && (after.status === 'rejected' || after.quote.replaced.length > 0);
  if (resubmitted || over) {
    tasks.push({ name: 'release', task: { do: 'release devices' }, to: null });
  }
  return tasks;
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
