import { draftFor, groupsOf } from '../../src/desk/outbox/children.ts';
import { closing } from '../../src/domain/request/decide.ts';
import type { RequestEvent } from '../../src/domain/request/events.ts';
import { happened } from '../../src/domain/request/outcome.ts';
import { type Request, stillToOpen } from '../../src/domain/request/state.ts';
import { moment } from './calendar.ts';
import { liveOn, type Scene } from './lives.ts';
import { note } from './play.ts';
import { worldFor } from './world.ts';

/** What the desk notes for itself. */
const DESK = { by: { id: null, name: 'Device Desk' }, role: null };

/** Opens the requests for the devices that an order has replaced, as the outbox would (Rule 15), and lives them on. */
export function childrenOf(scene: Scene, order: Request, at: number): boolean {
  const { records } = scene;
  const now = moment(at);
  let parent = order;
  for (const { serials, like } of groupsOf(stillToOpen(order))) {
    const id = `${order.id}${String(parent.children.length + 1).padStart(2, '0')}`;
    const actor = { ...order.requester, id: order.requester.id ?? '', agency: order.agency, roles: [] };
    const draft = draftFor(order, serials, like, worldFor(scene, id, actor, now));
    if (draft === null) throw new Error(`${id} could not be opened`);
    const devices = serials.flatMap((serial) => {
      const device = records.devices.get(serial);
      return device === undefined ? [] : [{ ...device, openRequest: id }];
    });
    const submitted: RequestEvent = {
      type: 'submitted',
      at: now.at,
      by: order.requester,
      draft: { ...draft, route: [], parent: order.id },
    };
    note(records, id, happened([submitted], { devices }), { ...DESK, now });
    const opened: RequestEvent = {
      type: 'children opened',
      at: now.at,
      children: [{ request: id, kind: draft.kind, serials }],
    };
    parent = note(records, order.id, closing(parent, happened([opened]), now), { ...DESK, now });
    liveOn(scene, id, at);
  }
  return false;
}
