import type { Device } from '../../domain/device.ts';
import type { Person } from '../../domain/people.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Line } from '../../domain/request/quote.ts';
import type { Request } from '../../domain/request/state.ts';
import type { Destination } from '../../domain/sanitization.ts';
import type { WorkStep } from '../../domain/work-steps.ts';

/** One thing to do: a step of a request, and for receiving one of its items. */
export interface QueueRow {
  step: WorkStep;
  request: string;
  /** Item code, for receiving; null for other steps, which take all items at once. */
  item: string | null;
  /** "3 standard laptops", or "Standard laptop 8KLM2X4" for a single known one. */
  what: string;
  /** Of devices that are in the house or were there before, unless `what` has it. */
  serials: string[];
  agency: string;
  /** The agency they go to, and where they end; null where that is not so, or not the same for all of them. */
  toAgency: string | null;
  becomes: Destination | null;
  requester: string;
  units: number;
  /** All units of the request that take the step, when not all of them wait for it: "2 of 5 here". */
  note: string | null;
  /** Days since the last approval, or since it was asked for where nobody approves it, when that is more than a week. */
  late: number | null;
  /** Why the step cannot be done now. */
  blocked: string | null;
}

/** What waits for somebody’s roles, by request. */
export interface QueueView {
  card: 'queue';
  person: Person;
  /** What alone is listed: what waits for one button, or of one agency; null for all. */
  which: { verb: string | null; agency: string | null };
  /** For each step the person does: requests and units that wait. */
  counts: { step: WorkStep; rows: number; units: number; late: number }[];
  rows: QueueRow[];
  total: number;
  from: number;
  size: number;
}

/** The form for devices that come in for an order. */
export interface ReceiveView {
  card: 'receive';
  request: Request;
  line: Line;
  /** Serials of the line that are here; the last of them first. */
  here: string[];
  /** How many of `here` this click has brought. */
  justNow: number;
  toCome: number;
  inputs: { serials: string; model: string; warranty: string };
  problems: Problem[];
  /** What came of the click. */
  note: string | null;
}

/** The form of any other work step. */
export interface WorkView {
  card: 'work';
  request: Request;
  step: Exclude<WorkStep, 'procure' | 'receive' | 'sanitize' | 'hand over'>;
  /** Units that wait for the step. */
  waiting: { serial: string; name: string; assignedUser: string | null; location: string | null }[];
  /** Units that take the step, waiting or not. */
  all: number;
  done: number;
  /** Whether somebody or some place is still to be named; asked for in staging, and the place in placing. */
  unnamed: { users: number; locations: number };
  /** Whether the leased-device label is to be put on in staging, and which of them bear none (Rule 25). */
  labels: { needed: boolean; without: Device['origin'][] };
  inputs: { serials: string; assignedUser: string; location: string; assignments: string; label: boolean };
  problems: Problem[];
  note: string | null;
}

/** The certificate of a sanitization, to be filled in. */
export interface SanitizeView {
  card: 'sanitize';
  request: Request;
  /** Units that wait for it; `becomes` decides which methods are enough. */
  waiting: { serial: string; name: string; becomes: Destination | null }[];
  all: number;
  done: number;
  /** Who may check what the other has done: sanitization technicians other than the person. */
  validators: { id: string; name: string }[];
  inputs: SanitizeInputs;
  /** Field ids: those of the inputs. */
  problems: Problem[];
  note: string | null;
}

/** What stands in the fields of a sanitization. */
export interface SanitizeInputs {
  serials: string;
  media: string;
  /** One medium for one device, or a line a device: SERIAL, medium. */
  mediaSerial: string;
  method: string;
  technique: string;
  tool: string;
  toolVersion: string;
  verification: string;
  /** A person's id. */
  validator: string;
}
