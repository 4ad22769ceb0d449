import {
  CORRECTED_FIELDS,
  type CorrectedField,
  type Correction,
  correctedFieldSchema,
  partOf,
} from '../../domain/corrections.ts';
import { type Device, isHandedOver, whyNoLabel } from '../../domain/device.ts';
import { draftFor } from '../../domain/draft.ts';
import { foundDevice, whyNotAvailable } from '../../domain/found-device.ts';
import type { Kind, Prepared, Reading } from '../../domain/kind.ts';
import { problemsOfLength } from '../../domain/lengths.ts';
import { daySchema } from '../../domain/months.ts';
import { problemsOfReason, quoteOfChange, titleOfDevices, unitsOf } from '../../domain/named-devices.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Draft } from '../../domain/request/state.ts';
import { isSerial, normalizeSerial } from '../../domain/serials.ts';
import { bearerOf, isTag, NO_TAG, sameTag } from '../../domain/tags.ts';
import { wordsOf } from '../../domain/words.ts';
import type { World } from '../../domain/world.ts';
import { CORRECTION_FIELDS, type CorrectionForm, correctionFormSchema } from './form.ts';

/**
 * What a record says of a device is put right (Rules 6, 28 and 31): its user, place, model, warranty, billing code,
 * label and tag. Nothing is done to the device, so nobody approves it; the asset manager makes it, and an agency's approver may ask
 * for it. Its state, support and commitment stay as they are.
 */
export const correction: Kind<CorrectionForm, Reading> = {
  name: 'correction',
  title: 'Correction',
  template: 'correction-form',
  fields: CORRECTION_FIELDS,
  schema: correctionFormSchema,
  permission: 'ask for a correction',
  tags: ({ tag }) => [wordsOf(tag)].filter((typed) => typed !== ''),
  serials: ({ serial }) => [normalizeSerial(serial)].filter(isSerial),
  prepare,
};

function prepare(form: CorrectionForm, world: World): Prepared<Reading> {
  const serial = normalizeSerial(form.serial);
  const device = world.devices.get(serial);
  const why = whyNotAvailable(serial, world)?.text ?? (device && whyGone(device));
  if (why !== undefined || device === undefined) {
    return { problems: [{ field: null, text: why ?? '' }], leftOut: [], draft: null, reading: { found: [] } };
  }
  const corrections = correctionsIn(form, device);
  const problems = [
    ...corrections.flatMap((correction) => problemsOf(correction, device, world)),
    ...(corrections.length === 0
      ? [{ field: null, text: 'Nothing here is different from the record. Change what is wrong with it.' }]
      : []),
    ...problemsOfReason(form.reason, 'why the record is wrong'),
  ];
  const reading: Reading = { found: [foundDevice(device, world)] };
  const draft = problems.length > 0 ? null : draftOf(form, device, corrections, world);
  return { problems, leftOut: [], draft, reading };
}

function whyGone(device: Device): string | undefined {
  return isHandedOver(device) ? `${device.serial} is another agency’s now, which has its record.` : undefined;
}

/** What was changed on the form and is different from the record. */
function correctionsIn(form: CorrectionForm, device: Device): Correction[] {
  return correctedFieldSchema.options.flatMap((field) => {
    const to = field === 'labelled' ? String(form.labelled === 'true') : wordsOf(form[field]);
    const from = partOf(device, field);
    // A field that its card does not ask for.
    if (form[field] === '' && !isAsked(field, device)) return [];
    return to === from || to === wordsOf(form.was[field]) ? [] : { field, from, to };
  });
}

/** Whether nothing in a field means nothing: who has it is asked in service, a tag where one is recorded, the label by a box. */
function isAsked(field: CorrectedField, device: Device): boolean {
  if (field === 'assignedUser') return device.status === 'in service';
  if (field === 'tag') return bearsTag(device);
  // A box that is there says "true" or "false"; it never says nothing.
  return field !== 'labelled';
}

/** Rule 28: what a device in service must have, and what one that is not cannot have. */
function problemsOf({ field, to }: Correction, device: Device, { agency, tagged = [] }: World): Problem[] {
  const is = (text: string): Problem[] => [{ field, text }];
  const { serial, status } = device;
  switch (field) {
    case 'assignedUser':
      if (status !== 'in service')
        return is(`${serial} is ${status}, so nobody is assigned. To give it to somebody, move it.`);
      return to === '' ? is('A device in service has a user. Say who.') : problemsOfLength(field, to, 'name');
    case 'location':
      return to === '' ? is('Say where it is.') : problemsOfLength(field, to, 'place');
    case 'model':
      return to === '' ? is('Say which model it is.') : problemsOfLength(field, to, 'model');
    case 'warrantyUntil':
      return daySchema.safeParse(to).success ? [] : is('Choose the last day of the warranty.');
    case 'billingCode':
      return agency.billingCodes.includes(to)
        ? []
        : is(`That is not a billing code of ${agency.code}. Choose one that is.`);
    case 'labelled': {
      const why = whyNoLabel(device);
      return why === null ? [] : is(why);
    }
    case 'tag': {
      if (!bearsTag(device)) return is(`${serial} has no tag on record that could be wrong.`);
      const other = bearerOf(to, serial, tagged);
      if (other !== undefined) return is(sameTag(to, other.serial));
      return isTag(to) ? [] : is(NO_TAG);
    }
  }
}

/** Whether a tag is recorded: the first one is recorded in the purchase, by the agency (Rule 53). */
function bearsTag({ property }: Device): boolean {
  return property !== undefined && property.tag !== null;
}

function draftOf(form: CorrectionForm, device: Device, corrections: Correction[], world: World): Draft {
  const to = (field: CorrectedField): string => corrections.find((one) => one.field === field)?.to ?? '';
  const user = to('assignedUser');
  return draftFor(correction.name, world, {
    title: titleOfDevices([device], 'to correct', world),
    forWhom: `the record: ${corrections.map(({ field }) => CORRECTED_FIELDS[field].toLowerCase()).join(', ')}`,
    billingCode: to('billingCode'),
    justification: form.reason.trim(),
    form,
    quote: quoteOfChange(world, { counted: 0, leaving: 0, found: [] }),
    route: [],
    units: unitsOf({ devices: [device], found: [] }, () => ({
      plan: ['update'],
      assignedUser: user === '' ? device.assignedUser : { id: null, name: user },
      location: to('location') === '' ? device.location : to('location'),
      becomes: null,
      corrects: corrections,
    })),
  });
}
