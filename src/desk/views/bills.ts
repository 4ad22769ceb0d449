import type { BillLine } from '../../domain/billing/charges.ts';
import type { Reason } from '../../domain/billing/reasons.ts';
import type { Tally } from '../../domain/billing/tally.ts';
import type { Cents } from '../../domain/money.ts';
import type { Month, Now } from '../../domain/months.ts';
import type { Agency } from '../../domain/people.ts';
import type { Closing } from '../ledger.ts';

/** The bills of a month, of all agencies, for billing staff: whether they are closed, and how far closing is. */
export interface MonthView {
  card: 'month';
  month: Month;
  /** `open`: nobody has begun to close it. */
  state: Closing['state'] | 'open';
  rows: { agency: string; lines: number; totalCents: Cents; beforeCents: Cents }[];
  /** Agencies whose bills are to be counted yet. */
  toCome: string[];
  progress: { seen: number; all: number };
  by: string | null;
  /** UTC. */
  closedAt: string | null;
  /** Why it failed, or why nothing was changed. */
  problem: string | null;
  /** Whether the person may close it, and it is over. */
  canClose: boolean;
  /** Writes of the closing so far, to bring the card up to date by. */
  commits: number;
  now: Now;
}

/** An agency's bill for a month: closed, or what it would be as things stand. */
export interface BillView {
  card: 'bill';
  agency: Agency;
  month: Month;
  /** `counted`: over, but not closed yet · `open`: not over. */
  state: 'closed' | 'counted' | 'open';
  /** UTC. */
  closedAt: string | null;
  tally: Tally;
  supportCents: Cents;
  /** Null where no rate of the month before is known, so that there is nothing to compare with. */
  supportCentsBefore: Cents | null;
  /** Names of catalog items by code. */
  items: ReadonlyMap<string, string>;
  /** Totals of months that are known, this one the last. */
  trend: { month: Month; totalCents: Cents }[];
  /** Whether the person may see those of all agencies. */
  canSeeAll: boolean;
  now: Now;
}

/** The lines of a bill, a page of them (Rule 49). */
export interface BillLinesView {
  card: 'bill lines';
  agency: Agency;
  month: Month;
  closed: boolean;
  rows: BillLine[];
  items: ReadonlyMap<string, string>;
  total: number;
  from: number;
  /** For the next page; null at the end. */
  after: string | null;
  now: Now;
}

/** What one agency is charged for a device in a month, and why. */
export interface ExplainedShare {
  agency: Agency;
  lines: BillLine[];
  reasons: Reason[];
}

/** Why a device is charged what it is (Rule 49). */
export interface ExplainView extends ExplainedShare {
  card: 'explain';
  serial: string;
  /** "Standard laptop". */
  name: string;
  month: Month;
  items: ReadonlyMap<string, string>;
  /** What other agencies were or are charged for it: told to billing alone (Rule 57). */
  others: ExplainedShare[];
  now: Now;
}
