import type { Who } from '../people.ts';
import { WORK_STEPS, type WorkStep, workStepSchema } from '../work-steps.ts';
import { isCalledOff, isDelivered, stillToOpen, takes } from './ending.ts';
import { type ApprovalStep, type Decision, nextStep, type Request, type Unit } from './state.ts';
import { isSwap } from './swap.ts';

/** One line of a request's story. `stopped`: it ended here; `cancelled`: some of its units did. */
export interface TimelineRow {
  state: 'done' | 'now' | 'to come' | 'stopped' | 'cancelled';
  /** "EUC approved", "Imaging", "Staged". */
  label: string;
  /** Their name with whom they decided for. */
  by: Who | null;
  /** UTC. */
  at: string | null;
  /** "1 of 2", or why it was refused. */
  note: string | null;
  /** The work step it tells of, if it is one. */
  work?: WorkStep;
}

/** Who has a request now: an approval of its route, a work step, or nobody. */
export type Waiting = { approval: ApprovalStep } | { work: WorkStep } | { requester: true } | null;

/** The steps that units of a request take, in the order in which any plan has them; of a swap, the new device's first. */
export function stepsOf(request: Request): WorkStep[] {
  if (isSwap(request)) {
    const all = request.units.flatMap((unit) => unit.plan.filter((step) => takes(unit, step)));
    return [...new Set(all)];
  }
  return workStepSchema.options.filter((step) => request.units.some((unit) => takes(unit, step)));
}

/** Units that take a step at all, and those that have it behind them. */
function count(units: readonly Unit[], step: WorkStep): { all: number; done: number } {
  const takers = units.filter((unit) => takes(unit, step));
  return { all: takers.length, done: takers.filter((unit) => unit.plan.indexOf(step) < unit.done).length };
}

/** What a request waits for now. For work: the step that goes on, as `goingOn` says it. */
export function waitingFor(request: Request): Waiting {
  switch (request.status) {
    case 'awaiting approval':
      return { approval: request.step };
    case 'returned':
      return { requester: true };
    case 'in work': {
      const work = goingOn(timeline(request))?.work;
      return work === undefined ? null : { work };
    }
    case 'rejected':
    case 'cancelled':
    case 'closed':
      return null;
  }
}

/** The story of a request from its submission to its close: what happened, who and when, and what is still to come. */
export function timeline(request: Request): TimelineRow[] {
  const rows: TimelineRow[] = [
    { state: 'done', label: 'Submitted', by: request.requester, at: request.submittedAt, note: null },
    ...request.route.map((step) => approvalRow(request, step)),
    ...stepsOf(request)
      .filter((step) => step !== 'bring back')
      .map((step) => workRow(request, step)),
  ];
  if (request.quote.replaced.length > 0 && !isCalledOff(request)) rows.push(replacedRow(request));
  const back = stepsOf(request).includes('bring back') ? [workRow(request, 'bring back')] : [];
  return endOf(request, [...rows, ...cancelledRows(request), ...back]);
}

/** The steps of a story: without what was left out of them. */
export function stepsIn(rows: readonly TimelineRow[]): TimelineRow[] {
  return rows.filter(({ state }) => state !== 'cancelled');
}

/**
 * Where a request stands: the first step that goes on now, of those that people do before those that the desk does by itself;
 * undefined where none does. Titles, counts of steps and lists all name this one, though its units may be at several.
 */
export function goingOn(rows: readonly TimelineRow[]): TimelineRow | undefined {
  const now = rows.filter(({ state }) => state === 'now');
  return now.find(({ work }) => work !== undefined) ?? now[0];
}

/** What was cancelled, and why (Rule 20); what one person cancelled for one reason, together. */
function cancelledRows({ cancellations }: Request): TimelineRow[] {
  const rows = new Map<string, { units: number; row: Pick<TimelineRow, 'by' | 'at' | 'note'> }>();
  for (const { units, by, at, reason } of cancellations) {
    const key = JSON.stringify([by, reason]);
    const before = rows.get(key)?.units ?? 0;
    rows.set(key, { units: before + units.length, row: { by, at, note: reason } });
  }
  return [...rows.values()].map(({ units, row }) => {
    return { state: 'cancelled', label: `${units} ${units === 1 ? 'device' : 'devices'} cancelled`, ...row };
  });
}

/** Whose approval a step is: "Agency", "REV" for the agency that receives the devices, "EUC". */
export function approvalName({ toAgency }: Pick<Request, 'toAgency'>, step: ApprovalStep): string {
  switch (step) {
    case 'agency':
      return 'Agency';
    case 'receiving agency':
      return toAgency ?? 'Receiving agency';
    case 'billing':
      return 'Billing';
    case 'EUC':
      return 'EUC';
  }
}

