import { partsOf } from '../../domain/corrections.ts';
import type { Reading } from '../../domain/kind.ts';
import { may, type Person } from '../../domain/people.ts';
import { isOpen } from '../../domain/request/state.ts';
import { normalizeSerial } from '../../domain/serials.ts';
import type { CorrectionForm } from '../../kinds/correction/form.ts';
import { KINDS } from '../../kinds/index.ts';
import type { ActionData } from '../actions.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import { refusal } from '../present.ts';
import type { View } from '../views.ts';
import { findDevice } from './devices.ts';
import { type FormDesk, fieldsOf, hasText, shownOf } from './form-desk.ts';
import { openForm } from './forms.ts';

const BLANK = { assignedUser: '', location: '', model: '', warrantyUntil: '', billingCode: '', labelled: '', tag: '' };

/** The form that corrects a device's record, at the desk. */
export const CORRECTION: FormDesk<CorrectionForm, Reading, ActionData<'correction.submit'>> = {
  kind: KINDS.correction,
  serialsField: 'serial',
  showsOwed: false,
  empty: (_agency, serial) => ({ serial, ...BLANK, reason: '', was: BLANK }),
  read: fieldsOf,
  isFilledIn: ({ reason }, field) => hasText({ reason }, field),
  view: (state) => {
    const { form, world } = state;
    return {
      card: 'correction form',
      ...shownOf(state),
      device: world.devices.get(normalizeSerial(form.serial)) ?? null,
      atOnce: may(world.actor, 'correct records', world.agency.code),
      now: world.now,
    };
  },
};

/** The form with what is on record, for the asset manager and the agency's approvers (Rules 6 and 57). */
export async function openCorrection(
  house: House,
  person: Person,
  { serial: typed }: ActionData<'correction.open'>,
): Promise<View> {
  const serial = normalizeSerial(typed);
  if (serial === '') return refusal('Which device?', 'Write correct and the serial, for example: correct 5CG0000001.');
  if (!may(person, 'ask for a correction', person.agency)) {
    return refusal(
      'Not yours to correct',
      'Records are corrected by the asset manager; an agency’s approvers may ask for it.',
    );
  }
  const device = await findDevice(house, person, serial);
  if (device === undefined) {
    return refusal('Not found', `There is no device ${serial.slice(0, 30)} that you can see. Check the label.`);
  }
  const request = device.openRequest === null ? undefined : await house.store.read(keys.request(device.openRequest));
  if (request !== undefined && isOpen(request.body)) {
    const { id } = request.body;
    return refusal('In a request already', `${serial} is part of ${id}. Have that finished or cancelled first.`);
  }
  const was = partsOf(device);
  const fill = (form: CorrectionForm): CorrectionForm => ({ ...form, ...was, was });
  return openForm(house, person, CORRECTION, serial, { agency: device.agency, fill });
}
