import { type Device, whyNoLabel } from '../device.ts';
import { roleFor, who } from '../people.ts';
import type { Serial } from '../serials.ts';
import { WORK_STEPS, type WorkStep } from '../work-steps.ts';
import { takes } from './ending.ts';
import { whyNotLeave } from './gate.ts';
import {
  alreadySo,
  happened,
  type Outcome,
  onlyOnce,
  type Problem,
  recordMissing,
  refused,
  refusedFor,
} from './outcome.ts';
import { nextStep, type Request, type Unit, unitWith } from './state.ts';
import { type Done, type Work, type WorkContext, workOn } from './unit-work.ts';

/** The steps after which a device is outside of the warehouse, or ready to be (Rule 19). */
const GATED: readonly WorkStep[] = ['stage', 'dispatch', 'deploy'];

/** Does a step to the chosen units (Rules 19, 24 to 28 and 34 to 42). A unit that has it behind it is passed over. */
export function decideWork(request: Request, command: Work, context: WorkContext): Outcome {
  const { step } = command;
  const rule = WORK_STEPS[step];
  const role = roleFor(context.actor, rule.permission, request.agency);
  if (role === undefined) return refused(`${rule.verb} is not yours to do: ${whoDoes(step)} does it.`);
  const chosen = choose(request, step, command.serials);
  if (chosen.problems.length > 0 && chosen.units.length === 0) return refusedFor(chosen.problems);
  if (chosen.units.length === 0) return alreadySo(doneAlready(command.serials, step));
  if (request.status !== 'in work') return refused(`${request.id} is ${request.status}; no work can be done on it.`);
  const gate = GATED.includes(step) ? whyNotLeave(request) : undefined;
  if (gate !== undefined) return refused(gate);
  const isLeased = ({ serial }: Unit) => isLabelled(context.devices.get(serial ?? ''));
  const unlabelled = step === 'stage' && !command.labelled && chosen.units.some(isLeased);
  const holding = [...strangersAmong(request, command), ...(unlabelled ? [NO_LABEL] : [])];
  const outcome = workOff(request, chosen, context, step, (unit, record) => {
    return workOn(request, unit, record, command, context);
  });
  // What holds up all of them is said with what stands in the way of each.
  return holding.length === 0 ? outcome : refusedFor([...outcome.problems, ...holding]);
}

const NO_LABEL: Problem = { field: 'label', text: 'Put the leased-device label on first, then say so here.' };

/** Whether a device bears the leased-device label; an agency's own does not (Rule 25). */
function isLabelled(device: Device | undefined): boolean {
  return device === undefined || whyNoLabel(device) === null;
}

/** The part of EUC that does a step, in words. */
export function whoDoes(step: WorkStep): string {
  switch (WORK_STEPS[step].permission) {
    case 'work in the warehouse':
      return 'the warehouse';
    case 'work in the field':
      return 'field operations';
    case 'bring devices back':
      return 'field operations or the warehouse';
    case 'sanitize devices':
      return 'a sanitization technician';
    case 'correct records':
      return 'the asset manager';
    case 'procure devices':
      return 'OTS procurement';
    case 'hand over devices':
      return 'the desk by itself';
    default:
      return 'the asset manager';
  }
}

/** Who has what waits for a step: "EUC warehouse". */
export function whoHas(step: WorkStep): string {
  if (step === 'procure') return whoDoes(step);
  return step === 'hand over' ? 'Device Desk' : `EUC ${whoDoes(step).replace(/^(the|a) /, '')}`;
}

/** What a step does to one unit. */
type Doing = (unit: Unit, record: Device) => Done | Problem | Problem[];

