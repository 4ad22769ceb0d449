import { keys, type Task } from '../documents.ts';
import { closeInventory, endInventory } from '../inventory/close.ts';
import { listInventory } from '../inventory/list.ts';
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

type InventoryTask = Extract<
  Task,
  {
    do:
      | 'list inventory'
      | 'ask for inventory'
      | 'send inventory'
      | 'end inventory'
      | 'close inventory'
      | 'report inventory'
      | 'send inventory sums';
  }
>;
type RequestTask = Exclude<
  Task,
  {
    do:
      | 'close month'
      | 'look ahead'
      | 'send notice'
      | 'begin delegation'
      | 'tell delegate'
      | 'remind of inventory'
      | 'send reminder'
      | InventoryTask['do'];
  }
>;

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
    case 'begin delegation':
      return beginDelegation(house, started, task);
    case 'tell delegate':
      return tellDelegate(house, started, task);
    case 'remind of inventory':
      return remindOfInventory(house, started, task);
    case 'send reminder':
      return sendReminder(house, started, task);
    case 'list inventory':
    case 'ask for inventory':
    case 'send inventory':
    case 'end inventory':
    case 'close inventory':
    case 'report inventory':
    case 'send inventory sums':
      return runInventoryTask(house, started, task);
    default:
      return runRequestTask(house, started, task);
  }
}

/** What follows from the start of an agency's yearly inventory. */
function runInventoryTask(house: OutboxHouse, started: Started, task: InventoryTask): Promise<Ended> {
  switch (task.do) {
    case 'list inventory':
      return listInventory(house, started, task.year);
    case 'ask for inventory':
      return askForInventory(house, started, task);
    case 'send inventory':
      return sendInventory(house, started, task);
    case 'end inventory':
      return endInventory(house, started, task.year);
    case 'close inventory':
      return closeInventory(house, started, task.year);
    case 'report inventory':
      return reportInventory(house, started, task);
    case 'send inventory sums':
      return sendInventorySums(house, started, task);
  }
}

/** What follows from the commit of a request. */
async function runRequestTask(house: OutboxHouse, started: Started, task: RequestTask): Promise<Ended> {
  const request = await house.store.read(keys.request(started.entry.request));
  if (request === undefined) return DONE;
  switch (task.do) {
    case 'ask for approval':
      return askForApproval(house, started, task, request.body);
    case 'remind':
      return remind(house, started, task, request.body);
    case 'pass on':
      return passOn(house, started, task, request.body);
    case 'send':
      return send(house, started, task, request.body);
    case 'update cards':
      return updateCards(house, started, request.body);
    case 'open children':
      return openChildren(house, started, request);
    case 'book adjustment':
      return bookAdjustment(house, started, request.body);
    case 'book delivery':
      return bookDelivery(house, started, task, request.body);
    case 'remind of tags':
      return remindOfTags(house, started, task, request.body);
    case 'hand over':
      return handOver(house, started, task, request);
    case 'answer inventory':
      return answerInventory(house, started, request.body);
    case 'pass commitment':
      return passCommitment(house, started, request.body);
    case 'release devices':
      return releaseDevices(house, started, request);
    case 'tell validator':
      return tellValidator(house, started, task, request.body);
    case 'tell users':
      return tellUsers(house, started, task, request.body);
    case 'tell user':
      return tellUser(house, started, task, request.body);
  }
}
