import type { Paid } from '../../domain/commitment.ts';
import type { Device } from '../../domain/device.ts';
import type { Cents } from '../../domain/money.ts';
import type { Now } from '../../domain/months.ts';
import type { Agency } from '../../domain/people.ts';
import type { HistoryRow } from './history.ts';

export interface DeviceView {
  card: 'device';
  device: Device;
  agency: Agency;
  commitment: { rateCents: Cents; paid: Paid; billingCode: string } | null;
  /** The monthly support charge as of today, in cents; 0 while it is off. */
  supportCents: Cents;
  /** Newest first. */
  history: HistoryRow[];
  canOrder: boolean;
  now: Now;
}

export interface DeviceListView {
  card: 'devices';
  rows: { serial: string; device: Device | null }[];
}
