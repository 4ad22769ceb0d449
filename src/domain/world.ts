import type { ChargeKind } from './billing/charges.ts';
import type { Catalog } from './catalog.ts';
import type { Commitment } from './commitment.ts';
import type { Device } from './device.ts';
import type { Exemption } from './exemption.ts';
import type { Cents } from './money.ts';
import type { Month, Now } from './months.ts';
import type { Agency, Person } from './people.ts';
import type { Serial } from './serials.ts';

/** A line of a bill: what is charged for a device in a month. */
export interface QuestionedLine {
  serial: Serial;
  month: Month;
  charge: ChargeKind;
}

/** What an agency's bill has for a line, and what other requests add to it or take off, agreed on or asked for. */
export interface Questioned {
  /** Null where the bill has no such line. */
  lineCents: Cents | null;
  earlier: { request: string; cents: Cents }[];
}

/** The open request that a device stands in: its id and kind. */
export interface Busy {
  request: string;
  kind: string;
}

/** What a kind may look at when it makes a request of a form. Loaded beforehand; a kind never asks for more. */
export interface World {
  /** The id the request will have. */
  id: string;
  now: Now;
  actor: Person;
  agency: Agency;
  /** Every agency there is, this one among them. */
  agencies: readonly Agency[];
  catalog: Catalog;
  /** The agency's, in force or not (Rule 52). */
  exemptions: readonly Exemption[];
  /** Records of the agency's own devices among those that the form names. */
  devices: ReadonlyMap<Serial, Device>;
  commitments: ReadonlyMap<Serial, Commitment>;
  /** Records of the agency's devices that bear a tag much like the one that the form names (Rule 53). */
  tagged?: readonly Device[];
  /** For a named device in an open request other than this one: that request. */
  busy: ReadonlyMap<Serial, Busy>;
  /** About the line of a bill that the form names, if it names one (Rule 50). */
  questioned?: Questioned;
}
