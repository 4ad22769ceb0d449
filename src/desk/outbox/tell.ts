import { keys } from '../documents.ts';
import { DeliveryError } from '../ports/messenger.ts';
import type { DelegatedView } from '../views/delegations.ts';
import type { RefreshView } from '../views/forecast.ts';
import type { InventoryListView, InventoryView } from '../views/inventory.ts';
import type { NamedView } from '../views/named.ts';
import type { PropertyView } from '../views/purchase.ts';
import { DONE, type Ended, noteOutOfReach, type OutboxHouse, pause, type Started } from './entry.ts';

/** A card that is told. `again` on it says that an earlier one may have arrived. */
type Told = DelegatedView | RefreshView | InventoryListView | InventoryView | PropertyView | NamedView;

/**
 * Sends somebody a card that is told once, and not kept up to date. `view` gives nothing where there is nothing to tell
 * any more. What a process left undone that died is sent again, and says so; a message that Teams did not answer for is
 * not, as what can be typed says the same.
 */
export async function tell(
  house: OutboxHouse,
  { key, entry, abandoned }: Started,
  to: string,
  view: () => Promise<Told | undefined>,
): Promise<Ended> {
  const card = await view();
  if (card === undefined) return DONE;
  const conversation = await house.store.read(keys.conversation(to));
  if (conversation === undefined || !conversation.body.reachable) return { state: 'waiting' };
  try {
    await house.messenger.send(conversation.body.reference, { ...card, again: abandoned });
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
