import { type Request, unitWith } from '../../domain/request/state.ts';
import { normalizeSerial, type Serial } from '../../domain/serials.ts';
import type { WorkStep } from '../../domain/work-steps.ts';

/** Of the serials typed into a work card those not done yet, for its field: an empty one would mean all that wait. */
export function leftSerials(request: Request, step: WorkStep, typed: readonly Serial[]): string {
  return typed.filter((serial) => !isDone(request, step, serial)).join('\n');
}

/** Of lines that begin with a serial those whose device is not done yet. */
export function leftLines(request: Request, step: WorkStep, text: string): string {
  const isLeft = (line: string) => {
    const serials = [/^[^,;\t]*/, /^\S*/].map((first) => normalizeSerial(first.exec(line.trim())?.[0] ?? ''));
    return serials[0] !== '' && !serials.some((serial) => isDone(request, step, serial));
  };
  return text.split(/\r?\n/).filter(isLeft).join('\n');
}

function isDone(request: Request, step: WorkStep, serial: Serial): boolean {
  const unit = unitWith(request, serial);
  return unit?.plan.slice(0, unit.done).includes(step) === true;
}
