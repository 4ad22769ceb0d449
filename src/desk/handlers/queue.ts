import { countOf } from '../../domain/catalog.ts';
import { may, type Person, roleFor } from '../../domain/people.ts';
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
  const rows = steps.flatMap((step) => found.flatMap(({ body }) => rowsOf(body, step, at)));
  const counts = steps.map((step) => countsOf(rows, step));
  const first = from < rows.length ? from : 0;
  const page = rows.slice(first, first + A_PAGE);
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

function countsOf(rows: readonly QueueRow[], step: WorkStep): QueueView['counts'][number] {
  const ours = rows.filter((row) => row.step === step);
  const units = ours.reduce((total, row) => total + row.units, 0);
  return {
    step,
    rows: ours.length,
    units,
    late: ours.filter(({ late }) => late !== null).length,
  };
}

function rowsOf(request: Request, step: WorkStep, at: string): QueueRow[] {
  const waiting = request.units.filter((unit) => nextStep(unit) === step);
  if (waiting.length === 0) return [];
  if (step !== 'receive') return [rowOf(request, step, null, waiting, at)];
  const items = [...new Set(waiting.map(({ item }) => item))];
  return items.map((item) =>
    rowOf(
      request,
      step,
      item,
      waiting.filter((unit) => unit.item === item),
      at,
    ),
  );
}

function rowOf(request: Request, step: WorkStep, item: string | null, waiting: readonly Unit[], at: string): QueueRow {
  const takers = request.units.filter((unit) => {
    return !unit.cancelled && unit.plan.includes(step) && (item === null || unit.item === item);
  });
  const done = takers.filter((unit) => unit.plan.indexOf(step) < unit.done).length;
  const approvedAt = request.approvals.at(-1)?.at ?? at;
  const days = Math.floor((Date.parse(at) - Date.parse(approvedAt)) / DAY);
  return {
    step,
    request: request.id,
    item,
    what: whatOf(request, waiting),
    agency: request.agency,
    requester: request.requester.name,
    units: waiting.length,
    note: done > 0 ? `${done} of ${takers.length} ${WORK_STEPS[step].done.toLowerCase()}` : null,
    late: step === 'receive' && days > LATE_AFTER ? days : null,
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
