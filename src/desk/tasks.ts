import { type ApprovalStep, isOpen, isWorkedOff, type Request, stillToOpen } from '../domain/request/state.ts';
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
  if (after.status === 'in work' && isWorkedOff(after) && stillToOpen(after).length > 0) {
    tasks.push({ name: 'children', task: { do: 'open children' }, to: null });
  }
  if (after.quote.adjustment !== undefined && after.status === 'closed' && before?.status !== 'closed') {
    tasks.push({ name: 'book', task: { do: 'book adjustment' }, to: null });
  }
  const resubmitted = before !== undefined && before.revision !== after.revision;
  const over = after.quote.replaced.length > 0 && !isOpen(after);
  if (resubmitted || over) {
    tasks.push({ name: 'release', task: { do: 'release devices' }, to: null });
  }
  return tasks;
}

/** The state of a request that a message is about. */
export function stateOf(request: Request): string {
  return [request.status, stepOf(request), request.revision].filter((part) => part !== null).join(' ');
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
  return before !== undefined && before.status !== after.status;
}