/** Does a step to each chosen unit, at most so many; what stands in the way of one holds up no other. */
export function workOff(request: Request, chosen: Chosen, context: WorkContext, step: WorkStep, doing: Doing): Outcome {
  const done: Done[] = [];
  const problems: Problem[] = [...chosen.problems];
  for (const unit of chosen.units) {
    // Only what is done counts: bad ones in front keep no good ones out.
    if (done.length === context.atMost) break;
    const record = context.devices.get(unit.serial ?? '');
    const result = record === undefined ? recordMissing(unit.serial) : doing(unit, record);
    if (Array.isArray(result)) problems.push(...result);
    else if ('text' in result) problems.push(result);
    else done.push(result);
  }
  const role = roleFor(context.actor, WORK_STEPS[step].permission, request.agency);
  if (done.length === 0 || role === undefined) return refusedFor(problems);
  const units = done.map(({ unit }) => unit);
  const why = step === 'update' ? { reason: request.justification } : {};
  return happened([{ type: 'worked', at: context.now.at, by: who(context.actor), role, step, units, ...why }], {
    devices: done.flatMap(({ device, also }) => [device, ...(also?.devices ?? [])]),
    commitments: done.flatMap(({ commitment, also }) => [
      ...(commitment === null ? [] : [commitment]),
      ...(also?.commitments ?? []),
    ]),
    problems: onlyOnce(problems),
  });
}

/** The units that a step is to be done to, and the serials that are none of them. */
export interface Chosen {
  units: Unit[];
  problems: Problem[];
}

/** The units a command means, and the serials that are none of them. */
export function choose(request: Request, step: WorkStep, serials: readonly Serial[] | null): Chosen {
  const waiting = request.units.filter((unit) => nextStep(unit) === step);
  if (serials === null) return { units: waiting, problems: [] };
  const problems: Problem[] = [];
  const units: Unit[] = [];
  for (const serial of serials) {
    const unit = unitWith(request, serial);
    if (unit === undefined) {
      const text = `${serial} is not a device of ${request.id}. Check the label.`;
      problems.push({ field: 'serials', text, device: { serial, common: `Not devices of ${request.id}` } });
    } else if (unit.cancelled && !takes(unit, step)) {
      const where = nextStep(unit) === undefined ? '' : ' and is to be brought back';
      problems.push({ field: 'serials', text: `${serial} was cancelled${where}.` });
    } else if (nextStep(unit) === step) {
      units.push(unit);
    } else if (!unit.plan.slice(0, unit.done).includes(step)) {
      const { one, common } = whyNotYet(unit, step);
      problems.push({ field: 'serials', text: `${serial} ${one}.`, device: { serial, common } });
    }
  }
  return { units, problems };
}

/** Why a unit does not wait for a step that it has not had; and of several such. */
function whyNotYet(unit: Unit, step: WorkStep): { one: string; common: string } {
  const next = nextStep(unit);
  if (!unit.plan.includes(step)) return needsNot(step);
  if (next === undefined) return { one: 'is finished', common: 'Finished' };
  const first = `be ${WORK_STEPS[next].done.toLowerCase()} first`;
  return { one: `must ${first}`, common: `To ${first}` };
}

/** Of one unit and of several: that a step is not for them. */
function needsNot(step: WorkStep): { one: string; common: string } {
  const what: Partial<Record<WorkStep, string>> = { image: 'image', 're-image': 'image', sanitize: 'sanitizing' };
  const need = what[step];
  if (need !== undefined) return { one: `needs no ${need}`, common: `These need no ${need}` };
  const not = `not to be ${WORK_STEPS[step].done.toLowerCase()}`;
  return { one: `is ${not}`, common: `These are ${not}` };
}

/** What is said when the units that were meant have a step behind them, though others may wait for it. */
export function doneAlready(serials: readonly Serial[] | null, step: WorkStep): string {
  const done = `${WORK_STEPS[step].done.toLowerCase()} already`;
  const [only] = serials ?? [];
  if (only === undefined || serials === null) return `Nothing here waits for this: ${done}.`;
  return serials.length === 1 ? `${only} is ${done}.` : `These ${serials.length} devices are ${done}.`;
}

/** Serials that are named somebody for and are not of the request: misread ones, so that a device would go to the wrong person. */
function strangersAmong({ id, units }: Request, { step, named }: Work): Problem[] {
  if (step !== 'stage') return [];
  const own = new Set(units.map(({ serial }) => serial));
  const strangers = [...named.keys()].filter((serial) => !own.has(serial));
  return strangers.map((serial) => ({
    field: 'assignments',
    text: `${serial.slice(0, 30)} is not a device of ${id}. Check the label.`,
  }));
}
