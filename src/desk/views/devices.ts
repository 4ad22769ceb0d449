import type { Paid } from '../../domain/commitment.ts';
import type { Device } from '../../domain/device.ts';
import type { Cents } from '../../domain/money.ts';
import type { Month, Now } from '../../domain/months.ts';
import type { Agency } from '../../domain/people.ts';
import type { WorkStep } from '../../domain/work-steps.ts';
import type { HistoryRow } from './history.ts';

/** The step that a device waits for in the request it stands in; `bring back` for one whose unit was cancelled on the way. */
export interface UnderWay {
  step: WorkStep;
}

/** A device by its serial: who has it, where, until when it is under warranty, who pays. */
export interface DeviceView {
  card: 'device';
  device: Device;
  /** Null where nothing is to be done with it now. */
  underWay: UnderWay | null;
  agency: Agency;
  commitment: { rateCents: Cents; paid: Paid; billingCode: string; passedOn: Month | null } | null;
  /** The monthly support charge as of today, in cents; 0 while it is off. */
  supportCents: Cents;
  /** Newest first. */
  history: HistoryRow[];
  /** Whether this person may ask for something to be done with it. */
  canAsk: boolean;
  /** Whether this person corrects its record (Rule 6). */
  canCorrect: boolean;
  /** Whether this person may record the agency's tag on it (Rule 25). */
  canTag: boolean;
  /** Whether this person may report it lost or found, take it out of another request for that, and have it swapped (Rule 55). */
  canReport: boolean;
  canTakeOut: boolean;
  canSwap: boolean;
  /** Whether this person may print its leased-device label (Rule 25). */
  canLabel: boolean;
  /** Whether there is a certificate of how it was sanitized last; none was imported (Rule 44). */
  hasCertificate: boolean;
  now: Now;
}

/** Several serials that were asked for, or a page of an agency's devices. */
export interface DeviceListView {
  card: 'devices';
  rows: { serial: string; device: Device | null; underWay: UnderWay | null }[];
  /** Null for serials that were asked for one by one. */
  list: {
    /** What was asked for, as typed; empty for all. */
    which: string;
    total: number;
    from: number;
    /** For the next page; null at the end. */
    after: string | null;
  } | null;
}

/** A serial asked about; one that is not this person's to ask about has no verdict (Rule 57). */
export type AdmissionRow =
  | { serial: string; found: false }
  | { serial: string; found: true; admit: boolean; reason: string; legacy: boolean };

/** Whether serials may be on the network (Rule 32). */
export interface AdmissionView {
  card: 'admission';
  rows: AdmissionRow[];
}
