import type { Catalog, CatalogItem } from '../domain/catalog.ts';
import type { Paid } from '../domain/commitment.ts';
import type { Device } from '../domain/device.ts';
import type { Cents } from '../domain/money.ts';
import type { Now } from '../domain/months.ts';
import type { Agency, Person } from '../domain/people.ts';
import type { Problem } from '../domain/request/outcome.ts';
import type { ApprovalStep, Decision, Quote, Request } from '../domain/request/state.ts';
import type { TimelineRow } from '../domain/request/timeline.ts';
import type { WorkStep } from '../domain/work-steps.ts';
import type { OrderForm } from '../kinds/order/form.ts';
import type { FoundDevice } from '../kinds/order/replaced.ts';

/** What the desk answers with. Plain data; how it looks and reads is the cards' affair. */
export type View =
  | WelcomeView
  | OrderFormView
  | ApprovalView
  | DecidedView
  | RequestView
  | RequestListView
  | QueueView
  | ReceiveView
  | WorkView
  | DeviceView
  | DeviceListView
  | HistoryView
  | CatalogView
  | NoticeView;

/** Hello and help in one: what this person can do, as rows with a button, and the commands. */
export interface WelcomeView {
  card: 'welcome';
  person: Person;
  agency: Agency;
  can: { order: boolean; approve: boolean; work: boolean };
  /** Set where somebody wrote what the desk did not understand. */
  note: string | null;
}

/** What stands in an order form's fields, as text, whether or not it makes sense. */
export type OrderInputs = OrderForm;

export type { FoundDevice };

export interface OrderFormView {
  card: 'order form';
  /** The id the request will have; minted with the form, so that submitting twice is submitting once. */
  request: string;
  person: Person;
  agency: Agency;
  catalog: Catalog;
  inputs: OrderInputs;
  /** Field ids: `item1`, `quantity1`, `assignedUser`, `replaces`, `becomes`, `becomes_SERIAL`, `nextUser_SERIAL`, … */
  problems: Problem[];
  found: FoundDevice[];
  /** Null until an item and a quantity make sense. */
  costs: Pick<
    Quote,
    'lines' | 'monthlyCents' | 'termCents' | 'counted' | 'leaving' | 'netCount' | 'supportChangeCents'
  > | null;
  /** Set when the form is open again because an approver sent it back. */
  returned: Decision | null;
  /** More rows may be added. */
  canAddItem: boolean;
}

/** A request that waits for this person's decision. */
export interface ApprovalView {
  card: 'approval';
  request: Request;
  step: ApprovalStep;
  agency: Agency;
  problem: Problem | null;
  /** Whether an earlier sending of this card may have got lost. */
  again: boolean;
  /** The reason typed so far, and the button it was for. */
  typed: { verb: 'return' | 'reject'; reason: string } | null;
  now: Now;
}

/** A request in short, after a decision or for somebody whose turn it is not. */
export interface DecidedView {
  card: 'decided';
  request: Request;
  timeline: TimelineRow[];
  /** Who has it now, by name; empty when nobody has. */
  next: string[];
  /** Why nothing was changed, if it was not: "Nora Nash has already approved this." */
  note: string | null;
  now: Now;
}

/** A request in full. */
export interface RequestView {
  card: 'request';
  request: Request;
  timeline: TimelineRow[];
  next: string[];
  /** What the person looking at it may do. */
  can: {
    decide: ApprovalStep | null;
    change: boolean;
    cancel: boolean;
    work: { step: WorkStep; item: string | null }[];
  };
  note: string | null;
  /** Whether `note` is a refusal. */
  refused: boolean;
  again: boolean;
  /** Which of its units are listed: from the first (0) on, and how many a page has. */
  units: { from: number; size: number };
  now: Now;
}

/** One request in a list. */
export interface RequestRow {
  id: string;
  kind: string;
  title: string;
  agency: string;
  requester: string;
  status: Request['status'];
  /** Where it is, in words: "Agency approval", "Imaging 1 of 2". */
  where: string;
  monthlyCents: Cents;
  termCents: Cents;
  netCount: number;
  /** UTC. */
  submittedAt: string;
  /** Whether it waits for the person who looks. */
  yours: boolean;
}

export interface RequestListView {
  card: 'requests';
  /** `mine`: what the person asked for or, for EUC, everybody did; `approvals`: what waits for their decision. */
  list: 'requests' | 'approvals';
  rows: RequestRow[];
  total: number;
  /** How many come before this page. */
  from: number;
  /** For the next page; null at the end. */
  after: string | null;
  now: Now;
}

/** One thing to do: a step of a request, and for receiving one of its items. */
export interface QueueRow {
  step: WorkStep;
  request: string;
  /** Item code, for receiving; null for other steps, which take all items at once. */
  item: string | null;
  /** "3 standard laptops", or "Standard laptop 8KLM2X4" for a single known one. */
  what: string;
  agency: string;
  requester: string;
  units: number;
  /** All units of the request that take the step, when not all of them wait for it: "2 of 5 here". */
  note: string | null;
  /** Days since EUC approved, when that is more than a week. */
  late: number | null;
  /** Why the step cannot be done now. */
  blocked: string | null;
}

export interface QueueView {
  card: 'queue';
  person: Person;
  /** For each step the person does: requests and units that wait. */
  counts: { step: WorkStep; requests: number; units: number; late: number }[];
  rows: QueueRow[];
  total: number;
  from: number;
  size: number;
  note: string | null;
}

export interface ReceiveView {
  card: 'receive';
  request: Request;
  line: Quote['lines'][number];
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

export interface WorkView {
  card: 'work';
  request: Request;
  step: Exclude<WorkStep, 'receive'>;
  /** Units that wait for the step. */
  waiting: { serial: string; name: string; assignedUser: string | null; location: string | null }[];
  /** Units that take the step, waiting or not. */
  all: number;
  done: number;
  /** Whether somebody or some place is still to be named; asked for in staging. */
  unnamed: { users: number; locations: number };
  inputs: { serials: string; assignedUser: string; location: string; assignments: string; label: boolean };
  problems: Problem[];
  note: string | null;
}

/** One line of a device's or a request's history. */
export interface HistoryRow {
  /** UTC. */
  at: string;
  what: string;
  by: string;
  role: string | null;
  request: string | null;
}

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

/** Everything that happened to a request. */
export interface HistoryView {
  card: 'history';
  request: string;
  title: string;
  rows: HistoryRow[];
  from: number;
  after: string | null;
}

export interface CatalogView {
  card: 'catalog';
  catalog: Catalog;
  items: CatalogItem[];
  canOrder: boolean;
}

/** A sentence: something was refused, not found, or broke. */
export interface NoticeView {
  card: 'notice';
  tone: 'refused' | 'fine' | 'broken';
  title: string;
  text: string;
  /** For the service desk to find what broke in the log. */
  reference: string | null;
}
