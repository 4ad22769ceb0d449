import type { Person } from '../../domain/people.ts';
import type { Request } from '../../domain/request/state.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import type { Stored } from '../ports/store.ts';
import { notFound, requestView } from '../present.ts';
import type { View } from '../views.ts';
import { maySee } from '../who-sees.ts';

/** Reads a request that a person may see. */
export async function findRequest(house: House, person: Person, id: string): Promise<Request | undefined> {
  return (await findStored(house, person, id))?.body;
}

/** The same as it is stored, for what is done to it next. */
export async function findStored(house: House, person: Person, id: string): Promise<Stored<'request'> | undefined> {
  const stored = await house.store.read(keys.request(id));
  return stored !== undefined && maySee(person, stored.body) ? stored : undefined;
}

/** A request in full, by its id. */
export async function openRequest(house: House, person: Person, id: string, from = 0): Promise<View> {
  const request = await findRequest(house, person, id);
  return request === undefined ? notFound(id) : requestView(house, request, person, { from });
}
