import { z } from 'zod';
import { type Cents, sum } from '../money.ts';
import { type BillLine, type ChangeReason, type Charges, changeReasonSchema, chargeKindSchema } from './charges.ts';

/** Lines of a bill that are alike, counted and added up: a row of the bill's card. */
const groupSchema = z.strictObject({
  billingCode: z.string(),
  kind: chargeKindSchema,
  item: z.string().nullable(),
  count: z.int().positive(),
  cents: z.int(),
});
export type Group = z.infer<typeof groupSchema>;

/** What a bill comes to. Adding to it takes the same memory however many lines there are. */
export const tallySchema = z.strictObject({
  /** By billing code, then kind, then item. */
  groups: z.array(groupSchema),
  lines: z.int().nonnegative(),
  totalCents: z.int(),
  /** The month before: its closed bill or, where there is none yet, the same records. */
  beforeCents: z.int(),
  /** What the records have for the month before beyond its closed bill; not there when that is nothing. */
  lateCents: z.int().optional(),
  changes: z.partialRecord(changeReasonSchema, z.int().positive()),
});
export type Tally = z.infer<typeof tallySchema>;

/** A tally in the making. */
export interface Counting {
  add(charges: Charges): void;
  tally(): Tally;
}

/** The tally of no lines. */
export const EMPTY_TALLY: Tally = { groups: [], lines: 0, totalCents: 0, beforeCents: 0, changes: {} };

/** Goes on counting from a tally. */
export function countingFrom(start: Tally): Counting {
  const groups = new Map(start.groups.map((group) => [nameOf(group), { ...group }]));
  const changes = new Map<ChangeReason, number>();
  for (const reason of changeReasonSchema.options) changes.set(reason, start.changes[reason] ?? 0);
  let { lines, totalCents, beforeCents } = start;

  function addLine(line: BillLine): void {
    lines += 1;
    totalCents += line.cents;
    const name = nameOf(line);
    const group = groups.get(name);
    if (group === undefined) {
      const { billingCode, kind, item, cents } = line;
      groups.set(name, { billingCode, kind, item: kind === 'hardware' ? item : null, count: 1, cents });
    } else {
      group.count += 1;
      group.cents += line.cents;
    }
  }

  return {
    add({ line, beforeCents: before, change }) {
      if (line !== undefined) addLine(line);
      beforeCents += before;
      if (change !== undefined) changes.set(change, (changes.get(change) ?? 0) + 1);
    },
    tally: () => ({
      groups: [...groups].toSorted(byName).map(([, group]) => ({ ...group })),
      lines,
      totalCents,
      beforeCents,
      changes: Object.fromEntries([...changes].filter(([, count]) => count > 0)),
    }),
  };
}

/** A tally from the records alone, held against the closed bill of the month before (Rule 50). */
export function against(tally: Tally, closedCents: Cents): Tally {
  const lateCents = tally.beforeCents - closedCents;
  return lateCents === 0 ? tally : { ...tally, beforeCents: closedCents, lateCents };
}

const ORDER = new Map(chargeKindSchema.options.map((kind, place) => [kind, String(place)]));

/** Only hardware has its items apart: they have rates of their own. */
function nameOf({ billingCode, kind, item }: Pick<Group, 'billingCode' | 'kind' | 'item'>): string {
  return `${billingCode}\n${ORDER.get(kind)}\n${kind === 'hardware' ? item : ''}`;
}

function byName([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** What the lines of one kind, or of one billing code, come to. */
export function centsOf({ groups }: Tally, which: Partial<Pick<Group, 'billingCode' | 'kind'>>): Cents {
  return sum(groups.filter((group) => isOne(group, which)).map(({ cents }) => cents));
}

/** How many lines there are of one kind, or of one billing code. */
export function linesOf({ groups }: Tally, which: Partial<Pick<Group, 'billingCode' | 'kind'>>): number {
  return sum(groups.filter((group) => isOne(group, which)).map(({ count }) => count));
}

function isOne(group: Group, { billingCode, kind }: Partial<Pick<Group, 'billingCode' | 'kind'>>): boolean {
  return (billingCode ?? group.billingCode) === group.billingCode && (kind ?? group.kind) === group.kind;
}

/** What is wrong with a bill whose lines do not add up to its tally, in a sentence; undefined when they do (Rule 49). */
export function whyNotAddUp(tally: Tally, lines: { count: number; cents: Cents }): string | undefined {
  const grouped = {
    count: sum(tally.groups.map(({ count }) => count)),
    cents: sum(tally.groups.map(({ cents }) => cents)),
  };
  if (lines.count !== tally.lines || grouped.count !== tally.lines) {
    return `${lines.count} lines are stored and ${tally.lines} were counted.`;
  }
  if (lines.cents === tally.totalCents && grouped.cents === tally.totalCents) return undefined;
  return `The lines add up to ${lines.cents} cents and the total is ${tally.totalCents}.`;
}
