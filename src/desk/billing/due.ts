import { setImmediate } from 'node:timers/promises';
import { firstMonthAt, NOTICES } from '../../domain/billing/forecast.ts';
import { TERM_MONTHS } from '../../domain/catalog.ts';
import type { Commitment } from '../../domain/commitment.ts';
import type { Device } from '../../domain/device.ts';
import { nameOf } from '../../domain/found-device.ts';
import { addMonths, type Month } from '../../domain/months.ts';
import { may, type Person } from '../../domain/people.ts';
import { readAll } from '../directory.ts';
import { loadDevices } from '../load.ts';
import type { Page, Store } from '../ports/store.ts';
import type { Due, DueDevice } from '../views/forecast.ts';

/** Commitments whose devices are looked at, rows of a list, and devices one order may replace. */
const MOST_LOOKED_AT = 500;
const MOST_ROWS = 12;
const MOST_REPLACED = 90;

/** Every commitment of an agency, page by page. */
export async function* commitmentsOf(store: Store, pk: string): AsyncGenerator<Commitment> {
  let after: string | null = null;
  do {
    const page: Page<'commitment'> = await store.query({
      type: 'commitment',
      pk,
      where: [],
      orderBy: { field: 'serial' },
      limit: 500,
      ...(after === null ? {} : { after }),
    });
    for (const { body } of page.items) yield body;
    after = page.next;
    await setImmediate();
  } while (after !== null);
}

/** The commitments of an agency that reach month 42, 45 or 48 in a month (Rule 54). */
export async function reachingNotice(store: Store, pk: string, month: Month): Promise<Commitment[]> {
  const oneOf = NOTICES.map((nth) => firstMonthAt(nth, month));
  const found = await readAll(store, {
    type: 'commitment',
    pk,
    where: [{ field: 'firstMonth', oneOf }],
    orderBy: { field: 'serial' },
  });
  return found.map(({ body }) => body);
}

/** Of some commitments the devices that are in service and can be replaced, the most urgent first. */
export async function dueOf(
  store: Store,
  pk: string,
  commitments: readonly Commitment[],
  person: Person,
): Promise<Due> {
  const soonest = commitments
    .toSorted((a, b) => (a.firstMonth ?? '').localeCompare(b.firstMonth ?? ''))
    .slice(0, MOST_LOOKED_AT);
  const devices = await loadDevices(
    store,
    pk,
    soonest.map(({ serial }) => serial),
  );
  const due = soonest.flatMap(({ serial, firstMonth }) => {
    const device = devices.get(serial)?.body;
    // What the maker has replaced is still to be fetched; its successor has the months (Rule 55).
    const isReplaced = device?.swap?.from === serial;
    return device?.status === 'in service' && firstMonth !== null && !isReplaced ? [{ device, firstMonth }] : [];
  });
  const free = due.filter(({ device }) => device.openRequest === null).slice(0, MOST_REPLACED);
  return {
    rows: due.slice(0, MOST_ROWS).map(({ device, firstMonth }) => rowOf(device, firstMonth)),
    total: due.length,
    orderSerials: may(person, 'make a request', pk) ? free.map(({ device }) => device.serial) : [],
  };
}

function rowOf(device: Device, firstMonth: Month): DueDevice {
  const { serial, assignedUser } = device;
  const lastMonth = addMonths(firstMonth, TERM_MONTHS - 1);
  return { serial, name: nameOf(device), assignedUser: assignedUser?.name ?? null, lastMonth };
}
