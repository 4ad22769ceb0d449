import { may, type Person, roleFor } from '../../domain/people.ts';
import { takes } from '../../domain/request/ending.ts';
import { whyNotLeave } from '../../domain/request/gate.ts';
import { nextStep, type Request, type Unit } from '../../domain/request/state.ts';
import { whatDevices } from '../../domain/what-devices.ts';
import { isByItem, WORK_STEPS, type WorkStep, workStepSchema } from '../../domain/work-steps.ts';
import type { ActionData } from '../actions.ts';
import { readAll } from '../directory.ts';
import type { House } from '../house.ts';
import { refusal } from '../present.ts';
import type { QueueRow, QueueView } from '../views/work.ts';
import type { View } from '../views.ts';

/** Words of a question about the queue that are looked at. */
const MOST_WORDS = 3;

/** Rows a queue shows on a page. */
const A_PAGE = 6;

/** Days after the last approval from which a device that has not come in is late. */
const LATE_AFTER = 7;

const DAY = 86_400_000;

/**
 * What waits for this person's roles, by step and then the oldest first: all of it, one agency's (`queue PARKS`), what
 * waits for one button (`queue receive`), or both.
 */
export async function openQueue(house: House, person: Person, data: ActionData<'queue.open'>): Promise<View> {
  const steps = workStepSchema.options.filter((step) => may(person, WORK_STEPS[step].permission, person.agency));
  if (steps.length === 0) {
    return refusal('No queue', 'The work queue is for EUC. Type requests to see where yours are.');
  }
  const which = await readWhich(house, data.which, steps);
  if (which === null) return refusal('Not in the queue', whatToAsk(steps));
  const found = await readAll(house.store, {
    type: 'request',
    where: [{ field: 'status', is: 'in work' }],
    orderBy: { field: 'submittedAt' },
    ...(which.agency === null ? {} : { pk: which.agency }),
  });
  const { at } = house.clock.now();
  const waiting = waitingByStep(found.map(({ body }) => body));
  const rows = steps.filter((step) => isOf(step, which.verb)).flatMap((step) => waiting.get(step) ?? []);
  const from = data.from < rows.length ? data.from : 0;
  const view: QueueView = {
    card: 'queue',
    person,
    which,
    counts: steps.map((step) => countsOf(waiting.get(step) ?? [], step, at)),
    rows: rows.slice(from, from + A_PAGE).map((row) => rowOf(row, at)),
    total: rows.length,
    from,
    size: A_PAGE,
  };
  return view;
}

/** What of the queue is meant: the word of a button, the code of an agency, both in any order; null for anything else. */
async function readWhich(house: House, text: string, steps: readonly WorkStep[]): Promise<QueueView['which'] | null> {
  const which: QueueView['which'] = { verb: null, agency: null };
  let words = text.trim().split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  while (words.length > 0) {
    const named = stepNamed(words, steps);
    const agency = named === undefined ? await house.directory.agency((words[0] ?? '').toUpperCase()) : undefined;
    if (named !== undefined) which.verb = WORK_STEPS[named.step].verb;
    else if (agency !== undefined) which.agency = agency.code;
    else return null;
    words = words.slice(named?.words ?? 1);
  }
  return which;
}

/** The step that the first words name, and how many they are: a button may have two, as Mark lost. */
function stepNamed(
  words: readonly string[],
  steps: readonly WorkStep[],
): { step: WorkStep; words: number } | undefined {
  for (const count of [2, 1]) {
    const step = steps.find((step) => isOf(step, words.slice(0, count).join(' ')));
    if (step !== undefined) return { step, words: count };
  }
  return undefined;
}

/** Whether a step is done by the button of that word; null stands for every button. */
function isOf(step: WorkStep, verb: string | null): boolean {
  return verb === null || WORK_STEPS[step].verb.toLowerCase() === verb.toLowerCase();
}

function whatToAsk(steps: readonly WorkStep[]): string {
  const verbs = [...new Set(steps.map((step) => WORK_STEPS[step].verb.toLowerCase()))];
  return `Write queue alone, or with an agency’s code, or with one of your steps: ${verbs.join(', ')}.`;
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
    const item = isByItem(step) ? unit.item : null;
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

/**
 * Days since the last approval, or the submission of what nobody has to approve, for a delivery that is late; null
 * otherwise. What is bought has a week from then on.
 */
function daysLate({ request, step }: Waiting, at: string): number | null {
  if (step !== 'receive') return null;
  const daysSince = (earlier: string) => Math.floor((Date.parse(at) - Date.parse(earlier)) / DAY);
  const since = request.approvals.at(-1)?.at ?? request.submittedAt;
  return daysSince(request.work.procure?.at ?? since) > LATE_AFTER ? daysSince(since) : null;
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
    ...whatOf(request, units),
    agency: request.agency,
    toAgency: request.toAgency,
    becomes: units.every(({ becomes }) => becomes === units[0]?.becomes) ? (units[0]?.becomes ?? null) : null,
    requester: request.requester.name,
    units: units.length,
    note: done > 0 ? `${done} of ${takers.length} ${WORK_STEPS[step].done.toLowerCase()}` : null,
    late: daysLate(row, at),
    blocked: step === 'stage' || step === 'dispatch' ? (whyNotLeave(request) ?? null) : null,
  };
}

/** "3 standard laptops and 1 tablet", with their serials as far as they have some; the only one by its serial. */
function whatOf({ quote }: Request, units: readonly Unit[]): Pick<QueueRow, 'what' | 'serials'> {
  const [only] = units;
  if (units.length === 1 && only?.serial) return { what: `${only.name} ${only.serial}`, serials: [] };
  return { what: whatDevices(units, quote.lines), serials: units.flatMap(({ serial }) => serial ?? []) };
}
