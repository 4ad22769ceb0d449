import type { Reading } from '../../domain/kind.ts';
import { may, type Person } from '../../domain/people.ts';
import type { Serial } from '../../domain/serials.ts';
import type { House } from '../house.ts';
import { refusal } from '../present.ts';
import type { View } from '../views.ts';
import { findDevice } from './devices.ts';
import { type FormData, type FormDesk, openForm } from './forms.ts';

/**
 * A form about devices, for the agency that has them: EUC's staff make such requests for any agency, so the first serial
 * says for which. `word` is what they type.
 */
export async function openFormFor<F, R extends Reading, D extends FormData>(
  house: House,
  person: Person,
  desk: FormDesk<F, R, D>,
  serials: readonly Serial[],
  word: string,
): Promise<View> {
  const [first] = serials;
  const named = serials.join(', ');
  if (may(person, 'make a request', person.agency)) return openForm(house, person, desk, named);
  if (first === undefined)
    return refusal('Which device?', `Write ${word} and the serial, for example: ${word} 7BLUE01.`);
  const device = await findDevice(house, person, first);
  if (device === undefined) {
    return refusal('Not found', `There is no device ${first.slice(0, 30)} that you can see. Check the label.`);
  }
  return openForm(house, person, desk, named, { agency: device.agency });
}
