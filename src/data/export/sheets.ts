import { type Body, type JournalEntry, keys } from '../../desk/documents.ts';
import { INVENTORY_HEADING, inventoryRows } from '../../desk/files/inventory.ts';
import { loadCommitments } from '../../desk/load.ts';
import type { Store } from '../../desk/ports/store.ts';
import type { Commitment } from '../../domain/commitment.ts';
import type { Device } from '../../domain/device.ts';
import type { Request } from '../../domain/request/state.ts';
import { decidedBy } from '../../domain/request/timeline.ts';
import { inWords } from './journal-words.ts';

/** A cell of a CSV file. */
export type Cell = string | number | boolean | null;

/** What is exported. */
export type Exported = 'device' | 'request' | 'journal' | 'inventoryPage';

/** Something that is exported: where it is, in which order, and how it looks as a table. */
export interface Sheet<T extends Exported> {
  /** The files' name: `devices.csv`, `devices.jsonl`. */
  name: string;
  type: T;
  orderBy: string;
  heading: readonly string[];
  /** The table's rows for some documents; none, one or several for each. */
  rows(store: Store, bodies: readonly Body<T>[]): Promise<Cell[][]>;
}

/** Devices, in columns that an import of devices knows, with what is still paid off. */
export const DEVICE_SHEET: Sheet<'device'> = {
  name: 'devices',
  type: 'device',
  orderBy: 'serial',
  heading: [
    ...['Agency', 'Serial', 'Type', 'Model', 'Assigned user', 'Location', 'Warranty until', 'Billing code'],
    ...['In service since', 'Status', 'Sanitized on', 'Sanitization method', 'Counts for support', 'Holds storage'],
    ...['Item', 'Monthly rate', 'First charge', 'Origin', 'Support periods', 'Open request', 'Ordered by'],
  ],
  async rows(store, devices) {
    const commitments = await commitmentsOf(store, devices);
    return devices.map((device) => deviceRow(device, commitments.get(`${device.agency} ${device.serial}`)));
  },
};

async function commitmentsOf(store: Store, devices: readonly Device[]): Promise<Map<string, Commitment>> {
  const found = new Map<string, Commitment>();
  for (const agency of new Set(devices.map(({ agency }) => agency))) {
    const serials = devices.filter((device) => device.agency === agency).map(({ serial }) => serial);
    for (const [serial, { body }] of await loadCommitments(store, agency, serials))
      found.set(`${agency} ${serial}`, body);
  }
  return found;
}

function deviceRow(device: Device, commitment: Commitment | undefined): Cell[] {
  const { agency, serial, itemName, model, assignedUser, location, warrantyUntil, billingCode, support } = device;
  const { status, sanitized, countsForSupport, holdsStorage, item, origin, openRequest, orderedBy } = device;
  const spans = support.map(({ from, to }) => `${from} to ${to ?? 'now'}`).join('; ');
  const type = itemName.replace(/^Legacy /, '');
  return [
    ...[agency, serial, type, model, assignedUser?.name ?? null, location, warrantyUntil, billingCode],
    ...[support[0]?.from ?? null, status, sanitized?.on ?? null, sanitized?.method ?? null],
    ...[countsForSupport, holdsStorage, item, commitment === undefined ? null : dollarsOf(commitment.rateCents)],
    ...[commitment?.firstMonth ?? null, origin, spans, openRequest, orderedBy],
  ];
}

/** Requests, each with what it costs and where it stands. */
export const REQUEST_SHEET: Sheet<'request'> = {
  name: 'requests',
  type: 'request',
  orderBy: 'submittedAt',
  heading: [
    ...['Request', 'Ticket', 'Kind', 'Agency', 'Title', 'Status', 'Waits for', 'Requester', 'Submitted', 'For'],
    ...['Billing code', 'Justification', 'Units', 'Cancelled', 'Monthly', '48 months', 'Still owed', 'Net count'],
    ...['Approvals', 'Opened by', 'Has opened', 'Serials'],
  ],
  rows: async (_store, requests) => requests.map(requestRow),
};

function requestRow(request: Request): Cell[] {
  const { id, ticket, kind, agency, title, status, requester, submittedAt, forWhom, billingCode, quote } = request;
  const { justification, units, approvals, parent, children } = request;
  const waits = request.status === 'awaiting approval' ? `the ${request.step} approval` : null;
  const decisions = approvals.map((given) => `${given.step}: ${decidedBy(given)}, ${given.at}`);
  const serials = units.flatMap(({ serial }) => serial ?? []);
  return [
    ...[id, ticket, kind, agency, title, status, waits, requester.name, submittedAt, forWhom],
    ...[billingCode, justification, units.length, units.filter(({ cancelled }) => cancelled).length],
    ...[dollarsOf(quote.monthlyCents), dollarsOf(quote.termCents), dollarsOf(quote.owedCents), quote.netCount],
    ...[decisions.join('; '), parent, children.map((child) => child.request).join('; '), serials.join('; ')],
  ];
}

/** The journal: a row for each device that a commit touched, one for a commit that touched none. */
export const JOURNAL_SHEET: Sheet<'journal'> = {
  name: 'journal',
  type: 'journal',
  orderBy: 'at',
  heading: ['At', 'Request', 'Commit', 'By', 'Object id', 'Role', 'What', 'Serial', 'Before', 'After', 'Changed'],
  rows: async (_store, entries) => entries.flatMap(journalRows),
};

function journalRows(entry: JournalEntry): Cell[][] {
  const { at, request, commit, by, role, devices } = entry;
  const head = [at, request, commit, by.name, by.id, role, inWords(entry)];
  if (devices.length === 0) return [[...head, null, null, null, null]];
  return devices.map(({ before, after }) => {
    return [...head, after.serial, before?.status ?? null, after.status, changesOf(before, after)];
  });
}

/** "location: Baton Rouge, room 1 > Baton Rouge, room 2"; nothing for a device that is new. */
function changesOf(before: Device | null, after: Device): string {
  if (before === null) return '';
  const was = new Map(Object.entries(before));
  const changed = Object.entries(after).filter(
    ([field, value]) => field !== 'status' && JSON.stringify(value) !== JSON.stringify(was.get(field)),
  );
  return changed.map(([field, value]) => `${field}: ${shownValue(was.get(field))} > ${shownValue(value)}`).join('; ');
}

function shownValue(value: unknown): string {
  return value === null || value === undefined ? 'nothing' : typeof value === 'string' ? value : JSON.stringify(value);
}

/** What was said in the yearly inventories, of all years; in the lists' order. */
export const INVENTORY_SHEET: Sheet<'inventoryPage'> = {
  name: 'inventory',
  type: 'inventoryPage',
  orderBy: 'no',
  heading: INVENTORY_HEADING,
  async rows(store, pages) {
    const tables = await Promise.all(
      pages.map(async ({ agency, year, rows }) => {
        const state = (await store.read(keys.inventory(agency, year)))?.body.state ?? 'closed';
        return inventoryRows(store, { agency, year, state }, rows);
      }),
    );
    return tables.flat();
  },
};

/** 3292 as 32.92: a figure, for sums in a spreadsheet. */
function dollarsOf(cents: number): number {
  return Number((cents / 100).toFixed(2));
}
