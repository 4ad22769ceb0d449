import { type Device, isHandingOver, isSupported } from '../../domain/device.ts';
import { draftFor } from '../../domain/draft.ts';
import type { Kind, Prepared, Reading } from '../../domain/kind.ts';
import { problemsOfLength } from '../../domain/lengths.ts';
import { happenedSchema } from '../../domain/loss-and-swap.ts';
import { daySchema } from '../../domain/months.ts';
import {
  type NamedDevices,
  problemsOfReason,
  quoteOfChange,
  readDevices,
  titleOfDevices,
  unitsOf,
} from '../../domain/named-devices.ts';
import { may } from '../../domain/people.ts';
import { possibleSerials } from '../../domain/read-serials.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Draft, Unit } from '../../domain/request/state.ts';
import { isBlank } from '../../domain/words.ts';
import { WORK_STEPS } from '../../domain/work-steps.ts';
import type { World } from '../../domain/world.ts';
import { LOSS_FIELDS, type LossForm, lossFormSchema } from './form.ts';

/** Devices one report may be about, and requests it may take them out of: one commit claims and ends them all. */
const MOST_LOST = 40;
const MOST_TAKEN_FROM = 8;

/**
 * Lost or stolen (Rule 55). Anybody of the agency, or the asset manager for any, reports it; nothing changes before the
 * asset manager marks it. What EUC is at work on only the asset manager reports: it is taken out of that request.
 */
export const loss: Kind<LossForm, Reading> = {
  name: 'loss',
  title: 'Lost or stolen',
  template: 'loss-form',
  fields: LOSS_FIELDS,
  schema: lossFormSchema,
  permission: 'report losses',
  serials: (form) => possibleSerials(form.serials),
  prepare,
};

function prepare(form: LossForm, world: World): Prepared<Reading> {
  const limits = { most: MOST_LOST, evenBusy: true };
  const named = readDevices(form.serials, world, 'to report', (device) => whyNotReport(device, world), limits);
  const what = happenedSchema.safeParse(form.what);
  const since = form.since.trim();
  const problems: Problem[] = [
    ...named.problems,
    ...problemsOfTaking(named.devices, world),
    ...(what.success ? [] : [{ field: 'what', text: 'Choose what happened: lost or stolen.' }]),
    ...problemsOfDay(since, world),
    ...problemsOfLength('policeReport', form.policeReport, 'detail'),
    ...problemsOfReason(form.reason, 'how it got lost, as far as is known'),
  ];
  const draft = problems.length > 0 || !what.success ? null : draftOf(form, named, { what: what.data, since }, world);
  return { problems, leftOut: named.leftOut, draft, reading: { found: named.found } };
}

/** A device the agency has no more cannot get lost; one that EUC is at work on is for EUC to report. */
function whyNotReport(device: Device, world: World): string | undefined {
  const { serial, status } = device;
  if (status === 'lost') return `${serial} is marked lost already. To bring it back, type found ${serial}.`;
  if (GONE.includes(status)) return `${serial} is ${status}, so the agency has it no more.`;
  if (isHandingOver(device)) return `${serial} is just being handed over to another agency. Try again in a minute.`;
  const busy = world.busy.get(serial);
  if (busy === undefined || may(world.actor, WORK_STEPS['mark lost'].permission, world.agency.code)) return undefined;
  return `${serial} is part of ${busy.request} (${busy.kind}), which EUC must end. Call the service desk, who can report it all the same.`;
}

const GONE: readonly Device['status'][] = ['surplus', 'transferred', 'retired'];

function problemsOfTaking(devices: readonly Device[], { busy }: World): Problem[] {
  const requests = new Set(devices.flatMap(({ serial }) => busy.get(serial)?.request ?? []));
  if (requests.size <= MOST_TAKEN_FROM) return [];
  const text = `They are part of ${requests.size} other requests, and ${MOST_TAKEN_FROM} at most can be ended at once. Report some of them now.`;
  return [{ field: 'serials', text }];
}

function problemsOfDay(since: string, { now }: World): Problem[] {
  if (!daySchema.safeParse(since).success) return [{ field: 'since', text: 'Choose the day since when it is gone.' }];
  return since > now.day ? [{ field: 'since', text: 'That day is still to come. Choose today or a day before.' }] : [];
}

/** Approved by nobody: what changes is that support stops, and the commitment goes on (Rules 22 and 55). */
function draftOf(
  form: LossForm,
  named: NamedDevices,
  happened: Omit<NonNullable<Unit['lost']>, 'takenFrom'>,
  world: World,
): Draft {
  const { devices, found } = named;
  const report = isBlank(form.policeReport) ? '' : ` Police report ${form.policeReport.trim()}.`;
  return draftFor(loss.name, world, {
    title: titleOfDevices(devices, happened.what, world),
    forWhom: 'EUC’s asset manager',
    billingCode: '',
    justification: `${form.reason.trim()}${report}`,
    form,
    quote: quoteOfChange(world, { counted: 0, leaving: devices.filter(isSupported).length, found }),
    route: [],
    units: unitsOf(named, (device) => {
      const { serial, assignedUser, location } = device;
      const lost = { ...happened, takenFrom: world.busy.get(serial)?.request ?? null };
      const counts = isSupported(device) ? -1 : 0;
      return { plan: ['mark lost'], assignedUser, location, becomes: null, counts, lost };
    }),
  });
}
