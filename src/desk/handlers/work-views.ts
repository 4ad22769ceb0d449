import { type Device, whyNoLabel } from '../../domain/device.ts';
import type { Person } from '../../domain/people.ts';
import { takes } from '../../domain/request/ending.ts';
import { originOf } from '../../domain/request/receive.ts';
import { isOrdered, nextStep, type Request, type Unit } from '../../domain/request/state.ts';
import { whoDoes } from '../../domain/request/work.ts';
import { WORK_STEPS, type WorkStep } from '../../domain/work-steps.ts';
import type { ActionData } from '../actions.ts';
import type { House } from '../house.ts';
import { loadDevices } from '../load.ts';
import { refusal, requestView } from '../present.ts';
import type { ReceiveView, WorkView } from '../views/work.ts';
import type { View } from '../views.ts';

type Receiving = ActionData<'work.receive'>;
type Working = ActionData<'work.do'>;

/** "2 devices received, 1 to check." */
export function countNote(count: number, done: string, toCheck: number): string {
  const said = `${count} ${count === 1 ? 'device' : 'devices'} ${done}`;
  return toCheck === 0 ? `${said}.` : `${said}, ${toCheck} to check.`;
}

/** What came of a click on a work card. */
export interface Came {
  problems: WorkView['problems'];
  note: string | null;
  received?: number;
}

/** Nothing was clicked yet. */
export const NOTHING_YET: Came = { problems: [], note: null };

/** The receiving card; once nothing of the item is to come, the request itself. */
export async function receiveView(
  house: House,
  person: Person,
  request: Request,
  data: Receiving,
  came: Came = NOTHING_YET,
): Promise<View> {
  const line = request.quote.lines.find(({ item }) => item === data.item);
  const units = request.units.filter((unit) => unit.item === data.item && isOrdered(unit) && !unit.cancelled);
  const toCome = units.filter((unit) => nextStep(unit) === 'receive').length;
  const over = toCome === 0 || request.status !== 'in work';
  if (line === undefined || (over && came.problems.length === 0)) return afterWork(house, person, request, came);
  const here = units.flatMap(({ serial }) => serial ?? []).reverse();
  const { serials, model, warranty } = data;
  const view: ReceiveView = {
    card: 'receive',
    request,
    line,
    here,
    justNow: came.received ?? 0,
    toCome,
    inputs: { serials, model, warranty },
    problems: came.problems,
    note: came.note,
  };
  return view;
}

/** The card of another step; once nothing waits for it, the request itself. */
export async function workView(
  house: House,
  person: Person,
  request: Request,
  data: Working,
  came: Came = NOTHING_YET,
): Promise<View> {
  const { step } = data;
  const takers = request.units.filter((unit) => takes(unit, step));
  const waiting = takers.filter((unit) => nextStep(unit) === step);
  if (waiting.length === 0 && came.problems.length === 0) return afterWork(house, person, request, came);
  return {
    card: 'work',
    request,
    step,
    waiting: await whereTheyAre(house, request, step, waiting),
    all: takers.length,
    done: takers.filter((unit) => unit.plan.indexOf(step) < unit.done).length,
    unnamed: unnamedFor(step, waiting),
    labels: step === 'stage' ? await labelsFor(house, request, waiting) : { needed: false, without: [] },
    inputs: { ...data, label: data.label === 'true' },
    problems: came.problems,
    note: came.note,
  };
}

/** Who gets a device and where is asked for as it is staged; where one is kept, as it is placed, unless its order says. */
function unnamedFor(step: WorkStep, waiting: readonly Unit[]): WorkView['unnamed'] {
  if (step === 'stage') {
    const forUsers = waiting.filter(({ becomes }) => becomes === null);
    const users = forUsers.filter(({ assignedUser }) => assignedUser === null).length;
    return { users, locations: forUsers.filter(({ location }) => location === null).length };
  }
  const kept = waiting.filter(({ becomes }) => becomes === 'spare' || becomes === 'disaster reserve');
  const unknown = kept.filter((unit) => !isOrdered(unit) || unit.location === null);
  return { users: 0, locations: step === 'place' ? unknown.length : 0 };
}

/** Who bears a label is for the records to say, but for new devices: those are what their order makes of them (Rule 25). */
async function labelsFor(house: House, request: Request, waiting: readonly Unit[]): Promise<WorkView['labels']> {
  const known = waiting.filter((unit) => !isOrdered(unit) || unit.replaces !== undefined);
  const records = await loadDevices(
    house.store,
    request.agency,
    known.flatMap(({ serial }) => serial ?? []),
  );
  const origins = new Set([...records.values()].map(({ body }) => body.origin));
  if (known.length < waiting.length) origins.add(originOf(request));
  const bears = (origin: Device['origin']) => whyNoLabel({ serial: '', origin }) === null;
  return { needed: [...origins].some(bears), without: [...origins].filter((origin) => !bears(origin)) };
}

/** The units that wait; for those to be fetched, who has them now and where, since the request says where they go. */
async function whereTheyAre(
  house: House,
  request: Request,
  step: WorkStep,
  waiting: readonly Unit[],
): Promise<WorkView['waiting']> {
  if (step !== 'pick up' && step !== 'collect') return waiting.map((unit) => waitingUnit(unit));
  const serials = waiting.flatMap(({ serial }) => serial ?? []);
  const devices = await loadDevices(house.store, request.agency, serials);
  return waiting.map((unit) => waitingUnit({ ...unit, ...whereabouts(devices.get(unit.serial ?? '')?.body) }));
}

function whereabouts(device: Device | undefined): Partial<Pick<Unit, 'assignedUser' | 'location'>> {
  return device === undefined ? {} : { assignedUser: device.assignedUser, location: device.location };
}

function waitingUnit({ serial, name, assignedUser, location }: Unit): WorkView['waiting'][number] {
  return { serial: serial ?? '', name, assignedUser: assignedUser?.name ?? null, location };
}

/** The request after a step, with what came of it. */
export async function afterWork(
  house: House,
  person: Person,
  request: Request,
  { note, problems }: Came,
): Promise<View> {
  return requestView(house, request, person, { note: problems[0]?.text ?? note, refused: problems.length > 0 });
}

/** A step that is somebody else's. */
export function notYours(step: WorkStep): View {
  return refusal('Not yours to do', `${WORK_STEPS[step].verb} is done by EUC: ${whoDoes(step)}.`);
}
