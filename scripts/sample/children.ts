import { groupsOf, nextChildId, openedChild } from '../../src/desk/outbox/child-requests.ts';
import { stillToOpen } from '../../src/domain/request/ending.ts';
import type { Request } from '../../src/domain/request/state.ts';
import { moment } from './calendar.ts';
import { liveOn, type Scene } from './lives.ts';
import { note } from './play.ts';
import { worldFor } from './world.ts';

/** What the desk notes for itself. */
const DESK = { by: { id: null, name: 'Device Desk' }, role: null };

/** Opens the requests for the devices that an order has replaced, as the outbox would (Rule 15), and lives them on. */
export function childrenOf(scene: Scene, order: Request, at: number): boolean {
  const now = moment(at);
  const actor = { ...order.requester, id: order.requester.id ?? '', agency: order.agency, roles: [] };
  let parent = order;
  for (const group of groupsOf(stillToOpen(order))) {
    const id = nextChildId(parent);
    const opened = openedChild(parent, group, worldFor(scene, id, order.agency, actor, now));
    if (opened === null) throw new Error(`${id} could not be opened`);
    note(scene.records, id, opened.child, { ...DESK, now });
    parent = note(scene.records, order.id, opened.order, { ...DESK, now });
    liveOn(scene, id, at);
  }
  return false;
}
