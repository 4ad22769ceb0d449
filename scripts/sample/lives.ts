import { isOpen, nextStep, type Request } from '../../src/domain/request/state.ts';
import type { WorkStep } from '../../src/domain/work-steps.ts';
import { later, moment } from './calendar.ts';
import type { Chance } from './chance.ts';
import { decideOn } from './deciding.ts';
import type { Away } from './delegations.ts';
import { type Records, release } from './play.ts';
import type { State } from './state.ts';
import { workOn } from './working.ts';

/** What a request's life is made with. */
export interface Scene {
  state: State;
  records: Records;
  chance: Chance;
  serialFor(model: string): string;
  /** Who of the agency is away when. */
  absences: readonly Away[];
  /** Nothing happens after this; milliseconds. */
  until: number;
}

/** Hours that pass before each step. */
const WAITS: Readonly<Record<WorkStep, readonly [number, number]>> = {
  procure: [24, 120],
  receive: [120, 400],
  'pick up': [24, 120],
  collect: [24, 200],
  sanitize: [8, 96],
  image: [8, 160],
  're-image': [4, 48],
  stage: [2, 48],
  dispatch: [2, 48],
  deploy: [4, 72],
  place: [4, 96],
  update: [1, 48],
  'hand over': [1, 2],
  'mark lost': [2, 48],
  'bring back': [4, 48],
};

/** Hours a request waits for a decision. */
const DECIDING = [2, 120] as const;

/**
 * Lives a submitted request on, step by step, each some hours after the one before, until it is over or the time is up:
 * what is still open then is at a step that fits its age.
 */
export function liveOn(scene: Scene, id: string, since: number): void {
  let at = since;
  for (;;) {
    const request = scene.records.requests.get(id);
    if (request === undefined) return;
    const next = later(at, waitFor(request), scene.chance);
    if (next > scene.until || !step(scene, request, next)) return;
    const after = scene.records.requests.get(id);
    if (after !== undefined && !isOpen(after)) release(scene.records, after, moment(next + 60_000));
    at = next;
  }
}

function waitFor(request: Request): readonly [number, number] {
  const unit = request.units.find((one) => nextStep(one) !== undefined);
  const next = unit && nextStep(unit);
  return request.status === 'in work' && next !== undefined ? WAITS[next] : DECIDING;
}

/** Does what comes next; false when nothing does. */
function step(scene: Scene, request: Request, at: number): boolean {
  switch (request.status) {
    case 'awaiting approval':
      return decideOn(scene, request, at);
    case 'in work':
      return workOn(scene, request, at);
    case 'returned':
    case 'rejected':
    case 'cancelled':
    case 'closed':
      return false;
  }
}
