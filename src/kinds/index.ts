import { adjustment } from './adjustment/adjustment.ts';
import { correction } from './correction/correction.ts';
import { decommission } from './decommission/decommission.ts';
import { found } from './found/found.ts';
import { loss } from './loss/loss.ts';
import { move } from './move/move.ts';
import { order } from './order/order.ts';
import { purchase } from './purchase/purchase.ts';
import { swap } from './swap/swap.ts';

/** The table of kinds: every kind of request the desk knows, by name. */
export const KINDS = { order, purchase, move, decommission, adjustment, correction, loss, found, swap } as const;
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
