import { closeStep } from '../billing/close-month.ts';
import { monthView } from '../billing/month-view.ts';
import { monthName } from '../documents.ts';
import type { Closing } from '../ledger.ts';
import { isLostRace } from '../perform.ts';
import { DeliveryError } from '../ports/messenger.ts';
import type { Stored } from '../ports/store.ts';
import type { TaskOf } from '../task-schema.ts';
import { maySeeMonths } from '../who-sees.ts';
import { copiesOf } from './copies.ts';
import { DONE, type Ended, type OutboxHouse, pause, type Started } from './entry.ts';

/** Tries to bring the last state of a closing to every card of it. */
const MOST_UPDATES = 12;

/** Does a step of a closing and shows how far it is, until it is closed or has failed. */
export async function closeMonth(
  house: OutboxHouse,
  { entry }: Started,
  { month, by, role }: TaskOf<'close month'>,
): Promise<Ended> {
  const closing = await closeStep(house, month, { by, role });
  const failed = await updateCards(house, closing);
  if (closing.state === 'counting') return { state: 'due', in: 0 };
  if (failed === undefined || entry.attempts >= MOST_UPDATES) return DONE;
  return { state: 'due', in: pause(1, failed.retryAfter) };
}

/** Gives why a card could not be brought up to date, when it is to be tried again. */
async function updateCards(house: OutboxHouse, closing: Closing): Promise<DeliveryError | undefined> {
  let failed: DeliveryError | undefined;
  for (const copy of await copiesOf(house.store, monthName(closing.month))) {
    if (copy.body.shows < closing.commits) failed = (await updateCard(house, closing, copy)) ?? failed;
  }
  return failed;
}

async function updateCard(
  house: OutboxHouse,
  closing: Closing,
  { key, body: copy, etag }: Stored<'copy'>,
): Promise<DeliveryError | undefined> {
  const person = await house.directory.person(copy.person);
  let next = { ...copy, shows: closing.commits };
  try {
    if (person === undefined || !maySeeMonths(person)) next = { ...next, request: null };
    else await house.messenger.update(copy.reference, copy.activity, await monthView(house, closing.month, person));
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (error.fault === 'later' || error.fault === 'unknown') return error;
    next = { ...next, request: null };
  }
  try {
    await house.store.commit([{ do: 'replace', key, body: next, etag }]);
  } catch (error) {
    if (!isLostRace(error)) throw error;
  }
  return undefined;
}
