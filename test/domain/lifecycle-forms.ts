import { partsOf } from '../../src/domain/corrections.ts';
import type { World } from '../../src/domain/world.ts';
import { correction } from '../../src/kinds/correction/correction.ts';
import { decommission } from '../../src/kinds/decommission/decommission.ts';
import { found } from '../../src/kinds/found/found.ts';
import { loss } from '../../src/kinds/loss/loss.ts';
import { move } from '../../src/kinds/move/move.ts';
import { order } from '../../src/kinds/order/order.ts';
import { purchase } from '../../src/kinds/purchase/purchase.ts';
import { swap } from '../../src/kinds/swap/swap.ts';
import type { Act } from './lifecycle-acts.ts';
import { bought, form, legacy } from './office.ts';

/** An act that sends in a form. */
export type Asking = Extract<
  Act,
  { do: 'submit' | 'purchase' | 'move' | 'decommission' | 'correct' | 'lose' | 'find' | 'swap' }
>;

/** What its kind makes of a filled-in form. */
export function prepared(act: Asking, asked: World) {
  if (act.do === 'decommission') {
    return decommission.prepare({ serials: act.serials.join(' '), outcome: act.outcome, reason: 'So.' }, asked);
  }
  if (act.do === 'correct') {
    const was = partsOf(asked.devices.get(act.serial) ?? legacy(act.serial));
    const { location, billingCode } = act;
    const form = { serial: act.serial, ...was, was, reason: 'So.' };
    return correction.prepare({ ...form, ...(location && { location }), ...(billingCode && { billingCode }) }, asked);
  }
  if (act.do === 'lose') {
    const { what } = act;
    const how = { what, since: asked.now.day, policeReport: '', reason: 'Gone.' };
    return loss.prepare({ serials: act.serials.join(' '), ...how }, asked);
  }
  if (act.do === 'purchase') {
    const line = { item: 'TB-STD', model: 'Acme Tab 11', quantity: `${act.quantity}`, price: '1199' };
    return purchase.prepare(bought({ lines: [line] }), asked);
  }
  if (act.do === 'find') {
    const { outcome } = act;
    return found.prepare({ serials: act.serials.join(' '), where: 'Lost property', outcome, reason: 'So.' }, asked);
  }
  if (act.do === 'swap') {
    const { newUser } = act;
    return swap.prepare({ serial: act.serial, newUser, newLocation: '', reason: 'It does not start.' }, asked);
  }
  if (act.do === 'move') {
    const to = {
      newUser: act.billingOnly ? '' : act.newUser,
      newLocation: act.billingOnly ? '' : 'Room 9',
      newAgency: act.newAgency,
      newBillingCode: act.billingOnly ? 'PARKS-200' : '',
      reason: 'So.',
    };
    return move.prepare({ serials: act.serials.join(' '), ...to }, asked);
  }
  const rows = [
    { item: 'LT-STD', quantity: act.quantity },
    { item: 'LT-STD', quantity: act.reserve, reserve: true },
    { item: 'MN-24', quantity: act.monitors },
  ];
  const lines = rows.filter(({ quantity }) => quantity > 0).map((row) => ({ ...row, quantity: `${row.quantity}` }));
  if (lines.length === 0) lines.push({ item: 'LT-STD', quantity: '1' });
  const named = act.named && act.quantity + act.monitors > 0 ? {} : { assignedUser: '', location: '' };
  // The first goes the way of the act, the others another, so that there may be two requests for them.
  const next = { nextUser: 'Tom Tran', nextLocation: 'Room 7' };
  const outcomes = Object.fromEntries(
    act.replaces.map((serial, index) => [serial, { ...next, becomes: index === 0 ? act.becomes : 'spare' }]),
  );
  const replaces = act.replaces.join(' ');
  const { becomes } = act;
  return order.prepare(form({ lines, replaces, additional: replaces === '', becomes, outcomes, ...named }), asked);
}
