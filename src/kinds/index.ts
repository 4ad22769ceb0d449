import { adjustment } from './adjustment/adjustment.ts';
import { decommission } from './decommission/decommission.ts';
import { move } from './move/move.ts';
import { order } from './order/order.ts';

/** The table of kinds: every kind of request the desk knows, by name. */
export const KINDS = { order, move, decommission, adjustment } as const;
