import { keys } from '../documents.ts';
import { DeliveryError } from '../ports/messenger.ts';
import type { View } from '../views.ts';
import { DONE, type Ended, type OutboxHouse, pause, type Started } from './entry.ts';

/**
 * Sends somebody a message that is not kept up to date and need not arrive twice: one that may be there already is not sent
 * again, since what it says is found by its word as well. Waits for who cannot be written to.
 */
export async function tell(
  house: OutboxHouse,
  { key, entry, abandoned }: Started,
  to: string,
  viewFor: () => Promise<View | undefined>,
): Promise<Ended> {
  if (abandoned) return DONE;
  const view = await viewFor();
  if (view === undefined) return DONE;
  const conversation = await house.store.read(keys.conversation(to));
  if (conversation === undefined || !conversation.body.reachable) return { state: 'waiting' };
  try {
    await house.messenger.send(conversation.body.reference, view);
    return DONE;
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    house.log.warn({ entry: key.id, fault: error.fault }, 'a notice was not delivered');
    if (error.fault === 'later') return { state: 'due', in: pause(entry.attempts, error.retryAfter) };
    return error.fault === 'unreachable' ? { state: 'waiting' } : DONE;
  }
}
