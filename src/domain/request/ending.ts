import type { WorkStep } from '../work-steps.ts';
import type { Replaced } from './quote.ts';
import { type Cancellation, isFinished, nextStep, type Request, type Unit } from './state.ts';

/** The replaced devices that no request has been opened for yet (Rule 15); none where nothing comes in their place. */
export function stillToOpen({ quote, children, units }: Pick<Request, 'quote' | 'children' | 'units'>): Replaced[] {
  if (isCalledOff({ units })) return [];
  const opened = new Set(children.flatMap(({ serials }) => serials));
  return quote.replaced.filter(({ serial }) => !opened.has(serial));
}

/** Whether every unit is cancelled. Such a request is over once all of them are back. */
export function isCalledOff({ units }: Pick<Request, 'units'>): boolean {
  return units.every(({ cancelled }) => cancelled);
}

/** Who has cancelled the last of a request, when and why; null while any of it goes on. */
export function endingOf(request: Request): Pick<Cancellation, 'by' | 'at' | 'reason'> | null {
  if (request.status === 'cancelled') return request;
  return isCalledOff(request) ? (request.cancellations.at(-1) ?? null) : null;
}

/** Whether nothing is still to go out: what is not cancelled is done, though some of that may not be back yet. */
export function isDelivered({ units }: Pick<Request, 'units'>): boolean {
  return units.every((unit) => unit.cancelled || isFinished(unit));
}

/** Whether nothing is left to do to any unit. */
export function isWorkedOff({ units }: Pick<Request, 'units'>): boolean {
  return units.every((unit) => nextStep(unit) === undefined);
}

/** Whether a step of its plan is one that a unit takes or has taken; a cancelled one takes none but back. */
export function takes({ cancelled, plan }: Pick<Unit, 'cancelled' | 'plan'>, step: WorkStep): boolean {
  return plan.includes(step) && (!cancelled || step === 'bring back');
}
