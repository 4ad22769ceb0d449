import type { Catalog, CatalogItem } from '../../domain/catalog.ts';
import { type Commitment, unbegunCommitment } from '../../domain/commitment.ts';
import type { Device } from '../../domain/device.ts';
import { type Day, type Month, monthOf } from '../../domain/months.ts';
import { type Row, shown } from '../row.ts';
import { LONGEST, readPastMonth } from './device-cells.ts';

/** What a device is, and how it is paid off. */
export interface Line {
  device: Pick<Device, 'item' | 'itemName' | 'origin' | 'countsForSupport' | 'holdsStorage' | 'labelled'>;
  /** Null for a legacy device, which is the agency's own. */
  lease: Lease | null;
}

/** The 48 months of a line-of-service device: its locked rate in cents, and the first month; null where none is known. */
interface Lease {
  rateCents: number;
  firstMonth: Month | null;
}

/** What the device is: a legacy one, or one of the catalog in force whose 48 months run already (Rules 1, 3 and 46). */
export function readLine(row: Row, world: { catalog: Catalog | null; today: Day }, since: Day | null): Line {
  const code = row.optional('item', LONGEST.code).toUpperCase();
  const rateCents = row.cents('rate');
  const firstMonth = readPastMonth(row, 'firstMonth', world.today);
  const type = row.optional('type', LONGEST.type).toLowerCase();
  if (code === '') {
    if (rateCents !== null) row.refuse('item', 'is empty, but there is a monthly rate: name the item, or leave both');
    else if (firstMonth !== null)
      row.refuse('item', 'is empty, but there is a first charge: name the item, or leave both');
    return { device: legacy(row, type), lease: null };
  }
  const item = world.catalog?.items.find((one) => one.code === code);
  if (item === undefined) row.refuse('item', `${shown(code)} is no item of the catalog in force`);
  else refuseOtherFlags(row, item);
  if (rateCents === null && row.isFine('rate'))
    row.refuse('rate', 'is empty: a line-of-service device has its locked monthly rate');
  if (rateCents === 0) row.refuse('rate', 'is $0: a line-of-service device is paid off in 48 charges');
  refuseLate(row, firstMonth, since);
  const lease = { rateCents: rateCents ?? 0, firstMonth: firstMonth ?? (since && monthOf(since)) };
  return { device: leased(code, item), lease };
}

function legacy(row: Row, type: string): Line['device'] {
  return {
    item: null,
    itemName: `Legacy ${type || 'device'}`,
    origin: 'legacy',
    countsForSupport: row.yesNo('countsForSupport', true),
    holdsStorage: row.yesNo('holdsStorage', true),
    labelled: false,
  };
}

function leased(code: string, item: CatalogItem | undefined): Line['device'] {
  const { name = '', countsForSupport = false, holdsStorage = false } = item ?? {};
  return { item: code, itemName: name, origin: 'line of service', countsForSupport, holdsStorage, labelled: true };
}

/** Rule 5: the item says it. */
function refuseOtherFlags(row: Row, item: CatalogItem): void {
  for (const flag of ['countsForSupport', 'holdsStorage'] as const) {
    if (row.yesNo(flag, item[flag]) === item[flag]) continue;
    const [here, there] = item[flag] ? ['no', 'does'] : ['yes', 'does not'];
    row.refuse(flag, `is ${here}, but ${item.code} ${there}: the catalog says that of each item. Leave it empty`);
  }
}

/** Rule 46. A first charge before the day is right for a device that came back, or that another one was swapped for. */
function refuseLate(row: Row, firstMonth: Month | null, since: Day | null): void {
  if (firstMonth === null || since === null || firstMonth <= monthOf(since)) return;
  const rule = 'the first of the 48 charges is for the month of first deployment';
  row.refuse('firstMonth', `is ${firstMonth}, but it is in service since ${since}: ${rule}`);
}

/** What is still to be paid: the months that are paid already run from the first charge (Rule 46). */
export function commitmentOf(device: Device, lease: Lease | null): Commitment | null {
  if (lease === null) return null;
  const { rateCents, firstMonth } = lease;
  return { ...unbegunCommitment(device, '', rateCents), firstMonth, request: null };
}
