import type { Person } from '../../domain/people.ts';
import type { House } from '../house.ts';
import type { View } from '../views.ts';
import type { FileAsked } from './asked.ts';
import { type DeskFile, isFile } from './file.ts';
import { findFile } from './find.ts';

/**
 * Offers a file in the way the desk is run: as a link on this machine, or to be saved through Teams. `kept` is what was
 * typed on the card it was asked for from, for the way back.
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
  return {
    card: 'file',
    name: `${stamped}.${ending}`,
    title,
    about,
    back: { ...back, data: { ...back.data, ...kept } },
    way,
  };
}

/** A moment as part of a name: OneDrive says nothing, and keeps the old file, where one of the same name is there. */
function stamp(at: string): string {
  return at.slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}
