import { closing } from '../../domain/request/decide.ts';
import type { RequestEvent } from '../../domain/request/events.ts';
import { happened } from '../../domain/request/outcome.ts';
import {
  type Child,
  type Draft,
  isWorkedOff,
  type Outcome,
  type Replaced,
  type Request,
  stillToOpen,
} from '../../domain/request/state.ts';
import type { Destination } from '../../domain/sanitization.ts';
import type { World } from '../../domain/world.ts';
import { KINDS } from '../../kinds/index.ts';
import { batchFor, commitBatches } from '../commit.ts';
import { loadCommitments, loadDevices } from '../load.ts';
import { bodies } from '../perform.ts';
import type { Stored } from '../ports/store.ts';
import { tasksAfter } from '../tasks.ts';
import { DONE, type Ended, type OutboxHouse, pause, type Started } from './entry.ts';

/** What becomes of a replaced device, as the decommission form says it. */
const DESTINATIONS: Readonly<Record<Exclude<Outcome, 'redistribute'>, Destination>> = {
  decommission: 'retired',
  spare: 'spare',
  'disaster reserve': 'disaster reserve',
};

/** Replaced devices that go the same way, and so into one request. */
interface Group {
  serials: string[];
  like: Replaced;
}

/**
 * Opens a Move or a Decommission request for every device an order has replaced (Rule 15), one for all that go the same
 * way. Each is one batch with the order, whose record says which devices are taken care of; so it happens once.
 */
export async function openChildren(house: OutboxHouse, started: Started, stored: Stored<'request'>): Promise<Ended> {
  const parent = stored.body;
  if (parent.status !== 'in work' || !isWorkedOff(parent)) return DONE;
  const groups = groupsOf(stillToOpen(parent));
  if (groups.length === 0) return DONE;
  const number = String(parent.children.length + 1).padStart(2, '0');
  for (const group of groups) {
    if (await openChild(house, started, stored, group, `${parent.id}${number}`)) return { state: 'due', in: 1 };
  }
  house.log.warn({ entry: started.key.id }, 'a request for a replaced device could not be opened');
  return { state: 'due', in: pause(started.entry.attempts) };
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

async function openChild(
  house: OutboxHouse,
  { now }: Started,
  stored: Stored<'request'>,
  { serials, like }: Group,
  id: string,
): Promise<boolean> {
  const parent = stored.body;
  const [agency, catalog, devices, commitments] = await Promise.all([
    house.directory.agency(parent.agency),
    house.directory.catalog(now.day),
    loadDevices(house.store, parent.agency, serials),
    loadCommitments(house.store, parent.agency, serials),
  ]);
  if (agency === undefined) throw new Error(`agency ${parent.agency} of ${parent.id} is missing`);
  const actor = { ...parent.requester, id: parent.requester.id ?? '', agency: agency.code, roles: [] };
  const records = { devices: bodies(devices), commitments: bodies(commitments) };
  const world: World = { id, now, actor, agency, catalog, ...records, busy: new Map() };
  const prepared = draftFor(parent, serials, like, world);
  if (prepared === null || prepared.units.length !== serials.length) return false;
  // The order was approved with these figures, so the request for what it replaces needs no approval of its own.
  const draft: Draft = { ...prepared, route: [], parent: parent.id };
  const by = parent.requester;
  const claimed = [...devices.values()].map(({ body }) => ({ ...body, openRequest: id }));
  const child = happened([{ type: 'submitted', at: now.at, by, draft }], { devices: claimed });
  const children: Child[] = [{ request: id, kind: draft.kind, serials }];
  const event: RequestEvent = { type: 'children opened', at: now.at, children };
  const desk = { by: { id: null, name: 'Device Desk' }, role: null, now };
  const loaded = { request: undefined, devices, commitments: new Map() };
  await commitBatches(
    house.store,
    batchFor(id, loaded, child, { ...desk, tasksAfter: (before, after) => tasksAfter(before, after, by.id ?? '') }),
    batchFor(
      parent.id,
      { request: stored, devices: new Map(), commitments: new Map() },
      closing(parent, happened([event]), now),
      {
        ...desk,
        tasksAfter: (before, after) => tasksAfter(before, after, '').filter(({ name }) => name !== 'children'),
      },
    ),
  );
  return true;
}

/** The request for some of an order's replaced devices; null when they are not fit for it. */
export function draftFor(
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
  return KINDS.move.prepare({ serials: named, newUser, newLocation, newBillingCode: '', reason }, world).draft;
}
