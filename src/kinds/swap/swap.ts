import { type Device, isSupported } from '../../domain/device.ts';
import { draftFor } from '../../domain/draft.ts';
import type { Kind, Prepared, Reading } from '../../domain/kind.ts';
import { problemsOfLength } from '../../domain/lengths.ts';
import { problemsOfReason, quoteOfChange, readDevices, unitsOf } from '../../domain/named-devices.ts';
import { possibleSerials } from '../../domain/read-serials.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Line } from '../../domain/request/quote.ts';
import type { Draft, Unit } from '../../domain/request/state.ts';
import { wordsOf } from '../../domain/words.ts';
import { planForDecommission, planForSwap } from '../../domain/work-steps.ts';
import type { World } from '../../domain/world.ts';
import { SWAP_FIELDS, type SwapForm, swapFormSchema } from './form.ts';

/**
 * A warranty swap (Rule 55): the maker replaces a device; the new one goes to its user, the old one back. Made by the asset
 * manager and approved by nobody: the bill stays what was approved when the old one was ordered (Rules 16 and 19).
 */
export const swap: Kind<SwapForm, Reading> = {
  name: 'swap',
  title: 'Warranty swap',
  template: 'swap-form',
  fields: SWAP_FIELDS,
  schema: swapFormSchema,
  permission: 'swap devices',
  serials: (form) => possibleSerials(form.serial),
  prepare,
};

function prepare(form: SwapForm, world: World): Prepared<Reading> {
  const named = readDevices(form.serial, world, 'to swap', (device) => whyNotSwap(device, world), { most: 1 });
  const own = (problem: Problem): Problem => (problem.field === 'serials' ? { ...problem, field: 'serial' } : problem);
  const problems = [
    ...named.problems.map(own),
    ...problemsOfLength('newUser', form.newUser, 'name'),
    ...problemsOfLength('newLocation', form.newLocation, 'place'),
    ...problemsOfReason(form.reason, 'what is wrong with the device'),
  ];
  const [device] = named.devices;
  const draft = problems.length > 0 || device === undefined ? null : draftOf(form, device, world);
  return { problems, leftOut: [], draft, reading: { found: named.found } };
}

/** A device in service, while its maker still answers for it. */
function whyNotSwap({ serial, status, warrantyUntil }: Device, { now }: World): string | undefined {
  if (status !== 'in service') return `${serial} is ${status}; only what is in service is swapped.`;
  if (warrantyUntil >= now.day) return undefined;
  return `The warranty of ${serial} ended on ${warrantyUntil}, so its maker does not replace it. Order a successor.`;
}

function draftOf(form: SwapForm, device: Device, world: World): Draft {
  const name = wordsOf(form.newUser);
  const assignedUser = name === '' ? device.assignedUser : { id: null, name };
  const location = wordsOf(form.newLocation) || device.location;
  const line = lineOf(device, world);
  const leaving = isSupported(device) ? 1 : 0;
  const change = quoteOfChange(world, { counted: device.countsForSupport ? 1 : 0, leaving, found: [] });
  return draftFor(swap.name, world, {
    title: `${device.serial} to swap under warranty`,
    forWhom: [assignedUser?.name, location].filter(Boolean).join(', '),
    billingCode: '',
    justification: form.reason.trim(),
    form,
    quote: { ...change, lines: [line] },
    route: [],
    units: unitsFor(device, line, { assignedUser, location }),
  });
}

/** What comes: the same item, at no cost of its own. */
function lineOf(device: Device, { catalog }: World): Line {
  const item = catalog.items.find(({ code }) => code === device.item);
  const name = device.item === null ? device.model : device.itemName;
  const { countsForSupport, holdsStorage } = device;
  const code = device.item ?? 'LEGACY';
  const plural = item?.plural ?? `${name}s`;
  return { item: code, name, plural, quantity: 1, reserve: 0, rateCents: 0, countsForSupport, holdsStorage };
}

/** The new device for its user, and the old one on its way back to the maker. What is owed goes over to the new one. */
function unitsFor(device: Device, line: Line, to: Pick<Unit, 'assignedUser' | 'location'>): Unit[] {
  const nothing = { monthsOwed: 0, owedCents: 0 };
  const [old] = unitsOf({ devices: [device], found: [] }, ({ assignedUser, location }) => {
    return { plan: planForDecommission(device), assignedUser, location, becomes: 'retired' };
  });
  const fresh: Unit = {
    no: 1,
    item: line.item,
    name: line.name,
    plan: planForSwap(device),
    done: 0,
    serial: null,
    ...to,
    becomes: null,
    ...nothing,
    cancelled: false,
    replaces: device.serial,
  };
  return old === undefined ? [fresh] : [fresh, { ...old, no: 2 }];
}
