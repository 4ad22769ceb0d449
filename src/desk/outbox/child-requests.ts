import { closing } from '../../domain/request/decide.ts';
import type { RequestEvent } from '../../domain/request/events.ts';
import { happened, type Outcome } from '../../domain/request/outcome.ts';
import type { OldDeviceBecomes, Replaced } from '../../domain/request/quote.ts';
import type { Child, Draft, Request } from '../../domain/request/state.ts';
import type { Destination } from '../../domain/sanitization.ts';
import type { World } from '../../domain/world.ts';
import { KINDS } from '../../kinds/index.ts';

/** What becomes of a replaced device, as the decommission form says it. */
const DESTINATIONS: Readonly<Record<Exclude<OldDeviceBecomes, 'redistribute'>, Destination>> = {
  decommission: 'retired',
  spare: 'spare',
  'disaster reserve': 'disaster reserve',
};

/** Replaced devices that go the same way, and so into one request. */
export interface Group {
  serials: string[];
  like: Replaced;
}

/** One request for all that are decommissioned alike, or that go to the same person and place. */
export function groupsOf(replaced: readonly Replaced[]): Group[] {
  const groups = new Map<string, Group>();
  for (const like of replaced) {
    const way = JSON.stringify([like.becomes, like.next]);
    const group = groups.get(way) ?? { serials: [], like };
    group.serials.push(like.serial);
    groups.set(way, group);
  }
  return [...groups.values()];
}

/** The id of the next request that an order opens: the order's with two digits, so that it stands beside it. */
export function nextChildId({ id, children }: Pick<Request, 'id' | 'children'>): string {
  return `${id}${String(children.length + 1).padStart(2, '0')}`;
}

/**
 * The request for a group of replaced devices, and what the order notes of it, to be made true together (Rule 15). The
 * order was approved with these figures, so the request needs no approval of its own. `world` has the devices and the id
 * of the new request; null where a device is not what the order took it for.
 */
export function openedChild(
  parent: Request,
  { serials, like }: Group,
  world: World,
): { child: Outcome; order: Outcome } | null {
  const prepared = draftFor(parent, serials, like, world);
  if (prepared === null || prepared.units.length !== serials.length) return null;
  const { id, now } = world;
  const draft: Draft = { ...prepared, route: [], parent: parent.id };
  const claimed = serials.flatMap((serial) => world.devices.get(serial) ?? []);
  const devices = claimed.map((device) => ({ ...device, openRequest: id }));
  const child = happened([{ type: 'submitted', at: now.at, by: parent.requester, draft }], { devices });
  const children: Child[] = [{ request: id, kind: draft.kind, serials }];
  const opened: RequestEvent = { type: 'children opened', at: now.at, children };
  return { child, order: closing(parent, happened([opened]), now) };
}

function draftFor(
  parent: Request,
  serials: readonly string[],
  { becomes, next }: Replaced,
  world: World,
): Draft | null {
  const named = serials.join('\n');
  const reason = `Replaced by ${parent.id}.`;
  if (becomes !== 'redistribute') {
    return KINDS.decommission.prepare({ serials: named, outcome: DESTINATIONS[becomes], reason }, world).draft;
  }
  const { assignedUser: newUser, location: newLocation } = next ?? { assignedUser: '', location: '' };
  const unchanged = { newAgency: '', newBillingCode: '' };
  return KINDS.move.prepare({ serials: named, newUser, newLocation, ...unchanged, reason }, world).draft;
}
