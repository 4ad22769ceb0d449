import type { Reading } from '../../domain/kind.ts';
import { may, type Person } from '../../domain/people.ts';
import type { House } from '../house.ts';
import { refusal } from '../present.ts';
import type { View } from '../views.ts';
import { findDevice } from './devices.ts';
import type { FormData, FormDesk } from './form-desk.ts';
import { openForm } from './forms.ts';
import { readKnown } from './read-known.ts';

/**
 * A form about devices, for the agency that has them: EUC's staff make such requests for any agency, so the first serial
 * in the text says for which. Where it says nothing, for the person's own. `word` is what they type before it.
 */
export async function openFormFor<F, R extends Reading, D extends FormData>(
  house: House,
  person: Person,
  desk: FormDesk<F, R, D>,
  text: string,
  word: string,
): Promise<View> {
  const serials = await readKnown(house, person, text);
  const [first] = serials;
  const named = serials.join(', ');
  const { permission = 'make a request' } = desk.kind;
  const device = first === undefined ? undefined : await findDevice(house, person, first);
  if (device !== undefined && may(person, permission, device.agency)) {
    return openForm(house, person, desk, named, { agency: device.agency });
  }
  if (may(person, 'make a request', person.agency)) return openForm(house, person, desk, named);
  if (first === undefined)
    return refusal('Which device?', `Write ${word} and the serial, for example: ${word} 7BLUE01.`);
  if (device === undefined) {
    return refusal('Not found', `There is no device ${first.slice(0, 30)} that you can see. Check the label.`);
  }
  return openForm(house, person, desk, named, { agency: device.agency });
}
