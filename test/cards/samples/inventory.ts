import type { InventoryListView, InventoryView } from '../../../src/desk/views/inventory.ts';
import type { View } from '../../../src/desk/views.ts';
import type { Device } from '../../../src/domain/device.ts';
import type { Inventory, InventoryRow } from '../../../src/domain/inventory.ts';
import { daysAgo, EVE, HOSTILE, laptop, legacy, MAX, NOW, PARKS } from './world.ts';

const ANSWERS = { confirmed: 0, corrected: 0, missing: 0, left: 0 };

function inventory(changes: Partial<Inventory> = {}): Inventory {
  return {
    agency: 'PARKS',
    year: 2027,
    state: 'open',
    by: { id: EVE.id, name: EVE.name },
    startedAt: daysAgo(10),
    until: '2027-01-23',
    after: null,
    pages: 1,
    listed: 15,
    answers: ANSWERS,
    closed: null,
    commits: 3,
    ...changes,
  };
}

const open = { answer: null, by: null, at: null, request: null } as const;

function waiting(device: Device, changes: Partial<InventoryRow> = {}): InventoryListView['rows'][number] {
  return { serial: device.serial, ...open, device, ...changes };
}

const FIFTEEN = [
  ...Array.from({ length: 7 }, (_, no) => legacy(`5CG000000${no + 1}`)),
  ...Array.from({ length: 5 }, (_, no) => laptop(`7BLUE0${no + 1}`)),
  laptop('7BLUE06', { status: 'spare', assignedUser: null, location: 'Baton Rouge, store room' }),
  laptop('7BLUE07', { status: 'disaster reserve', assignedUser: null, location: 'Baton Rouge, store room' }),
  laptop('PUR0000001', { origin: 'purchased', labelled: false }),
];

const by = { by: { id: MAX.id, name: MAX.name }, at: daysAgo(1) };

function list(rows: InventoryListView['rows'], changes: Partial<InventoryListView> = {}): InventoryListView {
  return {
    card: 'inventory list',
    agency: PARKS,
    inventory: inventory({ listed: rows.length }),
    page: 1,
    rows,
    canAnswer: true,
    why: null,
    note: null,
    problem: null,
    now: NOW,
    ...changes,
  };
}

const all = FIFTEEN.map((device) => waiting(device));
const some = FIFTEEN.map((device, no): InventoryListView['rows'][number] => {
  if (no === 0) return waiting(device, { ...by, answer: 'confirmed' });
  if (no === 1) return waiting(device, { ...by, answer: 'corrected', request: 'PARKS-8C5R3T' });
  if (no === 2) return waiting(device, { ...by, answer: 'missing', request: 'PARKS-9F2K6W' });
  if (no === 3) return { ...waiting(device, { answer: 'left', at: daysAgo(1) }), device: null };
  return waiting(device);
});
const answered = { confirmed: 1, corrected: 1, missing: 1, left: 1 };
const closed = { at: daysAgo(0), by: { id: EVE.id, name: EVE.name }, role: 'asset manager' } as const;

function overview(rows: Inventory[], changes: Partial<InventoryView> = {}): InventoryView {
  const sums = { listed: 0, ...ANSWERS };
  for (const { listed, answers } of rows) {
    sums.listed += listed;
    sums.confirmed += answers.confirmed;
    sums.corrected += answers.corrected;
    sums.missing += answers.missing;
    sums.left += answers.left;
  }
  return {
    card: 'inventory',
    year: 2027,
    starts: 2027,
    rows,
    total: rows.length,
    from: 0,
    size: 8,
    sums,
    open: rows.filter(({ state }) => state === 'open').length,
    closed: rows.filter(({ state }) => state === 'closed').length,
    notStarted: 0,
    canRun: true,
    start: { agencies: '', until: '2027-01-23' },
    note: null,
    problem: null,
    now: NOW,
    ...changes,
  };
}

const UNDER_WAY = [
  inventory({ listed: 14, answers: { confirmed: 12, corrected: 1, missing: 1, left: 0 } }),
  inventory({ agency: 'REV', listed: 500, answers: { confirmed: 380, corrected: 4, missing: 0, left: 6 } }),
  inventory({ agency: 'TRANSPORT', listed: 12_480, answers: { confirmed: 310, corrected: 0, missing: 2, left: 0 } }),
  inventory({ agency: 'OTS', listed: 0 }),
];

export const INVENTORY_VIEWS: Readonly<Record<string, View>> = {
  'inventory-list-one': list(all.slice(7, 8)),
  'inventory-list': list(all),
  'inventory-list-some': list(some, {
    inventory: inventory({ answers: answered }),
    note: '1 device confirmed.',
  }),
  'inventory-list-500': list(all, {
    inventory: inventory({ listed: 500, pages: 34, answers: { ...ANSWERS, confirmed: 180 } }),
    page: 13,
    why: 'reminder',
  }),
  'inventory-list-last-reminder': list(all.slice(0, 3), { why: 'last reminder' }),
  'inventory-list-again': list(all.slice(0, 3), { why: 'last reminder', again: true }),
  'inventory-list-problem': list(all.slice(0, 3), {
    problem: 'Tick the devices that are there, or confirm all of them.',
  }),
  'inventory-list-watched': list(some, { canAnswer: false, inventory: inventory({ answers: answered }) }),
  'inventory-list-done': list(
    all.map((row) => ({ ...row, ...by, answer: 'confirmed' as const })),
    { inventory: inventory({ answers: { ...ANSWERS, confirmed: 15 } }) },
  ),
  'inventory-list-closed': list(some, {
    canAnswer: false,
    inventory: inventory({ state: 'closed', answers: answered, closed }),
  }),
  'inventory-list-closed-told': list(some, {
    canAnswer: false,
    inventory: inventory({ state: 'closed', answers: answered, closed }),
    why: 'closed',
    again: true,
  }),
  'inventory-list-none': list([], { page: 0, inventory: inventory({ listed: 0, pages: 0 }) }),
  'inventory-list-hostile': list([
    waiting(laptop('7BLUE01', { assignedUser: { id: null, name: HOSTILE.link }, location: HOSTILE.long })),
    waiting(laptop('7BLUE02', { itemName: HOSTILE.template, location: HOSTILE.html }), {
      answer: 'missing',
      by: { id: null, name: HOSTILE.link },
      at: daysAgo(1),
    }),
  ]),
  'inventory-not-started': overview([], { notStarted: 3 }),
  inventory: overview(UNDER_WAY, { notStarted: 2 }),
  'inventory-watched': overview(UNDER_WAY, { canRun: false }),
  'inventory-started': overview(UNDER_WAY.slice(0, 1), {
    note: 'Started for 1 agency. Their approvers are asked now.',
  }),
  'inventory-problem': overview(UNDER_WAY, { problem: 'There is no agency NOWHERE. Check the code.', notStarted: 1 }),
  'inventory-closed': overview(UNDER_WAY.map((one) => ({ ...one, state: 'closed' as const, closed }))),
  'inventory-closed-all-answered': overview([
    { ...inventory({ listed: 15, answers: { ...ANSWERS, confirmed: 15 } }), state: 'closed', closed },
  ]),
  'inventory-last-year': overview(
    UNDER_WAY.map((one) => ({ ...one, state: 'closed' as const, closed })),
    { starts: 2028, notStarted: 4, again: true },
  ),
  'inventory-many': overview(
    Array.from({ length: 8 }, (_, no) =>
      inventory({ agency: `AGENCY${no + 11}`, listed: 900, answers: { ...ANSWERS, confirmed: 100 * no } }),
    ),
    { total: 74, from: 16, open: 74 },
  ),
};
