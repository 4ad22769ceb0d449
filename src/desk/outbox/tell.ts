import { keys } from '../documents.ts';
import { DeliveryError } from '../ports/messenger.ts';
import type { View } from '../views.ts';
import { DONE, type Ended, noteOutOfReach, type OutboxHouse, pause, type Started } from './entry.ts';

/** Sends somebody a message that is not kept up to date. One that may be there already is not sent again. */
export async function tell(
  house: OutboxHouse,
  { key, entry, abandoned }: Started,
  to: string,
  view: View,
): Promise<Ended> {
  if (abandoned) return DONE;
  const conversation = await house.store.read(keys.conversation(to));
  if (conversation === undefined || !conversation.body.reachable) return { state: 'waiting' };
  try {
    await house.messenger.send(conversation.body.reference, view);
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
