import { setImmediate } from 'node:timers/promises';
import type { Device } from '../../domain/device.ts';
import { nameOf } from '../../domain/found-device.ts';
import { isOwned } from '../../domain/owned.ts';
import { isTracked, tagDue } from '../../domain/property.ts';
import type { Serial } from '../../domain/serials.ts';
import { readAll } from '../directory.ts';
import { keys } from '../documents.ts';
import { loadDevices } from '../load.ts';
import type { Page, Store, Stored } from '../ports/store.ts';
import type { PropertyView, UntaggedRow } from '../views/purchase.ts';

/** What an agency owns and must count each fiscal year (Rule 53): its purchased devices of $1,000 and over, page by page. */
export async function* countedProperty(store: Store, pk: string): AsyncGenerator<Device> {
  let after: string | null = null;
  do {
    const start = after === null ? {} : { after };
    const query = { type: 'device', pk, where: [], orderBy: { field: 'serial' }, limit: 500, ...start } as const;
    const page: Page<'device'> = await store.query(query);
    for (const { body } of page.items) {
      if (body.property === undefined || !isTracked(body.property) || !isOwned(body)) continue;
      if (!(await isComing(store, body))) yield body;
    }
    after = page.next;
    await setImmediate();
  } while (after !== null);
}

/** Whether a device comes for another one that is counted until then: the maker's replacement, before it is deployed. */
async function isComing(store: Store, { serial, status, openRequest, orderedBy }: Device): Promise<boolean> {
  const isUnderWay = ['received', 'imaged', 'staged', 'in transit'].includes(status);
  if (!isUnderWay || openRequest === null || openRequest === orderedBy) return false;
  const units = (await store.read(keys.request(openRequest)))?.body.units ?? [];
  return units.some((unit) => unit.serial === serial && unit.replaces !== undefined);
}

/** The records of an agency's devices, and of those that came for them by the maker's swaps. */
export async function loadWithSuccessors(
  store: Store,
  agency: string,
  serials: readonly Serial[],
): Promise<Map<Serial, Stored<'device'>>> {
  const found = new Map<Serial, Stored<'device'>>();
  for (let next = [...serials]; next.length > 0; ) {
    const loaded = await loadDevices(store, agency, next);
    for (const [serial, device] of loaded) found.set(serial, device);
    const successors = [...loaded.values()].flatMap(({ body }) => body.swap?.to ?? []);
    next = [...new Set(successors)].filter((serial) => !found.has(serial));
  }
  return found;
}

/** An agency's devices whose tags contain one of some texts, in capitals or not. */
export async function loadTagged(
  store: Store,
  agency: string,
  tags: readonly string[],
): Promise<Map<Serial, Stored<'device'>>> {
  const found = await Promise.all(
    tags.map((contains) => {
      const where = [{ anyOf: ['property.tag.number'], contains }];
      return readAll(store, { type: 'device', pk: agency, where, orderBy: { field: 'serial' } });
    }),
  );
  return new Map(found.flat().map((device) => [device.body.serial, device]));
}

/** A purchased device in a list; undefined for any other. */
export function untaggedRow(device: Device | undefined): UntaggedRow | undefined {
  if (device?.property === undefined) return undefined;
  const { serial, assignedUser, property } = device;
  const { priceCents } = property;
  return { serial, name: nameOf(device), assignedUser: assignedUser?.name ?? null, priceCents, due: tagDue(property) };
}

/** The same, with its tag. */
export function propertyRow(device: Device): PropertyView['rows'] {
  const row = untaggedRow(device);
  return row === undefined ? [] : [{ ...row, tag: device.property?.tag?.number ?? null }];
}
