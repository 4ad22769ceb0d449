import type { Prepared, Reading } from '../../src/domain/kind.ts';
import type { Permission, Person, Role } from '../../src/domain/people.ts';
import type { World } from '../../src/domain/world.ts';
import { KINDS, type KindName } from '../../src/kinds/index.ts';
import { moment } from './calendar.ts';
import { adjustmentOf, correctionOf } from './corrections.ts';
import type { Scene } from './lives.ts';
import { foundOf, lossOf, swapOf } from './losses-and-swaps.ts';
import { decommissionOf, moveOf, orderOf, transferOf } from './moves-and-orders.ts';
import { act } from './play.ts';
import { isExempt, purchaseOf } from './purchases.ts';
import { someone } from './state.ts';
import { worldFor } from './world.ts';

/** What an agency asks for; a transfer is a move to another agency. */
export type Wish = KindName | 'transfer';

/** How often each is asked for. */
export const WISHES: readonly (readonly [Wish, number])[] = [
  ['order', 44],
  ['move', 26],
  ['decommission', 17],
  ['purchase', 8],
  ['loss', 4],
  ['correction', 4],
  ['transfer', 3],
  ['found', 2],
  ['swap', 2],
  ['adjustment', 2],
];

/** What a form is filled in for: the request it makes, when, and how many devices may come with it. */
export interface Asking {
  world: World;
  at: number;
  room: number;
}

/** What a kind makes of a form; undefined where the agency has nothing that it could be about. */
export type Asked = Prepared<Reading> | undefined;

/**
 * Submits a request of an agency at a moment: with real forms, through the kind's own checks. Gives its id; undefined
 * when the agency has no device that it could be about. What brings devices brings `room` of them at the most.
 */
export function submit(
  scene: Scene,
  agency: string,
  id: string,
  wish: Wish,
  at: number,
  room: number,
): string | undefined {
  const { state, records } = scene;
  const now = moment(at);
  const possible = possibleWish(wish, isExempt(state, agency, now.day), room);
  const { person, role } = askerOf(scene, agency, possible);
  const world = worldFor(scene, id, agency, person, now);
  const kind = possible === 'transfer' ? 'move' : possible;
  const prepared = prepare(scene, possible, { world, at, room });
  if (prepared === undefined) return undefined;
  const { draft, problems, reading } = prepared;
  // Then what is made up is wrong.
  if (draft === null) throw new Error(`${kind}: ${problems.map(({ text }) => text).join(' ')}`);
  const claimed = reading.found.flatMap(({ serial }) => records.devices.get(serial) ?? []);
  const { permission = 'make a request' }: { permission?: Permission } = KINDS[kind];
  const command = { type: 'submit', draft, claimed, approvers: state.people, permission } as const;
  act(records, id, { person, role }, command, now);
  return id;
}

/** Who is not exempt orders, and where no device has room one is moved. */
function possibleWish(wish: Wish, isExempt: boolean, room: number): Wish {
  const wanted = wish === 'purchase' && !isExempt ? 'order' : wish;
  return ['order', 'purchase', 'swap'].includes(wanted) && room < 2 ? 'move' : wanted;
}

/** Who asks: a requester, and for some things an approver, the asset manager or billing. */
function askerOf({ state, chance }: Scene, agency: string, wish: Wish): { person: Person; role: Role } {
  const role = roleOf(wish, chance.is(0.4));
  const isEucs = role === 'asset manager' || role === 'billing';
  return { person: someone(state, role, isEucs ? null : agency, chance), role };
}

function roleOf(wish: Wish, isEucs: boolean): Role {
  switch (wish) {
    case 'swap':
      return 'asset manager';
    case 'correction':
      return isEucs ? 'asset manager' : 'agency approver';
    case 'adjustment':
      return isEucs ? 'billing' : 'agency approver';
    default:
      return 'requester';
  }
}

function prepare(scene: Scene, wish: Wish, asking: Asking): Asked {
  switch (wish) {
    case 'order':
      return orderOf(scene, asking);
    case 'move':
      return moveOf(scene, asking);
    case 'transfer':
      return transferOf(scene, asking);
    case 'decommission':
      return decommissionOf(scene, asking);
    case 'purchase':
      return purchaseOf(scene, asking);
    case 'loss':
      return lossOf(scene, asking);
    case 'found':
      return foundOf(scene, asking);
    case 'swap':
      return swapOf(scene, asking);
    case 'correction':
      return correctionOf(scene, asking);
    case 'adjustment':
      return adjustmentOf(scene, asking);
  }
}