/** Who decided, as it reads: "Nora Nash", "Nora Nash for Max Moreau". */
export function decidedBy({ by, for: away }: Pick<Decision, 'by' | 'for'>): string {
  return away === undefined ? by.name : `${by.name} for ${away.name}`;
}

function approvalRow(request: Request, step: ApprovalStep): TimelineRow {
  const decision = request.approvals.find((decision) => decision.step === step);
  if (decision !== undefined) {
    return {
      state: 'done',
      label: `${approvalName(request, step)} approved`,
      by: { ...decision.by, name: decidedBy(decision) },
      at: decision.at,
      note: noteOf(request, decision),
    };
  }
  const now = request.status === 'awaiting approval' && request.step === step;
  const label = `${approvalName(request, step)} approval`;
  return { state: now ? 'now' : 'to come', label, by: null, at: null, note: null };
}

/** What an approver has said and chosen: who pays what is still owed (Rule 36), where it is delivered (Rule 23). */
function noteOf({ agency, units }: Request, { reason, terms, deliverTo }: Decision): string | null {
  const owes = terms !== null && units.some(({ owedCents }) => owedCents > 0);
  const pays = terms?.takesOver ? 'takes over the commitment' : `${agency} keeps the commitment`;
  const said = [owes ? pays : null, deliverTo === null ? null : `delivery to ${deliverTo}`, reason];
  return said.filter((text) => text !== null).join(' · ') || null;
}

function workRow(request: Request, step: WorkStep): TimelineRow {
  const { all, done } = count(request.units, step);
  const last = request.work[step];
  const finished = all > 0 && done === all;
  const many = all > 1 || !finished ? `${done} of ${all}` : '';
  const note = [many, step === 'procure' ? boughtFrom(request) : ''].filter((text) => text !== '').join(' · ') || null;
  const by = last?.by ?? null;
  const at = last?.at ?? null;
  const to = step === 'hand over' && request.toAgency !== null ? ` to ${request.toAgency}` : '';
  const label = `${WORK_STEPS[step].done}${to}`;
  if (finished) return { state: 'done', label, by, at, note, work: step };
  const waiting = request.status === 'in work' && request.units.some((unit) => nextStep(unit) === step);
  if (waiting) return { state: 'now', label: `${WORK_STEPS[step].doing}${to}`, by, at, note, work: step };
  return { state: 'to come', label, by: null, at: null, note: null, work: step };
}

/** "Office Supply Co, PO 4500123": where the units were ordered (Rule 52). */
function boughtFrom({ units }: Request): string {
  const orders = units.flatMap(({ purchase }) => purchase?.order ?? []);
  return [...new Set(orders.map(({ supplier, number }) => `${supplier}, order ${number}`))].join('; ');
}

/** Rule 15: the order is not over before what it replaces is taken care of. */
function replacedRow(request: Request): TimelineRow {
  const { length } = request.quote.replaced;
  const note = length === 1 ? '1 replaced device' : `${length} replaced devices`;
  if (stillToOpen(request).length === 0) {
    const opened = request.children.map(({ request }) => request).join(', ');
    return { state: 'done', label: 'Requests for the old devices opened', by: null, at: null, note: opened };
  }
  const state = request.status === 'in work' && isDelivered(request) ? 'now' : 'to come';
  return { state, label: 'Requests for the old devices', by: null, at: null, note };
}

/** A story that was broken off keeps what happened, and ends with why. */
function endOf(request: Request, rows: TimelineRow[]): TimelineRow[] {
  switch (request.status) {
    case 'returned':
    case 'rejected': {
      const { verdict, at, reason } = request.decision;
      const by = { ...request.decision.by, name: decidedBy(request.decision) };
      const label = verdict === 'returned' ? 'Returned for changes' : 'Rejected';
      return [...rows.filter(({ state }) => state === 'done'), { state: 'stopped', label, by, at, note: reason }];
    }
    case 'cancelled': {
      const { by, at, reason } = request;
      // What the same person cancelled for the same reason is told by the end.
      const before = rows.filter(({ state, at, by: who, note }) => {
        return state === 'cancelled' ? who?.name !== by.name || note !== reason : state === 'done' && at !== null;
      });
      return [...before, { state: 'stopped', label: 'Cancelled', by, at, note: reason }];
    }
    case 'closed':
      return [...rows, { state: 'done', label: 'Closed', by: null, at: request.at, note: null }];
    case 'awaiting approval':
    case 'in work':
      return rows;
  }
}
