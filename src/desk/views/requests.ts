import type { Cents } from '../../domain/money.ts';
import type { Now } from '../../domain/months.ts';
import type { Agency } from '../../domain/people.ts';
import type { TermsAsked } from '../../domain/request/choices.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { ApprovalStep, Request } from '../../domain/request/state.ts';
import type { TimelineRow } from '../../domain/request/timeline.ts';
import type { WorkStep } from '../../domain/work-steps.ts';
import type { Nudge } from '../task-schema.ts';
import type { HistoryRow } from './history.ts';

/** What an approver may choose: the terms of a receiving agency, and where EUC has the devices delivered. */
export type Chosen = Omit<TermsAsked, 'agency'> & { deliverTo: string };

/** A request that waits for this person's decision. */
export interface ApprovalView {
  card: 'approval';
  request: Request;
  step: ApprovalStep;
  /** The agency that decides or, for EUC, that asks. */
  agency: Agency;
  problem: Problem | null;
  /** Whether an earlier sending of this card may have got lost. */
  again: boolean;
  /** Whose approval it is that this person gives, where it is not their own (Rule 21). */
  for: string | null;
  /** Why it comes, where nobody has asked just now (Rule 21). */
  nudge: Exclude<Nudge, 'told'> | null;
  /** The reason typed so far, and the button it was for. */
  typed: { verb: 'return' | 'reject'; reason: string } | null;
  /** What the approver has chosen so far beside yes or no, as typed; null for a fresh card. */
  chosen: Chosen | null;
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
    /** Whether tags can be recorded on what was purchased (Rule 25). */
    tag: boolean;
    /** Go back to the yearly inventory, which this may answer. */
    inventory: boolean;
  };
  note: string | null;
  /** Whether `note` is a refusal. */
  refused: boolean;
  again: boolean;
  /** What was typed to cancel some of it, when that was refused. */
  typed: { what: string; which: string; reason: string; problems: Problem[] } | null;
  /** Which of its units are listed: from the first (0) on, and how many a page has. */
  units: { from: number; size: number };
  now: Now;
}

/** One request in a list. */
export interface RequestRow {
  id: string;
  kind: string;
  title: string;
  /** Of the devices it is about that were there before, unless the title has it. */
  serials: string[];
  agency: string;
  requester: string;
  status: Request['status'];
  /** Where it is, in words: "Agency approval", "Imaging 1 of 2". */
  where: string;
  /** Without what was cancelled. */
  monthlyCents: Cents;
  termCents: Cents;
  netCount: number;
  /** The order that opened it, in which it is counted (Rule 13). */
  parent: string | null;
  /** UTC. */
  submittedAt: string;
  /** Whether it waits for the person who looks. */
  yours: boolean;
}

/** A page of requests. */
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

/** Everything that happened to a request. */
export interface HistoryView {
  card: 'history';
  request: string;
  title: string;
  rows: HistoryRow[];
  from: number;
  after: string | null;
}
