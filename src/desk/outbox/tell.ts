import { keys } from '../documents.ts';
import { DeliveryError } from '../ports/messenger.ts';
import type { View } from '../views.ts';
import { DONE, type Ended, noteOutOfReach, type OutboxHouse, pause, type Started } from './entry.ts';

/**
 * Sends somebody a card that is told once, and not kept up to date. `view` is told whether an earlier one may be there
 * already; it gives nothing where there is nothing to tell any more, or where what can be typed says the same.
 */
export async function tell(
  house: OutboxHouse,
  { key, entry, abandoned }: Started,
  to: string,
  view: (again: boolean) => Promise<View | undefined>,
): Promise<Ended> {
  const card = await view(abandoned);
  if (card === undefined) return DONE;
  const conversation = await house.store.read(keys.conversation(to));
  if (conversation === undefined || !conversation.body.reachable) return { state: 'waiting' };
  try {
    await house.messenger.send(conversation.body.reference, card);
    return DONE;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    house.log.warn({ entry: key.id, fault: error.fault }, 'a notice was not delivered');
    if (error.fault === 'later') return { state: 'due', in: pause(entry.attempts, error.retryAfter) };
    if (error.fault !== 'unreachable') return DONE;
    await noteOutOfReach(house, conversation);
    return { state: 'waiting' };
  }
}
