import { APPROVALS, agencyOfStep, whoMayDecide } from '../../domain/request/approve.ts';
import type { Request } from '../../domain/request/state.ts';
import { keys, type OutboxEntry, type Task } from '../documents.ts';
import type { Operation } from '../ports/store.ts';
import { stateOf } from '../tasks.ts';
import { bookAdjustment } from './book-adjustment.ts';
import { openChildren } from './children.ts';
import { closeMonth } from './close-month.ts';
import { DONE, type Ended, followUp, type OutboxHouse, type Started, sending } from './entry.ts';
import { handOver } from './hand-over.ts';
import { lookAhead, sendNotice } from './notices.ts';
import { passCommitment } from './pass-commitment.ts';
import { releaseDevices } from './release.ts';
import { send } from './send.ts';
import { updateCards } from './update.ts';

/** Approvers asked at once; an agency with more of them asks the first. */
const MOST_ASKED = 90;

type RequestTask = Exclude<Task, { do: 'close month' | 'look ahead' | 'send notice' }>;

/** Does what an outbox entry says. Throws what the store throws. */
export async function runTask(house: OutboxHouse, started: Started): Promise<Ended> {
  const { task } = started.entry;
  switch (task.do) {
    case 'close month':
      return closeMonth(house, started, task);
    case 'look ahead':
      return lookAhead(house, started, task);
    case 'send notice':
      return sendNotice(house, started, task);
    default:
      return runRequestTask(house, started, task);
  }
}

/** What follows from the commit of a request. */
async function runRequestTask(house: OutboxHouse, started: Started, task: RequestTask): Promise<Ended> {
  const request = await house.store.read(keys.request(started.entry.request));
  if (request === undefined) return DONE;
  switch (task.do) {
    case 'ask for approval':
      return askForApproval(house, started, task, request.body);
    case 'send':
      return send(house, started, task, request.body);
    case 'update cards':
      return updateCards(house, started, request.body);
    case 'open children':
      return openChildren(house, started, request);
    case 'book adjustment':
      return bookAdjustment(house, started, request.body);
    case 'hand over':
      return handOver(house, started, task, request);
    case 'pass commitment':
      return passCommitment(house, started, request.body);
    case 'release devices':
      return releaseDevices(house, started, request);
  }
}

/** Everybody who may decide gets the card; who has decided or may not gets none. */
async function askForApproval(
  { directory }: OutboxHouse,
  { key, entry, now }: Started,
  task: Extract<Task, { do: 'ask for approval' }>,
  request: Request,
): Promise<Ended> {
  const asked = request.status === 'awaiting approval' && request.step === task.step;
  if (!asked || request.revision !== task.revision) return DONE;
  const people = await directory.peopleWho(APPROVALS[task.step], agencyOfStep(request, task.step));
  const also = whoMayDecide(request, task.step, people)
    .slice(0, MOST_ASKED)
    .map(({ id }): Operation => {
      const body: OutboxEntry = {
        ...entry,
        ...sending({ to: id, about: stateOf(request), again: false }),
        dueAt: now.at,
      };
      return { do: 'create', key: followUp(entry.request, key.id, `to-${id}`), body };
    });
  return { state: 'done', also };
}
