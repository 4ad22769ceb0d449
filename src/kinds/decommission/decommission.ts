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
import type { Serial } from '../../domain/serials.ts';
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
  const named = readDevices(form.serials, world, 'to give back', ({ serial, status }) => {
    if (!['in service', 'spare', 'disaster reserve'].includes(status)) {
      return `${serial} is ${status}, so it cannot be given back now.`;
    }
    return status === outcomeOf(form, serial)
      ? `${serial} is ${status === 'spare' ? 'a spare' : `in ${status}`} already.`
      : undefined;
  });
  const problems = [
    ...named.problems,
    ...problemsOfOutcome(form, named),
    ...problemsOfReason(form.reason, 'why they are given back'),
  ];
  const draft = problems.length > 0 ? null : draftOf(form, named, world);
  return { problems, leftOut: named.leftOut, draft, reading: { found: named.found } };
}

/** What becomes of a device: as it was chosen for it, or else for all of them (Rules 38 and 39). Null for what is no outcome. */
function outcomeOf({ outcome, outcomes = {} }: DecommissionForm, serial: Serial): Destination | null {
  const own = outcomes[serial]?.outcome.trim() || outcome;
  return destinationSchema.safeParse(own).data ?? null;
}

function problemsOfOutcome(form: DecommissionForm, { devices }: NamedDevices): Problem[] {
  const isKnown = destinationSchema.safeParse(form.outcome).success;
  const wrong = devices.filter(({ serial }) => serial in (form.outcomes ?? {}) && outcomeOf(form, serial) === null);
  return [
    ...(isKnown ? [] : [{ field: 'outcome', text: 'Choose what becomes of the devices.' }]),
    ...wrong.map(({ serial }) => ({ field: `outcome_${serial}`, text: `Choose what becomes of ${serial}.` })),
  ];
}

/** Approved by the agency only where months are left to pay (Rule 22). */
function draftOf(form: DecommissionForm, named: NamedDevices, world: World): Draft {
  const { devices, found } = named;
  const leaving = devices.filter(isSupported).length;
  const ends = new Set(devices.map(({ serial }) => outcomeOf(form, serial) ?? ''));
  return draftFor(decommission.name, world, {
    title: titleOfDevices(devices, 'to give back', world),
    forWhom: `to become ${new Intl.ListFormat('en-US').format(ends)}`,
    billingCode: '',
    justification: form.reason.trim(),
    form,
    quote: quoteOfChange(world, { counted: 0, leaving, found }),
    route: found.some(({ monthsOwed }) => monthsOwed > 0) ? ['agency'] : [],
    units: unitsOf(named, (device) => {
      const { serial, assignedUser, location } = device;
      const counts = isSupported(device) ? -1 : 0;
      return { plan: planForDecommission(device), assignedUser, location, becomes: outcomeOf(form, serial), counts };
    }),
  });
}
