import { keys } from '../documents.ts';
import { DeliveryError } from '../ports/messenger.ts';
import type { View } from '../views.ts';
import { DONE, type Ended, type OutboxHouse, pause, type Started } from './entry.ts';

/**
 * Sends somebody a card that is told once, by the calendar. A message that may be there already is not sent again: the
 * next one, and what can be typed, say the same. `view` gives nothing where there is nothing to tell any more.
 */
export async function deliverOnce(
  house: OutboxHouse,
  { key, entry, abandoned }: Started,
  to: string,
  view: () => Promise<View | undefined>,
): Promise<Ended> {
  if (abandoned) return DONE;
  const card = await view();
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
    return error.fault === 'unreachable' ? { state: 'waiting' } : DONE;
  }
}
