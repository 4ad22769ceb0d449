import { adjustment } from './adjustment/adjustment.ts';
import { decommission } from './decommission/decommission.ts';
import { move } from './move/move.ts';
import { order } from './order/order.ts';

/** The table of kinds: every kind of request the desk knows, by name. */
export const KINDS = { order, move, decommission, adjustment } as const;
/** The name of a kind of request. */
export type KindName = keyof typeof KINDS;

/** The name of a kind as the table has it. Throws for one that is not in it: a broken record. */
export function kindOf(name: string): KindName {
  if (!isKind(name)) throw new Error(`there is no kind of request named ${name}`);
  return name;
}

function isKind(name: string): name is KindName {
  return Object.hasOwn(KINDS, name);
}
