import { isDelivered, stillToOpen } from '../../domain/request/ending.ts';
import type { World } from '../../domain/world.ts';
import { batchFor, commitBatches } from '../commit.ts';
import { loadCommitments, loadDevices } from '../load.ts';
import { bodies } from '../perform.ts';
import { type Stored, StoreError } from '../ports/store.ts';
import { tasksAfter } from '../tasks.ts';
import { type Group, groupsOf, nextChildId, openedChild } from './child-requests.ts';
import { DONE, type Ended, type OutboxHouse, pause, type Started } from './entry.ts';

/**
 * Opens a Move or a Decommission request for every device an order has replaced (Rule 15), one for all that go the same
 * way. Each is one batch with the order, whose record says which devices are taken care of; so it happens once.
 */
export async function openChildren(house: OutboxHouse, started: Started, stored: Stored<'request'>): Promise<Ended> {
  const parent = stored.body;
  if (parent.status !== 'in work' || !isDelivered(parent)) return DONE;
  const groups = groupsOf(stillToOpen(parent));
  if (groups.length === 0) return DONE;
  for (const group of groups) {
    if (await tryToOpen(house, started, stored, group)) return { state: 'due', in: 1 };
  }
  return { state: 'due', in: pause(started.entry.attempts) };
}

/** Opens one; false, and a line in the log, where it cannot be: then the others still are, and this is tried again. */
async function tryToOpen(
  house: OutboxHouse,
  started: Started,
  stored: Stored<'request'>,
  group: Group,
): Promise<boolean> {
  const fields = { entry: started.key.id, requestId: stored.body.id, serials: group.serials };
  const { attempts } = started.entry;
  try {
    if (await openChild(house, started, stored, group)) return true;
    house.log.warn({ ...fields, attempts }, CANNOT_BE_OPENED);
  } catch (error) {
    // Anything else passes, and all of it is tried again.
    if (!(error instanceof StoreError) || error.fault !== 'broken document') throw error;
    house.log.warn({ ...fields, attempts, err: error }, CANNOT_BE_OPENED);
  }
  return false;
}

const CANNOT_BE_OPENED = 'a request for replaced devices cannot be opened; it is tried again';

async function openChild(
  house: OutboxHouse,
  { now }: Started,
  stored: Stored<'request'>,
  group: Group,
): Promise<boolean> {
  const parent = stored.body;
  const [agency, agencies, catalog, devices, commitments] = await Promise.all([
    house.directory.agency(parent.agency),
    house.directory.agencies(),
    house.directory.catalog(now.day),
    loadDevices(house.store, parent.agency, group.serials),
    loadCommitments(house.store, parent.agency, group.serials),
  ]);
  if (agency === undefined) throw new Error(`agency ${parent.agency} of ${parent.id} is missing`);
  const id = nextChildId(parent);
  const by = parent.requester;
  const actor = { ...by, id: by.id ?? '', agency: agency.code, roles: [] };
  const records = { devices: bodies(devices), commitments: bodies(commitments) };
  // Nothing is bought by itself, so no exemption is needed.
  const world: World = { id, now, actor, agency, agencies, catalog, exemptions: [], ...records, busy: new Map() };
  const opened = openedChild(parent, group, world);
  if (opened === null) return false;
  const desk = { by: { id: null, name: 'Device Desk' }, role: null, now };
  await commitBatches(
    house.store,
    batchFor(id, { request: undefined, devices, commitments: new Map() }, opened.child, {
      ...desk,
      tasksAfter: (before, after) => tasksAfter(before, after, by.id ?? ''),
    }),
    batchFor(parent.id, { request: stored, devices: new Map(), commitments: new Map() }, opened.order, {
      ...desk,
      tasksAfter: (before, after) => tasksAfter(before, after, '').filter(({ name }) => name !== 'children'),
    }),
  );
  return true;
}
