import { isSupported } from '../../domain/device.ts';
import { draftFor } from '../../domain/draft.ts';
import type { Kind, Prepared, Reading } from '../../domain/kind.ts';
import {
  type NamedDevices,
  problemsOfReason,
  quoteOfChange,
  readDevices,
  titleOfDevices,
  unitsOf,
} from '../../domain/named-devices.ts';
import { possibleSerials } from '../../domain/read-serials.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Draft } from '../../domain/request/state.ts';
import { type Destination, destinationSchema } from '../../domain/sanitization.ts';
import { planForDecommission } from '../../domain/work-steps.ts';
import type { World } from '../../domain/world.ts';
import { DECOMMISSION_FIELDS, type DecommissionForm, decommissionFormSchema } from './form.ts';

/** Decommission Device (Rules 7 and 38 to 42): collected, sanitized and placed where the form says. */
export const decommission: Kind<DecommissionForm, Reading> = {
  name: 'decommission',
  title: 'Decommission',
  template: 'decommission-form',
  fields: DECOMMISSION_FIELDS,
  schema: decommissionFormSchema,
  serials: (form) => possibleSerials(form.serials),
  prepare,
};

function prepare(form: DecommissionForm, world: World): Prepared<Reading> {
  const outcome = destinationSchema.safeParse(form.outcome);
  const becomes = outcome.success ? outcome.data : undefined;
  const named = readDevices(form.serials, world, 'to give back', ({ serial, status }) => {
    if (!['in service', 'spare', 'disaster reserve'].includes(status)) {
      return `${serial} is ${status}, so it cannot be given back now.`;
    }
    return status === becomes
      ? `${serial} is ${becomes === 'spare' ? 'a spare' : `in ${becomes}`} already.`
      : undefined;
  });
  const chosen: Problem[] =
    becomes === undefined ? [{ field: 'outcome', text: 'Choose what becomes of the devices.' }] : [];
  const problems = [...named.problems, ...chosen, ...problemsOfReason(form.reason, 'why they are given back')];
  const draft = problems.length > 0 || becomes === undefined ? null : draftOf(form, named, becomes, world);
  return { problems, leftOut: named.leftOut, draft, reading: { found: named.found } };
}

/** Approved by the agency only where months are left to pay (Rule 22). */
function draftOf(form: DecommissionForm, named: NamedDevices, becomes: Destination, world: World): Draft {
  const { devices, found } = named;
  const leaving = devices.filter(isSupported).length;
  return draftFor(decommission.name, world, {
    title: titleOfDevices(devices, 'to give back'),
    forWhom: `to become ${becomes}`,
    billingCode: '',
    justification: form.reason.trim(),
    form,
    quote: quoteOfChange(world, { counted: 0, leaving, found }),
    route: found.some(({ monthsOwed }) => monthsOwed > 0) ? ['agency'] : [],
    units: unitsOf(named, (device) => {
      const { assignedUser, location } = device;
      const counts = isSupported(device) ? -1 : 0;
      return { plan: planForDecommission(device), assignedUser, location, becomes, counts };
    }),
  });
}
