import { type Device, isSupported } from '../../domain/device.ts';
import { draftFor } from '../../domain/draft.ts';
import { nameOf } from '../../domain/found-device.ts';
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
import type { Agency } from '../../domain/people.ts';
import { possibleSerials } from '../../domain/read-serials.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Quote } from '../../domain/request/quote.ts';
import type { ApprovalStep, Draft, Unit } from '../../domain/request/state.ts';
import { isSameName, wordsOf } from '../../domain/words.ts';
import { planForMove, planForReturn, planForTransfer } from '../../domain/work-steps.ts';
import type { World } from '../../domain/world.ts';
import { MOVE_FIELDS, type MoveForm, moveFormSchema } from './form.ts';

/**
 * Move/Reassign Device within an agency or to another one, and the return of a spare or reserve device to service (Rules
 * 34 to 37).
 */
export const move: Kind<MoveForm, Reading> = {
  name: 'move',
  title: 'Move',
  template: 'move-form',
  fields: MOVE_FIELDS,
  schema: moveFormSchema,
  serials: (form) => possibleSerials(form.serials),
  prepare,
};

function prepare(form: MoveForm, world: World): Prepared<Reading> {
  const assignment = cleaned(form);
  const named = readDevices(form.serials, world, 'to move', (device) => {
    if (isBilledAlready(device, assignment)) return `${device.serial} is billed to ${device.billingCode} already.`;
    if (isThereAlready(device, assignment, world)) {
      return `${device.serial} is with ${device.assignedUser?.name ?? 'nobody'} there already, so nothing would change.`;
    }
    if (isReturn(device) || device.status === 'in service') return undefined;
    return `${device.serial} is ${device.status}, so it cannot be moved now.`;
  });
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

/** Whether nothing moves but the bill (Rule 35): then nobody has to touch the device. */
function isBillingOnly({ newUser, newLocation, newAgency, newBillingCode }: NewAssignment): boolean {
  return newUser === '' && newLocation === '' && newAgency === '' && newBillingCode !== '';
}

function isBilledAlready(device: Device, to: NewAssignment): boolean {
  return isBillingOnly(to) && !isReturn(device) && device.billingCode === to.newBillingCode;
}

/** Whether nothing of a device would change. What an order has said of it is done all the same (Rule 15). */
function isThereAlready(device: Device, to: NewAssignment, { id }: World): boolean {
  const { assignedUser, location, billingCode, openRequest } = device;
  if (device.status !== 'in service' || to.newAgency !== '' || (openRequest !== null && openRequest !== id))
    return false;
  const isUser = to.newUser === '' || isSameName(to.newUser, assignedUser?.name ?? '');
  const isPlace = to.newLocation === '' || isSameName(to.newLocation, location ?? '');
  const isCode = to.newBillingCode === '' || to.newBillingCode === billingCode;
  return isUser && isPlace && isCode && (to.newUser !== '' || to.newLocation !== '');
}

/** Whether its support starts again. */
function comesBack(device: Device): boolean {
  return isReturn(device) && device.countsForSupport;
}

type NewAssignment = Pick<MoveForm, 'newUser' | 'newLocation' | 'newAgency' | 'newBillingCode'>;

function cleaned({ newUser, newLocation, newAgency, newBillingCode }: MoveForm): NewAssignment {
  return {
    newUser: wordsOf(newUser),
    newLocation: wordsOf(newLocation),
    newAgency: newAgency.trim(),
    newBillingCode: newBillingCode.trim(),
  };
}

/** The agencies that devices of one may go to: all others that can be billed (Rules 28 and 36). */
export function otherAgencies({ agencies, agency }: Pick<World, 'agencies' | 'agency'>): Agency[] {
  return agencies.filter(({ code, billingCodes }) => code !== agency.code && billingCodes.length > 0);
}

/** Rule 34: the new assignment, complete for a device that comes back to service; at another agency it may be named later. */
function problemsOfAssignment(to: NewAssignment, devices: readonly Device[], world: World): Problem[] {
  const { agency } = world;
  const problems = [
    ...problemsOfLength('newUser', to.newUser, 'name'),
    ...problemsOfLength('newLocation', to.newLocation, 'place'),
  ];
  if (to.newAgency !== '') return [...problems, ...problemsOfTransfer(to, world)];
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
    problems.push({
      field: 'newUser',
      text: 'Say what changes: the user, the location, the agency or the billing code.',
    });
  }
  return problems;
}

