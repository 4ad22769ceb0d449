import type { Device } from '../../src/domain/device.ts';
import type { Permission } from '../../src/domain/people.ts';
import type { Draft } from '../../src/domain/request/state.ts';
import type { World } from '../../src/domain/world.ts';
import { KINDS } from '../../src/kinds/index.ts';
import { emptyOrder, type OrderForm } from '../../src/kinds/order/form.ts';
import { moment } from './calendar.ts';
import type { Scene } from './lives.ts';
import { personName, place } from './names.ts';
import { act } from './play.ts';
import { someone } from './state.ts';
import { worldFor } from './world.ts';

/** What an agency asks for. */
export type Wish = 'order' | 'move' | 'decommission' | 'loss';

const REASONS = [
  'The survey team grows.',
  'Replaces devices that are past their term.',
  'New office in the north of the state, opened with the budget of this fiscal year.',
  'Requested by the field office after the storm.',
];

/**
 * Submits a request of an agency at a moment: with real forms, through the kind's own checks. Gives its id; undefined
 * when the agency has no device that it could be about. An order brings `room` devices at the most; at least two.
 */
export function submit(
  scene: Scene,
  agency: string,
  id: string,
  wish: Wish,
  at: number,
  room: number,
): string | undefined {
  const { state, records, chance } = scene;
  const person = someone(state, 'requester', agency, chance);
  const now = moment(at);
  const world = worldFor(scene, id, person, now);
  const draft = draftOf(scene, wish, world, at, room);
  if (draft === undefined) return undefined;
  const named = new Set([...draft.quote.replaced, ...draft.units].flatMap(({ serial }) => serial ?? []));
  const claimed = [...named].flatMap((serial) => records.devices.get(serial) ?? []);
  const { permission = 'make a request' }: { permission?: Permission } = KINDS[wish];
  const command = { type: 'submit', draft, claimed, approvers: state.people, permission } as const;
  act(records, id, { person, role: 'requester' }, command, now);
  return id;
}

function draftOf(scene: Scene, wish: Wish, world: World, at: number, room: number): Draft | undefined {
  switch (wish) {
    case 'order':
      return drafted(KINDS.order.prepare(orderForm(scene, world, at, room), world));
    case 'move':
      return moveOf(scene, world, at);
    case 'decommission':
      return decommissionOf(scene, world, at);
    case 'loss':
      return lossOf(scene, world, at);
  }
}

/** Throws when the form is no good: then what is made up is wrong. */
function drafted({ draft, problems }: { draft: Draft | null; problems: readonly { text: string }[] }): Draft {
  if (draft === null) throw new Error(problems.map(({ text }) => text).join(' '));
  return draft;
}

function orderForm(scene: Scene, { agency, catalog }: World, at: number, room: number): OrderForm {
  const { chance } = scene;
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
  const replaced = chance.is(0.35) ? free(scene, at, 'in service', Math.min(size, 20)) : [];
  return {
    ...emptyOrder(agency.billingCodes, replaced.map(({ serial }) => serial).join('\n')),
    lines: [first, ...others].map((item) => ({ item, quantity: String(size) })),
    assignedUser: size === 1 && others.length === 0 ? personName(chance) : '',
    location: chance.is(0.5) ? place(chance) : '',
    becomes: replaced.length === 0 ? '' : chance.oneOf(['decommission', 'spare']),
    additional: replaced.length === 0,
    justification: chance.oneOf(REASONS),
    billingCode: chance.oneOf(agency.billingCodes),
  };
}

function moveOf(scene: Scene, world: World, at: number): Draft | undefined {
  const { chance } = scene;
  const spare = chance.is(0.25) ? free(scene, at, 'spare', 2) : [];
  const devices = spare.length > 0 ? spare : free(scene, at, 'in service', chance.whole(1, 8));
  if (devices.length === 0) return undefined;
  const serials = devices.map(({ serial }) => serial).join('\n');
  const userChanges = spare.length > 0 || chance.is(0.6);
  const newUser = userChanges ? personName(chance) : '';
  const reason = 'The desk moves to another floor.';
  return drafted(
    KINDS.move.prepare(
      { serials, newUser, newLocation: place(chance), newAgency: '', newBillingCode: '', reason },
      world,
    ),
  );
}

function decommissionOf(scene: Scene, world: World, at: number): Draft | undefined {
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
  return drafted(KINDS.decommission.prepare({ serials, outcome, reason: 'No longer needed by the team.' }, world));
}

/** At most so many devices in a state that no request has or will have had in its hands at that moment. */
function free({ records, chance }: Scene, at: number, status: Device['status'], most: number): Device[] {
  const all = [...records.devices.values()];
  const found: Device[] = [];
  const start = chance.whole(0, Math.max(all.length - 1, 0));
  for (let no = 0; no < Math.min(all.length, 400) && found.length < most; no += 1) {
    const device = all[(start + no) % all.length];
    if (device === undefined || device.status !== status || device.openRequest !== null) continue;
    if ((records.freeFrom.get(device.serial) ?? 0) < at) found.push(device);
  }
  return found;
}

function lossOf(scene: Scene, world: World, at: number): Draft | undefined {
  const { chance } = scene;
  const devices = free(scene, at, 'in service', chance.is(0.8) ? 1 : 2);
  if (devices.length === 0) return undefined;
  const serials = devices.map(({ serial }) => serial).join('\n');
  const isTheft = chance.is(0.4);
  const { day: since } = moment(at - chance.whole(1, 6) * 86_400_000);
  return drafted(
    KINDS.loss.prepare(
      {
        serials,
        what: isTheft ? 'stolen' : 'lost',
        since,
        policeReport: isTheft ? `BR-${chance.whole(10_000, 99_999)}` : '',
        reason: isTheft ? 'Taken from a parked car.' : 'Not there any more at the count of the field office.',
      },
      world,
    ),
  );
}
