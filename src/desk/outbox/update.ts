import type { Person } from '../../domain/people.ts';
import type { Request } from '../../domain/request/state.ts';
import { type Copy, keys } from '../documents.ts';
import { isLostRace } from '../perform.ts';
import { DeliveryError } from '../ports/messenger.ts';
import type { Stored } from '../ports/store.ts';
import { approverView, requestView } from '../present.ts';
import type { View } from '../views.ts';
import { asDecider, concerns, maySee } from '../who-sees.ts';
import { copiesOf } from './copies.ts';
import { DONE, type Ended, type OutboxHouse, pause, type Started } from './entry.ts';

/** Tries to bring a request's cards up to date before that is left to the next change. */
const MOST_UPDATES = 12;

/** Brings every card of a request that shows less than there is up to date. Repeating it is harmless. */
export async function updateCards(house: OutboxHouse, { entry, key }: Started, request: Request): Promise<Ended> {
  const waits: number[] = [];
  for (const copy of await copiesOf(house.store, request.id)) {
    if (copy.body.shows >= request.commits) continue;
    const failed = await updateCard(house, request, copy);
    if (failed !== undefined) waits.push(pause(entry.attempts, failed.retryAfter));
  }
  if (waits.length === 0) return DONE;
  if (entry.attempts < MOST_UPDATES) return { state: 'due', in: Math.max(...waits) };
  house.log.warn({ entry: key.id }, 'cards stay out of date until the next change');
  return DONE;
}

/** Gives why it did not work, when it is to be tried again. */
async function updateCard(
  house: OutboxHouse,
  request: Request,
  copy: Stored<'copy'>,
): Promise<DeliveryError | undefined> {
  const { person: id, reference, activity } = copy.body;
  const known = await house.directory.person(id);
  const person = known && (await asDecider(house, request, known));
  // A move that its own agency decides anew is shown to the other one again when it is that one's turn (Rule 57).
  if (person !== undefined && concerns(person, request) && !maySee(person, request)) return undefined;
  let next: Copy = { ...copy.body, shows: request.commits };
  try {
    // Who has gone to another agency keeps the card as it was (Rule 57).
    if (person === undefined || !maySee(person, request)) next = { ...next, request: null };
    else await house.messenger.update(reference, activity, await updated(house, request, person, copy.body));
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    if (error.fault === 'later' || error.fault === 'unknown') return error;
    next = { ...next, request: null };
  }
  try {
    await house.store.commit([{ do: 'replace', key: copy.key, body: next, etag: copy.etag }]);
    return undefined;
  } catch (error) {
    if (!isLostRace(error)) throw error;
    return updateOnceMore(house, copy);
  }
}

/** Who was first may have shown something newer, which is covered up now: the card is shown as it is by now. */
async function updateOnceMore(house: OutboxHouse, { key, body }: Stored<'copy'>): Promise<DeliveryError | undefined> {
  const copy = await house.store.read(key);
  if (copy === undefined || copy.body.request === null || copy.body.request !== body.request) return undefined;
  const request = await house.store.read(keys.request(copy.body.request));
  return request === undefined ? undefined : updateCard(house, request.body, copy);
}

function updated(house: OutboxHouse, request: Request, person: Person, copy: Copy): Promise<View> {
  return copy.view === 'request' ? requestView(house, request, person) : approverView(house, request, person);
}
