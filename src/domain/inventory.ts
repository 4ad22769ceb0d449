import { z } from 'zod';
import { fiscalYearOf } from './billing/forecast.ts';
import { type Device, type DeviceStatus, isHandedOver } from './device.ts';
import { type Day, daySchema, monthOf } from './months.ts';
import { roleSchema, type Who, whoSchema } from './people.ts';
import type { Serial } from './serials.ts';

/** What came of a device on an inventory's list. `left`: it was given back or went to another agency meanwhile. */
export const answerSchema = z.enum(['confirmed', 'corrected', 'missing', 'left']);
export type Answer = z.infer<typeof answerSchema>;

const count = z.int().nonnegative();

/** How many devices of a list have which answer. */
const answersSchema = z.strictObject({ confirmed: count, corrected: count, missing: count, left: count });

/** The yearly inventory of one agency (Rule 53). Its list is in pages of their own, 1 to `pages`. */
export const inventorySchema = z.strictObject({
  agency: z.string(),
  /** The fiscal year, named for the year it ends in. */
  year: z.int(),
  /** listing: the list is being written · closing: it takes no answers any more and is added up. */
  state: z.enum(['listing', 'open', 'closing', 'closed']),
  by: whoSchema,
  /** UTC. */
  startedAt: z.iso.datetime(),
  /** The last day for answers. */
  until: daySchema,
  /** Where the listing goes on; null at its beginning and when it is done. */
  after: z.string().nullable(),
  pages: count,
  /** Devices on the list. */
  listed: count,
  answers: answersSchema,
  /** Who has closed it; the desk by itself once the time is up. */
  closed: z.strictObject({ at: z.iso.datetime(), by: whoSchema, role: roleSchema.nullable() }).nullable(),
  /** Writes so far: the journal's numbering. */
  commits: z.int().positive(),
});
export type Inventory = z.infer<typeof inventorySchema>;

const rowSchema = z.strictObject({
  serial: z.string(),
  /** Null while nobody has said anything. */
  answer: answerSchema.nullable(),
  by: whoSchema.nullable(),
  /** UTC. */
  at: z.iso.datetime().nullable(),
  /** The correction or the report of a loss. */
  request: z.string().nullable(),
});
export type InventoryRow = z.infer<typeof rowSchema>;

/** A page of an agency's list: what one card shows and one click confirms. */
export const inventoryPageSchema = z.strictObject({
  agency: z.string(),
  year: z.int(),
  no: z.int().positive(),
  /** Whether nothing on it waits any more. */
  done: z.boolean(),
  /** Those of `rows`, to find a device's page by. */
  serials: z.array(z.string()),
  rows: z.array(rowSchema).min(1),
});
export type InventoryPage = z.infer<typeof inventoryPageSchema>;

/** Devices on a page. */
const A_PAGE = 15;

/** What an agency has in its own hands: what is with EUC, or gone, it cannot look at. */
export const LISTED: readonly DeviceStatus[] = ['in service', 'moving', 'spare', 'disaster reserve'];

/** The states in which a device is the agency's no more. */
const GONE: readonly DeviceStatus[] = ['surplus', 'transferred', 'retired', 'lost'];

/** Whether a device that was listed is none of the agency's any more. */
function hasLeft(device: Device | undefined): boolean {
  return device === undefined || GONE.includes(device.status) || isHandedOver(device);
}

/** The fiscal year a day is in. */
export function yearOf(day: Day): number {
  return fiscalYearOf(monthOf(day));
}

/** The last day of a fiscal year. */
export function endOfYear(year: number): Day {
  return `${year}-06-30`;
}

/** Devices that nobody has said anything of. */
export function unanswered({ listed, answers }: Pick<Inventory, 'listed' | 'answers'>): number {
  return listed - answers.confirmed - answers.corrected - answers.missing - answers.left;
}

/** Devices that are the agency's still: what an answer is wanted of. */
export function wanted({ listed, answers }: Pick<Inventory, 'listed' | 'answers'>): number {
  return listed - answers.left;
}

/** An inventory's list of some devices, page after page from a number on. */
export function pagesOf(
  { agency, year }: Pick<Inventory, 'agency' | 'year'>,
  serials: readonly Serial[],
  from: number,
): InventoryPage[] {
  const pages: InventoryPage[] = [];
  for (let at = 0; at < serials.length; at += A_PAGE) {
    const some = serials.slice(at, at + A_PAGE);
    const rows = some.map((serial) => ({ serial, answer: null, by: null, at: null, request: null }));
    pages.push({ agency, year, no: from + pages.length, done: false, serials: some, rows });
  }
  return pages;
}

/** Something that is said of devices on a page. `answer` null: what a request has answered is open again. */
export interface Said {
  /** Null for every device that nothing is said of yet. */
  serials: readonly Serial[] | null;
  answer: Exclude<Answer, 'left'> | null;
  by: Who;
  at: string;
  request: string | null;
}

/** An inventory and a page after something was said, and the rows that have changed. */
export interface AfterSaying {
  inventory: Inventory;
  page: InventoryPage;
  changed: InventoryRow[];
}

/** What each answer is replaced by: a look at the list was wrong where a correction or a report of a loss says more. */
const REPLACED_BY: Readonly<Record<Answer, readonly Answer[]>> = {
  confirmed: ['corrected', 'missing'],
  corrected: ['missing'],
  missing: [],
  // One that is marked lost before its report is noted here looks as if it had left.
  left: ['missing'],
};

/**
 * Notes what is said of devices on a page; of two answers of a kind the first holds. Those that have left fall off,
 * whatever is said: `held` has the records of the agency's devices. Nothing has changed where `changed` is empty.
 */
export function say(
  inventory: Inventory,
  page: InventoryPage,
  said: Said,
  held: ReadonlyMap<Serial, Device>,
): AfterSaying {
  const rows = page.rows.map((row) => after(row, said, held));
  const changed = rows.filter((row, index) => row !== page.rows[index]);
  const answers = { ...inventory.answers };
  for (const [index, row] of rows.entries()) {
    const before = page.rows[index]?.answer ?? null;
    if (before === row.answer) continue;
    if (before !== null) answers[before] -= 1;
    if (row.answer !== null) answers[row.answer] += 1;
  }
  const done = rows.every(({ answer }) => answer !== null);
  const commits = inventory.commits + (changed.length > 0 ? 1 : 0);
  return { inventory: { ...inventory, answers, commits }, page: { ...page, rows, done }, changed };
}

function after(row: InventoryRow, said: Said, held: ReadonlyMap<Serial, Device>): InventoryRow {
  const { serial, answer, request } = row;
  const isMeant = said.serials === null || said.serials.includes(serial);
  if (said.answer === null) {
    const isIt = isMeant && answer !== null && request !== null && request === said.request;
    return isIt ? { serial, answer: null, by: null, at: null, request: null } : row;
  }
  const { by, at } = said;
  const replacing = { serial, answer: said.answer, by, at, request: said.request };
  if (answer !== null) return isMeant && REPLACED_BY[answer].includes(said.answer) ? replacing : row;
  // What is reported lost may be marked so before this is noted.
  const isGone = hasLeft(held.get(serial)) && !(isMeant && said.answer === 'missing');
  if (isGone) return { serial, answer: 'left', by: null, at, request: null };
  return isMeant ? replacing : row;
}
