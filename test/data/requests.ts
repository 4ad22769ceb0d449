import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import type { Request } from '../../src/domain/request/state.ts';
import { Play, rita } from '../domain/office.ts';

/** An order as it is when it was just submitted: PARKS-7K3M9Q. */
export function exampleRequest(title = '2 standard laptops'): Request {
  const play = new Play();
  play.submit(rita);
  if (play.request === undefined) throw new Error('nothing was ordered');
  return { ...play.request, title };
}

/** Puts a request into a store, as if one had been made. */
export async function copyOfRequest(store: Store): Promise<void> {
  const body = exampleRequest();
  await store.commit([{ do: 'create', key: keys.request(body.id), body }]);
}
