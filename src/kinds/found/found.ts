import type { Device } from '../../domain/device.ts';
import { draftFor } from '../../domain/draft.ts';
import type { Kind, Prepared, Reading } from '../../domain/kind.ts';
import { problemsOfLength } from '../../domain/lengths.ts';
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
import { wordsOf } from '../../domain/words.ts';
import { planForFound } from '../../domain/work-steps.ts';
import type { World } from '../../domain/world.ts';
import { FOUND_FIELDS, type FoundForm, foundFormSchema } from './form.ts';

/** A lost device that has turned up (Rule 55): collected from where it is, sanitized, and placed where the form says. */
export const found: Kind<FoundForm, Reading> = {
  name: 'found',
  title: 'Found',
  template: 'found-form',
  fields: FOUND_FIELDS,
  schema: foundFormSchema,
  permission: 'report losses',
  serials: (form) => possibleSerials(form.serials),
  prepare,
};

function prepare(form: FoundForm, world: World): Prepared<Reading> {
  const outcome = destinationSchema.safeParse(form.outcome);
  const becomes = outcome.success ? outcome.data : undefined;
  const named = readDevices(form.serials, world, 'that are found', whyNotFound);
  const chosen: Problem[] =
    becomes === undefined ? [{ field: 'outcome', text: 'Choose what becomes of the devices.' }] : [];
  const problems = [
    ...named.problems,
    ...problemsOfPlace(form.where),
    ...chosen,
    ...problemsOfReason(form.reason, 'how it turned up'),
  ];
  const draft = problems.length > 0 || becomes === undefined ? null : draftOf(form, named, becomes, world);
  return { problems, leftOut: named.leftOut, draft, reading: { found: named.found } };
}

function whyNotFound({ serial, status, lost }: Device): string | undefined {
  if (status !== 'lost') return `${serial} is ${status}, not lost.`;
  if (lost?.isNew !== true) return undefined;
  return `${serial} was never deployed, so the warehouse can receive it again for an order.`;
}

function problemsOfPlace(where: string): Problem[] {
  if (wordsOf(where) === '') return [{ field: 'where', text: 'Say where EUC can collect it.' }];
  return problemsOfLength('where', where, 'place');
}

/** Approved by the agency only where it gives up for good what it pays for still, as with any device (Rule 22). */
function draftOf(form: FoundForm, named: NamedDevices, becomes: Destination, world: World): Draft {
  const { devices, found: owing } = named;
  const isKept = becomes === 'spare' || becomes === 'disaster reserve';
  const needsApproval = !isKept && owing.some(({ monthsOwed }) => monthsOwed > 0);
  return draftFor(found.name, world, {
    title: titleOfDevices(devices, 'found', world),
    forWhom: `become ${becomes}`,
    billingCode: '',
    justification: form.reason.trim(),
    form,
    quote: quoteOfChange(world, { counted: 0, leaving: 0, found: owing }),
    route: needsApproval ? ['agency'] : [],
    units: unitsOf(named, (device) => {
      const { assignedUser } = device;
      return { plan: planForFound(device), assignedUser, location: wordsOf(form.where), becomes };
    }),
  });
}
