import { setImmediate } from 'node:timers/promises';
import { firstMonthAt, NOTICES } from '../../domain/billing/forecast.ts';
import { TERM_MONTHS } from '../../domain/catalog.ts';
import { type Commitment, passedOn } from '../../domain/commitment.ts';
import type { Device } from '../../domain/device.ts';
import { nameOf } from '../../domain/found-device.ts';
import { addMonths, type Month } from '../../domain/months.ts';
import { may, type Person } from '../../domain/people.ts';
import { readAll } from '../directory.ts';
import { commitmentsAnywhere, loadDevices } from '../load.ts';
import type { Page, Store } from '../ports/store.ts';
import type { Due, DueDevice } from '../views/forecast.ts';

/** Commitments whose devices are looked at and how many at a time, rows of a list, and devices one order may replace. */
const MOST_LOOKED_AT = 5000;
const LOOKED_AT_ONCE = 500;
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

/**
 * The commitments that other agencies go on paying for devices this one has by now (Rule 36): the months of a device are
 * the same, whoever pays them.
 */
export async function paidElsewhere(store: Store, pk: string): Promise<Commitment[]> {
  const where = [
    { field: 'transfer.to', is: pk },
    { field: 'transfer.withCommitment', is: false },
  ];
  const came = await readAll(store, { type: 'device', pk, where, orderBy: { field: 'serial' } });
  const found = await commitmentsAnywhere(
    store,
    came.map(({ body }) => body.serial),
  );
  return found.map(({ body }) => body).filter((one) => one.agency !== pk && passedOn(one) === null);
}

/** The commitments for an agency's devices that reach month 42, 45 or 48 in a month (Rule 54). */
export async function reachingNotice(store: Store, pk: string, month: Month): Promise<Commitment[]> {
  const oneOf: string[] = NOTICES.map((nth) => firstMonthAt(nth, month));
  const found = await readAll(store, {
    type: 'commitment',
    pk,
    where: [{ field: 'firstMonth', oneOf }],
    orderBy: { field: 'serial' },
  });
  const others = await paidElsewhere(store, pk);
  return [...found.map(({ body }) => body), ...others.filter(({ firstMonth }) => oneOf.includes(firstMonth ?? ''))];
}

/** Of some commitments the devices that are in service and can be replaced, the most urgent first. */
export async function dueOf(
  store: Store,
  pk: string,
  commitments: readonly Commitment[],
  person: Person,
): Promise<Due> {
  const soonest = commitments.toSorted((a, b) => (a.firstMonth ?? '').localeCompare(b.firstMonth ?? ''));
  const lookedAt = soonest.slice(0, MOST_LOOKED_AT);
  const due = new Map<string, { device: Device; firstMonth: Month }>();
  for (let from = 0; from < lookedAt.length; from += LOOKED_AT_ONCE) {
    for (const one of await inService(store, pk, lookedAt.slice(from, from + LOOKED_AT_ONCE))) {
      due.set(one.device.serial, one);
    }
    await setImmediate();
  }
  const all = [...due.values()];
  const free = all.filter(({ device }) => device.openRequest === null).slice(0, MOST_REPLACED);
  return {
    rows: all.slice(0, MOST_ROWS).map(({ device, firstMonth }) => rowOf(device, firstMonth)),
    total: all.length,
    unseen: soonest.length - lookedAt.length,
    orderSerials: may(person, 'make a request', pk) ? free.map(({ device }) => device.serial) : [],
  };
}

/** The devices of some commitments that serve their agency. */
async function inService(store: Store, pk: string, commitments: readonly Commitment[]) {
  const devices = await loadDevices(
    store,
    pk,
    commitments.map(({ serial }) => serial),
  );
  return commitments.flatMap(({ serial, firstMonth }) => {
    const device = devices.get(serial)?.body;
    // What the maker has replaced is still to be fetched; its successor has the months (Rule 55).
    const isReplaced = device?.swap?.from === serial;
    return device?.status === 'in service' && firstMonth !== null && !isReplaced ? [{ device, firstMonth }] : [];
  });
}

function rowOf(device: Device, firstMonth: Month): DueDevice {
  const { serial, assignedUser } = device;
  const lastMonth = addMonths(firstMonth, TERM_MONTHS - 1);
  return { serial, name: nameOf(device), assignedUser: assignedUser?.name ?? null, lastMonth };
}
