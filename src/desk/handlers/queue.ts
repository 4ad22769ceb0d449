import { countOf } from '../../domain/catalog.ts';
import { may, type Person, roleFor } from '../../domain/people.ts';
import { takes } from '../../domain/request/ending.ts';
import { whyNotLeave } from '../../domain/request/gate.ts';
import { nextStep, type Request, type Unit } from '../../domain/request/state.ts';
import { WORK_STEPS, type WorkStep, workStepSchema } from '../../domain/work-steps.ts';
import { readAll } from '../directory.ts';
import type { House } from '../house.ts';
import { refusal } from '../present.ts';
import type { QueueRow, QueueView } from '../views/work.ts';
import type { View } from '../views.ts';

/** Rows a queue shows on a page. */
const A_PAGE = 6;

/** Days after EUC's approval from which a device that has not come in is late. */
const LATE_AFTER = 7;

const DAY = 86_400_000;

/** What waits for this person's roles, by step and then the oldest first. */
export async function openQueue(house: House, person: Person, from: number, note: string | null = null): Promise<View> {
  const steps = workStepSchema.options.filter((step) => may(person, WORK_STEPS[step].permission, person.agency));
  if (steps.length === 0) {
    return refusal('No queue', 'The work queue is for EUC. Type requests to see where yours are.');
  }
  const found = await readAll(house.store, {
    type: 'request',
    where: [{ field: 'status', is: 'in work' }],
    orderBy: { field: 'submittedAt' },
  });
  const { at } = house.clock.now();
  const waiting = waitingByStep(found.map(({ body }) => body));
  const counts = steps.map((step) => countsOf(waiting.get(step) ?? [], step, at));
  const rows = steps.flatMap((step) => waiting.get(step) ?? []);
  const first = from < rows.length ? from : 0;
  const page = rows.slice(first, first + A_PAGE).map((row) => rowOf(row, at));
  const view: QueueView = {
    card: 'queue',
    person,
    counts,
    rows: page,
    total: rows.length,
    from: first,
    size: A_PAGE,
    note,
  };
  return view;
}

/** Whether a person has a queue at all. */
export function hasQueue(person: Person): boolean {
  return workStepSchema.options.some(
    (step) => roleFor(person, WORK_STEPS[step].permission, person.agency) !== undefined,
  );
}

/** Units of a request that wait for a step: all of them, or those of one item. There may be thousands of rows, a page is shown. */
interface Waiting {
  request: Request;
  step: WorkStep;
  item: string | null;
  units: readonly Unit[];
}

/** What waits for each step, in the order of the requests. */
function waitingByStep(requests: readonly Request[]): Map<WorkStep, Waiting[]> {
  const all = new Map<WorkStep, Waiting[]>();
  for (const request of requests) {
    for (const waiting of waitingIn(request)) {
      const others = all.get(waiting.step);
      if (others === undefined) all.set(waiting.step, [waiting]);
      else others.push(waiting);
    }
  }
  return all;
}

/** What of a request waits, by step; what is to be received, by item too. */
function waitingIn(request: Request): Waiting[] {
  const rows = new Map<string, Waiting & { units: Unit[] }>();
  for (const unit of request.units) {
    const step = nextStep(unit);
    if (step === undefined) continue;
    const item = step === 'receive' ? unit.item : null;
    const name = `${step} ${item ?? ''}`;
    const row = rows.get(name);
    if (row === undefined) rows.set(name, { request, step, item, units: [unit] });
    else row.units.push(unit);
  }
  return [...rows.values()];
}

function countsOf(rows: readonly Waiting[], step: WorkStep, at: string): QueueView['counts'][number] {
  const units = rows.reduce((total, row) => total + row.units.length, 0);
  return { step, rows: rows.length, units, late: rows.filter((row) => daysLate(row, at) !== null).length };
}

/** Days since the last approval, for a delivery that is late; null otherwise. */
function daysLate({ request, step }: Waiting, at: string): number | null {
  if (step !== 'receive') return null;
  const approvedAt = request.approvals.at(-1)?.at ?? at;
  const days = Math.floor((Date.parse(at) - Date.parse(approvedAt)) / DAY);
  return days > LATE_AFTER ? days : null;
}

function rowOf(row: Waiting, at: string): QueueRow {
  const { request, step, item, units } = row;
  const takers = request.units.filter((unit) => {
    return takes(unit, step) && (item === null || unit.item === item);
  });
  const done = takers.filter((unit) => unit.plan.indexOf(step) < unit.done).length;
  return {
    step,
    request: request.id,
    item,
    what: whatOf(request, units),
    agency: request.agency,
    requester: request.requester.name,
    units: units.length,
    note: done > 0 ? `${done} of ${takers.length} ${WORK_STEPS[step].done.toLowerCase()}` : null,
    late: daysLate(row, at),
    blocked: step === 'stage' || step === 'dispatch' ? (whyNotLeave(request) ?? null) : null,
  };
}

/** "3 standard laptops, 1 tablet" for what is ordered, "3 devices" for what is there; the only one by its serial. */
function whatOf(request: Request, units: readonly Unit[]): string {
  const [only] = units;
  if (units.length === 1 && only?.serial) return `${only.name} ${only.serial}`;
  const parts = request.quote.lines.flatMap((line) => {
    const count = units.filter(({ item }) => item === line.item).length;
    return count === 0 ? [] : [countOf(line, count)];
  });
  return parts.length === 0 ? `${units.length} devices` : parts.join(', ');
}
