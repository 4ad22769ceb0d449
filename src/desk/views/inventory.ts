import type { Device } from '../../domain/device.ts';
import type { Inventory, InventoryRow } from '../../domain/inventory.ts';
import type { Day, Now } from '../../domain/months.ts';
import type { Agency } from '../../domain/people.ts';
import type { Occasion } from '../task-schema.ts';

/** A page of an agency's yearly inventory, to say of each device whether it is there. */
export interface InventoryListView {
  card: 'inventory list';
  agency: Agency;
  inventory: Inventory;
  /** The page's number; 0 where there is none. */
  page: number;
  /** `device` is null where the agency has none by that serial any more. */
  rows: (InventoryRow & { device: Device | null })[];
  /** Whether this person answers, now. */
  canAnswer: boolean;
  /** Why it was sent; null for one that was asked for. */
  why: Occasion | null;
  note: string | null;
  problem: string | null;
  /** An earlier one may have arrived. */
  again?: boolean;
  now: Now;
}

/** How far the inventories of a fiscal year are, agency by agency. */
export interface InventoryView {
  card: 'inventory';
  year: number;
  /** The year that a start would begin: that of today. Until it is started, `year` is the one before. */
  starts: number;
  /** Those of a page. */
  rows: Inventory[];
  /** How many there are, and where the page begins. */
  total: number;
  from: number;
  size: number;
  /** Of all of them. */
  sums: { listed: number; confirmed: number; corrected: number; missing: number; left: number };
  /** How many take answers, and how many are closed. */
  open: number;
  closed: number;
  /** Agencies that have none in the year of today. */
  notStarted: number;
  /** Whether this person starts and closes. */
  canRun: boolean;
  /** What the form to start one begins with. */
  start: { agencies: string; until: Day };
  note: string | null;
  problem: string | null;
  /** An earlier one may have arrived. */
  again?: boolean;
  now: Now;
}