/** Rule 36: who pays at the other agency is for its approver to say. */
function problemsOfTransfer({ newAgency, newBillingCode }: NewAssignment, world: World): Problem[] {
  const problems: Problem[] = [];
  if (!otherAgencies(world).some(({ code }) => code === newAgency)) {
    problems.push({ field: 'newAgency', text: 'Choose one of the agencies in the list.' });
  }
  if (newBillingCode !== '') {
    const text = `${newAgency.slice(0, 12)} chooses the billing code itself. Leave it unchanged.`;
    problems.push({ field: 'newBillingCode', text });
  }
  return problems;
}

/** What a move is for the agencies it concerns. */
type Concern = Pick<Draft, 'forWhom' | 'billingCode' | 'toAgency' | 'quote' | 'toQuote' | 'route'>;

function draftOf(form: MoveForm, to: NewAssignment, named: NamedDevices, world: World): Draft {
  return draftFor(move.name, world, {
    title: titleOfDevices(named.devices, isBillingOnly(to) ? `to bill to ${to.newBillingCode}` : 'to move', world),
    justification: form.reason.trim(),
    form,
    ...(to.newAgency === '' ? concernInside(to, named, world) : concernOfTwo(to, named, world)),
    units: unitsOf(named, (device) => (to.newAgency === '' ? planned(device, to) : plannedElsewhere(device, to))),
  });
}

/** Approved by the agency only where a device comes back to service, since the bill grows (Rule 22). */
function concernInside(to: NewAssignment, { devices, found }: NamedDevices, world: World): Concern {
  const counted = devices.filter(comesBack).length;
  const whereTo = placeOf(to);
  return {
    forWhom: whereTo === '' ? `billing code ${to.newBillingCode}` : whereTo,
    billingCode: to.newBillingCode,
    toAgency: null,
    quote: quoteOfChange(world, { counted, leaving: 0, found }),
    toQuote: null,
    route: devices.some(isReturn) ? ['agency'] : [],
  };
}

/** Approved by both agencies, each on its own figures (Rules 22 and 36). */
function concernOfTwo(to: NewAssignment, { devices, found }: NamedDevices, world: World): Concern {
  const leaving = devices.filter(isSupported).length;
  const counted = devices.filter(({ countsForSupport }) => countsForSupport).length;
  const quote = (change: { counted: number; leaving: number }): Quote => quoteOfChange(world, { ...change, found });
  const route: ApprovalStep[] = ['agency', 'receiving agency'];
  return {
    forWhom: [to.newAgency, placeOf(to)].filter((text) => text !== '').join(', '),
    billingCode: '',
    toAgency: to.newAgency,
    quote: quote({ counted: 0, leaving }),
    toQuote: quote({ counted, leaving: 0 }),
    route,
  };
}

function placeOf({ newUser, newLocation }: NewAssignment): string {
  return [newUser, newLocation].filter((text) => text !== '').join(', ');
}

type Planned = Pick<Unit, 'plan' | 'assignedUser' | 'location' | 'becomes' | 'corrects' | 'counts'>;

function planned(device: Device, to: NewAssignment): Planned {
  const before = device.assignedUser;
  if (isBillingOnly(to)) {
    const { location, billingCode: from } = device;
    const corrects: Unit['corrects'] = [{ field: 'billingCode', from, to: to.newBillingCode }];
    return { plan: ['update'], assignedUser: before, location, becomes: null, corrects };
  }
  const userChanges = to.newUser !== '' && (before === null || !isSameName(before.name, to.newUser));
  const assignedUser = userChanges ? { id: null, name: to.newUser } : before;
  const location = to.newLocation === '' ? device.location : to.newLocation;
  const plan = isReturn(device) ? planForReturn(device) : planForMove(device, userChanges);
  return { plan, assignedUser, location, becomes: null, counts: comesBack(device) ? 1 : 0 };
}

/** Rule 9: who gets it and where may be named until staging. The model is what the other agency knows it by. */
function plannedElsewhere(device: Device, to: NewAssignment): Planned & Pick<Unit, 'name'> {
  const name = nameOf(device);
  return {
    name: name === device.model ? name : `${name}, ${device.model}`,
    plan: planForTransfer(device),
    assignedUser: to.newUser === '' ? null : { id: null, name: to.newUser },
    location: to.newLocation === '' ? null : to.newLocation,
    becomes: null,
    counts: isSupported(device) ? -1 : 0,
  };
}
