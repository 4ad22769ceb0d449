import { setImmediate } from 'node:timers/promises';
import { type Device, isHandedOver } from '../../domain/device.ts';
import { nameOf } from '../../domain/found-device.ts';
import { isTracked, tagDue } from '../../domain/property.ts';
import type { Page, Store } from '../ports/store.ts';
import type { PropertyView, UntaggedRow } from '../views/purchase.ts';

/** Whether an agency still owns and has what it purchased. */
export function isOwned(device: Device): boolean {
  return !isHandedOver(device) && !['surplus', 'transferred', 'retired', 'lost'].includes(device.status);
}

/** What an agency owns and must count each fiscal year (Rule 53): its purchased devices of $1,000 and over, page by page. */
export async function* countedProperty(store: Store, pk: string): AsyncGenerator<Device> {
  let after: string | null = null;
  do {
    const start = after === null ? {} : { after };
    const query = { type: 'device', pk, where: [], orderBy: { field: 'serial' }, limit: 500, ...start } as const;
    const page: Page<'device'> = await store.query(query);
    for (const { body } of page.items) {
      if (body.property !== undefined && isTracked(body.property) && isOwned(body)) yield body;
    }
    after = page.next;
    await setImmediate();
  } while (after !== null);
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
