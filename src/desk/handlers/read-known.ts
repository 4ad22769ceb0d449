import { isEuc, may, type Person } from '../../domain/people.ts';
import { isAmbiguous, possibleSerials, readSerials } from '../../domain/read-serials.ts';
import type { Serial } from '../../domain/serials.ts';
import type { House } from '../house.ts';
import { loadClaims, loadDevices } from '../load.ts';

/** Serials looked up to read one text. */
const MOST_LOOKED_UP = 200;

/** The serials of a text, read by which of them are devices that the person may see (Rules 30 and 57). Asks the store only where it matters. */
export async function readKnown(house: House, person: Person, text: string): Promise<Serial[]> {
  if (!isAmbiguous(text)) return readSerials(text);
  const known = await knownTo(house, person, possibleSerials(text));
  return readSerials(text, (serial) => known.has(serial));
}

/** Those of some serials that are devices a person may see. */
export async function knownTo(house: House, person: Person, serials: readonly Serial[]): Promise<Set<Serial>> {
  if (!may(person, 'see records', person.agency)) return new Set();
  const asked = serials.slice(0, MOST_LOOKED_UP);
  const found = isEuc(person)
    ? await loadClaims(house.store, asked)
    : await loadDevices(house.store, person.agency, asked);
  return new Set(found.keys());
}
