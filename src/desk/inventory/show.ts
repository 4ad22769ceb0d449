import { endOfYear, type Inventory, type InventoryPage, unanswered, yearOf } from '../../domain/inventory.ts';
import type { Day } from '../../domain/months.ts';
import { may, type Person } from '../../domain/people.ts';
import { later } from '../clock.ts';
import { readAll } from '../directory.ts';
import { keys } from '../documents.ts';
import type { House } from '../house.ts';
import { loadDevices } from '../load.ts';
import type { Page, Stored } from '../ports/store.ts';
import type { Occasion } from '../task-schema.ts';
import type { InventoryListView, InventoryView } from '../views/inventory.ts';

/** What a card of an inventory is made with. */
type Shown = Pick<House, 'store' | 'directory' | 'clock'>;

/** Agencies a card lists. */
const AGENCIES_A_PAGE = 8;

/** Days an agency is given, unless the year ends before. */
const DAYS_FOR_ANSWERS = 60;

/** What came of a click. */
export interface Came {
  note?: string | null;
  problem?: string | null;
  why?: Occasion;
}

/** A page of an agency's list; without a number the first on which something waits. */
export async function inventoryListView(
  house: Shown,
  person: Person,
  inventory: Inventory,
  no: number | undefined,
  { note = null, problem = null, why }: Came = {},
): Promise<InventoryListView> {
  const { agency: code, state } = inventory;
  const agency = await house.directory.agency(code);
  if (agency === undefined) throw new Error(`agency ${code} of an inventory is missing`);
  const page = no === undefined ? await firstWaiting(house, inventory) : await readPage(house, inventory, no);
  const devices = await loadDevices(house.store, code, page?.serials ?? []);
  return {
    card: 'inventory list',
    agency,
    inventory,
    page: page?.no ?? 0,
    rows: (page?.rows ?? []).map((row) => ({ ...row, device: devices.get(row.serial)?.body ?? null })),
    canAnswer: state === 'open' && may(person, 'answer the inventory', code),
    why: why ?? null,
    note,
    problem,
    now: house.clock.now(),
  };
}

async function readPage({ store }: Shown, { agency, year }: Inventory, no: number): Promise<InventoryPage | undefined> {
  return (await store.read(keys.inventoryPage(agency, year, no)))?.body;
}

/** The first page on which something waits, or was not answered in time; the first of all once nothing does. */
async function firstWaiting(house: Shown, inventory: Inventory): Promise<InventoryPage | undefined> {
  const { agency, year, state } = inventory;
  if (state === 'closed' && unanswered(inventory) > 0) return firstUnanswered(house, inventory);
  if (unanswered(inventory) === 0 || state !== 'open') return readPage(house, inventory, 1);
  const { items } = await house.store.query({
    type: 'inventoryPage',
    pk: agency,
    where: [
      { field: 'year', is: year },
      { field: 'done', is: false },
    ],
    orderBy: { field: 'no' },
    limit: 1,
  });
  return items[0]?.body ?? (await readPage(house, inventory, 1));
}

/** Of a list that is closed: all of its pages are done, so that they are looked through. */
async function firstUnanswered({ store }: Shown, { agency, year }: Inventory): Promise<InventoryPage | undefined> {
  const where = [{ field: 'year', is: year }];
  let after: string | null = null;
  do {
    const query = { type: 'inventoryPage', pk: agency, where, orderBy: { field: 'no' }, limit: 100 } as const;
    const found: Page<'inventoryPage'> = await store.query({ ...query, ...(after === null ? {} : { after }) });
    const page = found.items.find(({ body }) => body.rows.some(({ answer }) => answer === null));
    if (page !== undefined) return page.body;
    after = found.next;
  } while (after !== null);
  return undefined;
}

/** An agency's inventory of a fiscal year; with 0 of today's, or until that is started of the one before. */
export async function lastInventory(
  { store, clock }: Pick<House, 'store' | 'clock'>,
  agency: string,
  year: number,
): Promise<Inventory | undefined> {
  const today = yearOf(clock.now().day);
  for (const each of year === 0 ? [today, today - 1] : [year]) {
    const inventory = await store.read(keys.inventory(agency, each));
    if (inventory !== undefined) return inventory.body;
  }
  return undefined;
}

/** Every agency's inventory of a fiscal year, by code. */
export async function inventoriesOf({ store }: Pick<House, 'store'>, year: number): Promise<Stored<'inventory'>[]> {
  return readAll(store, { type: 'inventory', where: [{ field: 'year', is: year }], orderBy: { field: 'agency' } });
}

/** How far all agencies are; without a year in that of today, or until it is started in the one before. */
export async function inventoryView(
  house: Shown,
  person: Person,
  { from = 0, year: asked = 0 }: { from?: number; year?: number } = {},
  came: Came = {},
): Promise<InventoryView> {
  const now = house.clock.now();
  const starts = yearOf(now.day);
  const [current, codes] = await Promise.all([inventoriesOf(house, starts), house.directory.agencyCodes()]);
  const started = new Set(current.map(({ body }) => body.agency));
  const { year, stored } = await shownYear(house, asked, starts, current);
  const all = stored.map(({ body }) => body);
  const first = from < all.length ? from : 0;
  return {
    card: 'inventory',
    year,
    starts,
    rows: all.slice(first, first + AGENCIES_A_PAGE),
    total: all.length,
    from: first,
    size: AGENCIES_A_PAGE,
    sums: sumsOf(all),
    open: all.filter(({ state }) => state === 'open' || state === 'listing').length,
    closed: all.filter(({ state }) => state === 'closed').length,
    notStarted: codes.filter((code) => !started.has(code)).length,
    canRun: may(person, 'run the inventory', person.agency),
    start: { agencies: '', until: usualEnd(now.day, now.at) },
    note: came.note ?? null,
    problem: came.problem ?? null,
    now,
  };
}

async function shownYear(
  house: Pick<House, 'store'>,
  asked: number,
  today: number,
  current: Stored<'inventory'>[],
): Promise<{ year: number; stored: Stored<'inventory'>[] }> {
  if (asked === today || (asked === 0 && current.length > 0)) return { year: today, stored: current };
  const year = asked === 0 ? today - 1 : asked;
  const stored = await inventoriesOf(house, year);
  return asked === 0 && stored.length === 0 ? { year: today, stored } : { year, stored };
}

function sumsOf(all: readonly Inventory[]): InventoryView['sums'] {
  const sums = { listed: 0, confirmed: 0, corrected: 0, missing: 0, left: 0 };
  for (const { listed, answers } of all) {
    sums.listed += listed;
    sums.confirmed += answers.confirmed;
    sums.corrected += answers.corrected;
    sums.missing += answers.missing;
    sums.left += answers.left;
  }
  return sums;
}

/** The last day for answers where nobody says another. */
export function usualEnd(day: Day, at: string): Day {
  const days = later(at, DAYS_FOR_ANSWERS * 86_400_000).slice(0, 10);
  const end = endOfYear(yearOf(day));
  // Days are texts: the earlier one.
  return [days, end].sort()[0] ?? end;
}
