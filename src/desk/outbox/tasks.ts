import { keys } from '../documents.ts';
import { closeInventory, endInventory } from '../inventory/close.ts';
import { listInventory } from '../inventory/list.ts';
import type { Stored } from '../ports/store.ts';
import type { Task, TaskOf } from '../task-schema.ts';
import { bookAdjustment } from './book-adjustment.ts';
import { bookDelivery } from './book-delivery.ts';
import { openChildren } from './children.ts';
import { closeMonth } from './close-month.ts';
import { beginDelegation, tellDelegate } from './delegations.ts';
import { DONE, type Ended, type OutboxHouse, type Started } from './entry.ts';
import { handOver } from './hand-over.ts';
import { answerInventory, askForInventory, sendInventory } from './inventory.ts';
import { reportInventory, sendInventorySums } from './inventory-report.ts';
import { tellUser, tellUsers, tellValidator } from './named.ts';
import { lookAhead, sendNotice } from './notices.ts';
import { passCommitment } from './pass-commitment.ts';
import { remindOfInventory, remindOfTags, sendReminder } from './property.ts';
import { releaseDevices } from './release.ts';
import { askForApproval, passOn, remind } from './remind.ts';
import { send } from './send.ts';
import { updateCards } from './update.ts';

type Run<T> = (house: OutboxHouse, started: Started, task: T) => Promise<Ended>;
type RunOfRequest<T> = (house: OutboxHouse, started: Started, task: T, request: Stored<'request'>) => Promise<Ended>;

/** What each task does. */
const RUN: { readonly [Name in Task['do']]: Run<TaskOf<Name>> } = {
  'ask for approval': ofRequest((house, started, task, { body }) => askForApproval(house, started, task, body)),
  remind: ofRequest((house, started, task, { body }) => remind(house, started, task, body)),
  'pass on': ofRequest((house, started, task, { body }) => passOn(house, started, task, body)),
  send: ofRequest((house, started, task, { body }) => send(house, started, task, body)),
  'update cards': ofRequest((house, started, _task, { body }) => updateCards(house, started, body)),
  'open children': ofRequest((house, started, _task, request) => openChildren(house, started, request)),
  'hand over': ofRequest(handOver),
  'pass commitment': ofRequest((house, started, _task, { body }) => passCommitment(house, started, body)),
  'release devices': ofRequest((house, started, _task, request) => releaseDevices(house, started, request)),
  'book adjustment': ofRequest((house, started, _task, { body }) => bookAdjustment(house, started, body)),
  'book delivery': ofRequest((house, started, task, { body }) => bookDelivery(house, started, task, body)),
  'remind of tags': ofRequest((house, started, task, { body }) => remindOfTags(house, started, task, body)),
  'answer inventory': ofRequest((house, started, _task, { body }) => answerInventory(house, started, body)),
  'tell validator': ofRequest((house, started, task, { body }) => tellValidator(house, started, task, body)),
  'tell users': ofRequest((house, started, task, { body }) => tellUsers(house, started, task, body)),
  'tell user': ofRequest((house, started, task, { body }) => tellUser(house, started, task, body)),
  'begin delegation': beginDelegation,
  'tell delegate': tellDelegate,
  'look ahead': lookAhead,
  'send notice': sendNotice,
  'remind of inventory': remindOfInventory,
  'send reminder': sendReminder,
  'list inventory': (house, started, { year }) => listInventory(house, started, year),
  'ask for inventory': askForInventory,
  'send inventory': sendInventory,
  'end inventory': (house, started, { year }) => endInventory(house, started, year),
  'close inventory': (house, started, { year }) => closeInventory(house, started, year),
  'report inventory': reportInventory,
  'send inventory sums': sendInventorySums,
  'close month': closeMonth,
};

/** Does what an outbox entry says. Throws what the store throws. */
export function runTask(house: OutboxHouse, started: Started): Promise<Ended> {
  const { task } = started.entry;
  return runNamed(task.do, house, started, task);
}

function runNamed<Name extends Task['do']>(
  name: Name,
  house: OutboxHouse,
  started: Started,
  task: TaskOf<Name>,
): Promise<Ended> {
  return RUN[name](house, started, task);
}

/** A task that follows from the commit of a request; nothing is left to do where that is not there. */
function ofRequest<T>(run: RunOfRequest<T>): Run<T> {
  return async (house, started, task) => {
    const request = await house.store.read(keys.request(started.entry.request));
    return request === undefined ? DONE : run(house, started, task, request);
  };
}
