import type { Forecast } from '../../domain/billing/forecast.ts';
import type { Cents } from '../../domain/money.ts';
import type { Month, Now } from '../../domain/months.ts';
import type { Agency } from '../../domain/people.ts';

/** A device that is to be replaced (Rule 54). */
export interface DueDevice {
  serial: string;
  /** "Standard laptop". */
  name: string;
  assignedUser: string | null;
  /** The month of its 48th charge. */
  lastMonth: Month;
}

/** Devices to be replaced, the most urgent first. */
export interface Due {
  /** Some of them. */
  rows: DueDevice[];
  total: number;
  /** Commitments whose devices were not looked at: there are too many. */
  unseen: number;
  /** Those that one order can replace, as its form wants them; empty for who orders nothing. */
  orderSerials: string[];
}

/** What an agency still owes, and when its devices reach month 48 (Rule 51). */
export interface ForecastView {
  card: 'forecast';
  /** Null for all agencies. */
  agency: Agency | null;
  month: Month;
  forecast: Forecast;
  due: Due;
  /** What each agency owes, for all of them. */
  agencies: { agency: string; totalCents: Cents }[];
  now: Now;
}

/** Devices that are at month 42, 45 or 48 (Rule 54). */
export interface RefreshView {
  card: 'refresh';
  agency: Agency;
  month: Month;
  due: Due;
  /** An earlier one may have arrived. */
  again?: boolean;
  now: Now;
}
