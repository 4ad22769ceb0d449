import type { Device } from '../../domain/device.ts';
import type { Kind, Prepared, Reading } from '../../domain/kind.ts';
import {
  type NamedDevices,
  problemsOfReason,
  quoteOfChange,
  readDevices,
  titleOfDevices,
  unitsOf,
} from '../../domain/named-devices.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Draft, Unit } from '../../domain/request/state.ts';
import { readSerials } from '../../domain/serials.ts';
import { isSameName, wordsOf } from '../../domain/words.ts';
import { planForMove, planForReturn } from '../../domain/work-steps.ts';
import type { World } from '../../domain/world.ts';
import { MOVE_FIELDS, type MoveForm, moveFormSchema } from './form.ts';

/** Longest texts, in characters. */
const LONGEST = { newUser: 80, newLocation: 120 } as const;

/** Move/Reassign Device within an agency, and the return of a spare or reserve device to service (Rules 34 to 37). */
export const move: Kind<MoveForm, Reading> = {
  name: 'move',
  title: 'Move',
  template: 'move-form',
  fields: MOVE_FIELDS,
  schema: moveFormSchema,
  serials: (form) => readSerials(form.serials),
  prepare,
};

function prepare(form: MoveForm, world: World): Prepared<Reading> {
  const named = readDevices(form.serials, world, 'to move', (device) => {
    if (isReturn(device) || device.status === 'in service') return undefined;
    return `${device.serial} is ${device.status}, so it cannot be moved now.`;
  });
  const assignment = cleaned(form);
  const problems = [
    ...named.problems,
    ...problemsOfAssignment(assignment, named.devices, world),
    ...problemsOfReason(form.reason, 'why the device moves'),
  ];
  const draft = problems.length > 0 ? null : draftOf(form, assignment, named, world);
  return { problems, leftOut: named.leftOut, draft, reading: { found: named.found } };
}

/** Whether a move brings the device back to service (Rule 37). */
function isReturn(device: Device): boolean {
  return device.status === 'spare' || device.status === 'disaster reserve';
}

type NewAssignment = Pick<MoveForm, 'newUser' | 'newLocation' | 'newBillingCode'>;

function cleaned({ newUser, newLocation, newBillingCode }: MoveForm): NewAssignment {
  return { newUser: wordsOf(newUser), newLocation: wordsOf(newLocation), newBillingCode: newBillingCode.trim() };
}

/** Rule 34: the new assignment, complete for a device that comes back to service. */
function problemsOfAssignment(to: NewAssignment, devices: readonly Device[], { agency }: World): Problem[] {
  const problems: Problem[] = [];
  for (const field of ['newUser', 'newLocation'] as const) {
    if (to[field].length > LONGEST[field]) {
      problems.push({ field, text: `Make it shorter: ${LONGEST[field]} characters at most.` });
    }
  }
  if (to.newBillingCode !== '' && !agency.billingCodes.includes(to.newBillingCode)) {
    problems.push({
      field: 'newBillingCode',
      text: `That is not a billing code of ${agency.code}. Choose one that is.`,
    });
  }
  const back = devices.find(isReturn);
  if (back !== undefined) {
    if (to.newUser === '') problems.push({ field: 'newUser', text: `Say who gets ${back.serial}.` });
    if (to.newLocation === '') problems.push({ field: 'newLocation', text: `Say where ${back.serial} goes.` });
  } else if (to.newUser === '' && to.newLocation === '' && to.newBillingCode === '') {
    problems.push({ field: 'newUser', text: 'Say what changes: the user, the location or the billing code.' });
  }
  return problems;
}

/** Approved by the agency only where a device comes back to service, since the bill grows (Rule 22). */
function draftOf(form: MoveForm, to: NewAssignment, named: NamedDevices, world: World): Draft {
  const { devices, found } = named;
  const counted = devices.filter((device) => isReturn(device) && device.countsForSupport).length;
  const whereTo = [to.newUser, to.newLocation].filter((text) => text !== '').join(', ');
  return {
    id: world.id,
    kind: move.name,
    agency: world.agency.code,
    title: titleOfDevices(devices, 'to move'),
    forWhom: whereTo === '' ? `billing code ${to.newBillingCode}` : whereTo,
    billingCode: to.newBillingCode,
    justification: form.reason.trim(),
    ticket: world.id,
    form,
    quote: quoteOfChange(world, { counted, leaving: 0, found }),
    route: devices.some(isReturn) ? ['agency'] : [],
    parent: null,
    units: unitsOf(named, (device) => planned(device, to)),
  };
}

function planned(device: Device, to: NewAssignment): Pick<Unit, 'plan' | 'assignedUser' | 'location' | 'becomes'> {
  const before = device.assignedUser;
  const userChanges = to.newUser !== '' && (before === null || !isSameName(before.name, to.newUser));
  const assignedUser = userChanges ? { id: null, name: to.newUser } : before;
  const location = to.newLocation === '' ? device.location : to.newLocation;
  const plan = isReturn(device) ? planForReturn(device) : planForMove(device, userChanges);
  return { plan, assignedUser, location, becomes: null };
}
