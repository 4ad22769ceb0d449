import type { House } from '../house.ts';
import { CONTENT_TYPES, isFile } from './file.ts';
import { findFile } from './find.ts';

/** What a link leads to. `expired`: it was good once · `unknown`: anything else, which is not told apart. */
export type Fetched = { name: string; contentType: string; bytes: Uint8Array } | 'expired' | 'unknown';

/** The file behind a link, for the person it was made for, if they may have it still. */
export async function fetchFile(house: House, token: string): Promise<Fetched> {
  const meant = house.links?.read(token, house.clock.now().at) ?? 'unknown';
  if (typeof meant === 'string') return meant;
  const person = await house.directory.person(meant.person);
  const found = person && (await findFile(house, person, meant.asked));
  if (found === undefined || !isFile(found)) return 'unknown';
  const { name, ending } = found;
  return { name: `${name}.${ending}`, contentType: CONTENT_TYPES[ending], bytes: await found.bytes() };
}
