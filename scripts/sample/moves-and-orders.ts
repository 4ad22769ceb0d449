import { KINDS } from '../../src/kinds/index.ts';
import type { MoveForm } from '../../src/kinds/move/form.ts';
import { otherAgencies } from '../../src/kinds/move/move.ts';
import { emptyOrder } from '../../src/kinds/order/form.ts';
import { free } from './free.ts';
import type { Scene } from './lives.ts';
import { personName, place } from './names.ts';
import type { Asked, Asking } from './requests.ts';

const REASONS = [
  'The survey team grows.',
  'Replaces devices that are past their term.',
  'New office in the north of the state, opened with the budget of this fiscal year.',
  'Requested by the field office after the storm.',
];

/** One or two items, some of them in place of devices that are there, a few for disaster reserve. */
export function orderOf(scene: Scene, { world, at, room }: Asking): Asked {
  const { chance } = scene;
  const { agency, catalog } = world;
  const items = catalog.items.filter(({ active }) => active).map(({ code }) => code);
  const first = chance.oneOf(items);
  const others = chance.is(0.4) ? [chance.oneOf(items.filter((code) => code !== first))] : [];
  const wanted = chance.weighted([
    [1, 40],
    [chance.whole(2, 5), 35],
    [chance.whole(6, 20), 20],
    [chance.whole(21, 60), 5],
  ] as const);
  const size = Math.min(wanted, Math.floor(room / 2));
  const forReserve = chance.is(0.04);
  const replaced = !forReserve && chance.is(0.35) ? free(scene, at, 'in service', Math.min(size, 20)) : [];
  const becomes = replaced.length === 0 ? '' : chance.weighted(BECOMES);
  const isNext = becomes === 'redistribute';
  const form = {
    ...emptyOrder(agency.billingCodes, replaced.map(({ serial }) => serial).join('\n')),
    lines: [first, ...others].map((item) => ({ item, quantity: String(size), ...(forReserve && { reserve: true }) })),
    assignedUser: size === 1 && others.length === 0 && !forReserve ? personName(chance) : '',
    location: chance.is(0.5) && !forReserve ? place(chance) : '',
    becomes,
    outcomes: Object.fromEntries(
      replaced.map(({ serial }) => [
        serial,
        { becomes, nextUser: isNext ? personName(chance) : '', nextLocation: isNext ? place(chance) : '' },
      ]),
    ),
    additional: replaced.length === 0,
    justification: chance.oneOf(REASONS),
    billingCode: chance.oneOf(agency.billingCodes),
  };
  return KINDS.order.prepare(form, world);
}

const BECOMES = [
  ['decommission', 45],
  ['spare', 35],
  ['redistribute', 15],
  ['disaster reserve', 5],
] as const;

const NOWHERE = { newUser: '', newLocation: '', newAgency: '', newBillingCode: '' };

/** A new user or place, another billing code, or a spare back to service. */
export function moveOf(scene: Scene, { world, at }: Asking): Asked {
  const { chance } = scene;
  const spare = chance.is(0.25) ? free(scene, at, chance.is(0.8) ? 'spare' : 'disaster reserve', 2) : [];
  const devices = spare.length > 0 ? spare : free(scene, at, 'in service', chance.whole(1, 8));
  if (devices.length === 0) return undefined;
  const serials = devices.map(({ serial }) => serial).join('\n');
  const code = world.agency.billingCodes.find((one) => devices.every(({ billingCode }) => billingCode !== one));
  if (spare.length === 0 && code !== undefined && chance.is(0.1)) {
    const reason = 'Paid from another budget from now on.';
    return KINDS.move.prepare({ ...NOWHERE, serials, newBillingCode: code, reason }, world);
  }
  const newUser = spare.length > 0 || chance.is(0.6) ? personName(chance) : '';
  const reason = 'The desk moves to another floor.';
  const form: MoveForm = { ...NOWHERE, serials, newUser, newLocation: place(chance), reason };
  return KINDS.move.prepare(form, world);
}

/** To another agency (Rule 36). */
export function transferOf(scene: Scene, { world, at }: Asking): Asked {
  const { chance } = scene;
  const others = otherAgencies(world);
  const devices = free(scene, at, 'in service', chance.whole(1, 3));
  if (devices.length === 0 || others.length === 0) return undefined;
  const serials = devices.map(({ serial }) => serial).join('\n');
  const reason = 'The task has gone to that agency, and its devices go with it.';
  return KINDS.move.prepare({ ...NOWHERE, serials, newAgency: chance.oneOf(others).code, reason }, world);
}

/** Given back, or kept as a spare. */
export function decommissionOf(scene: Scene, { world, at }: Asking): Asked {
  const { chance } = scene;
  const devices = free(scene, at, 'in service', chance.whole(1, 12));
  if (devices.length === 0) return undefined;
  const serials = devices.map(({ serial }) => serial).join('\n');
  const outcome = chance.weighted([
    ['retired', 35],
    ['surplus', 30],
    ['spare', 20],
    ['disaster reserve', 5],
    ['transferred', 10],
  ] as const);
  return KINDS.decommission.prepare({ serials, outcome, reason: 'No longer needed by the team.' }, world);
}
