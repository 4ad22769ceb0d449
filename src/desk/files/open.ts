import type { Person } from '../../domain/people.ts';
import type { House } from '../house.ts';
import type { View } from '../views.ts';
import type { FileAsked } from './asked.ts';
import { type DeskFile, isFile } from './file.ts';
import { findFile } from './find.ts';

/** Longest text that is kept for the way back, in bytes of JSON: with the card around it Teams still takes it. */
const MOST_KEPT = 12 * 1024;

/**
 * Offers a file in the way the desk is run: as a link on this machine, or to be saved through Teams. `kept` is what was
 * typed on the card it was asked for from, for the way back; what is too long for a card is left out, and the card says so.
 */
export async function openFile(
  house: House,
  person: Person,
  asked: FileAsked,
  kept: DeskFile['back']['data'] = {},
): Promise<View> {
  const found = await findFile(house, person, asked);
  if (!isFile(found)) return found;
  const { name, ending, title, about, back } = found;
  const { at } = house.clock.now();
  const link = house.links?.linkTo({ person: person.id, asked }, at);
  const way =
    link === undefined
      ? ({ by: 'Teams', asked, bytes: (await found.bytes()).length } as const)
      : ({ by: 'link', ...link } as const);
  const stamped = link === undefined ? `${name}-${stamp(at)}` : name;
  const isTooLong = Buffer.byteLength(JSON.stringify(kept)) > MOST_KEPT;
  return {
    card: 'file',
    name: `${stamped}.${ending}`,
    title,
    about,
    back: { ...back, data: { ...back.data, ...(isTooLong ? {} : kept) } },
    isTooLong,
    way,
  };
}

/** A moment as part of a name: OneDrive says nothing, and keeps the old file, where one of the same name is there. */
function stamp(at: string): string {
  return at.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}
