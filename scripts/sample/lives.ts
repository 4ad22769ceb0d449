import { isOpen, nextStep, type Request, type Unit } from '../../src/domain/request/state.ts';
import type { Work } from '../../src/domain/request/unit-work.ts';
import type { WorkStep } from '../../src/domain/work-steps.ts';
import { later, moment } from './calendar.ts';
import type { Chance } from './chance.ts';
import { childrenOf } from './children.ts';
import { MODELS, personName, place } from './names.ts';
import { type Actor, act, type Records, release } from './play.ts';
import { type State, someone } from './state.ts';

/** What a request's life is made with. */
export interface Scene {
  state: State;
  records: Records;
  chance: Chance;
  serialFor(model: string): string;
  /** Nothing happens after this; milliseconds. */
  until: number;
}

/** Hours that pass before each step. */
const WAITS: Readonly<Record<WorkStep, readonly [number, number]>> = {
  procure: [24, 120],
  receive: [120, 600],
  'pick up': [24, 120],
  collect: [24, 200],
  sanitize: [8, 96],
  image: [4, 72],
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

function decideOn({ state, records, chance }: Scene, request: Request, at: number): boolean {
  if (request.status !== 'awaiting approval') return false;
  const { step, revision, requester, units, approvals } = request;
  const involved = [requester, ...units.map(({ assignedUser }) => assignedUser), ...approvals.map(({ by }) => by)];
  const not = involved.flatMap((person) => person?.name ?? []);
  const role = step === 'agency' ? 'agency approver' : 'EUC approver';
  const person = someone(state, role, step === 'agency' ? request.agency : null, chance, not);
  const type = chance.weighted([
    ['approve', 92],
    ['return', 3],
    ['reject', 5],
  ] as const);
  const reason = type === 'approve' ? '' : 'Please check with the budget office first.';
  const after = act(records, request.id, { person, role }, { type, step, revision, reason }, moment(at));
  if (!isOpen(after)) release(records, request.id, moment(at + 60_000));
  return true;
}

function workOn(scene: Scene, request: Request, at: number): boolean {
  const unit = request.units.find((one) => nextStep(one) !== undefined);
  const next = unit && nextStep(unit);
  if (next === undefined) return childrenOf(scene, request, at);
  if (next === 'receive') return receive(scene, request, unit?.item ?? '', at);
  if (next === 'sanitize') return sanitize(scene, request, at);
  // The desk does that by itself, over two partitions; none of these requests goes to another agency.
  if (next === 'hand over') return false;
  // Nothing is bought in the made-up state.
  if (next === 'procure') return false;
  const role =
    next === 'place' || next === 'mark lost'
      ? 'asset manager'
      : ['image', 're-image', 'stage'].includes(next)
        ? 'warehouse'
        : 'field operations';
  const actor: Actor = { person: someone(scene.state, role, null, scene.chance), role };
  act(scene.records, request.id, actor, work(scene, request, next), moment(at));
  return true;
}

function work({ chance }: Scene, request: Request, step: Work['step']): Work {
  const waiting = request.units.filter((unit) => nextStep(unit) === step);
  const room = place(chance);
  const named = new Map(
    waiting.flatMap((unit) => (unit.serial === null ? [] : [[unit.serial, assign(request, unit, chance)] as const])),
  );
  const assignment = { assignedUser: null, location: step === 'place' ? `${room}, store` : null };
  return { type: 'work', step, serials: null, labelled: true, assignment, named: step === 'stage' ? named : new Map() };
}

/** For nobody who has approved it (Rule 16). */
function assign({ approvals }: Request, { assignedUser, location }: Unit, chance: Chance) {
  const names = Array.from({ length: 6 }, () => personName(chance));
  const name = names.find((one) => approvals.every(({ by }) => by.name !== one)) ?? 'Pat Doe';
  return {
    assignedUser: assignedUser ?? { id: null, name },
    location: location ?? place(chance),
  };
}

/** All of an item that is still to come, or a part of it: deliveries are not always whole. */
function receive(scene: Scene, request: Request, item: string, at: number): boolean {
  const { state, records, chance, serialFor } = scene;
  const { length } = request.units.filter((unit) => unit.item === item && nextStep(unit) === 'receive');
  const count = length > 3 && chance.is(0.3) ? chance.whole(1, length - 1) : length;
  const model = chance.oneOf(MODELS[item] ?? ['Acme One']);
  const serials = Array.from({ length: Math.min(count, 45) }, () => serialFor(model));
  const { at: claimedAt, day } = moment(at);
  const warrantyUntil = `${Number(day.slice(0, 4)) + 3}${day.slice(4, 8)}28`;
  const person = someone(state, 'warehouse', null, chance);
  const command = { type: 'receive', item, serials, model, warrantyUntil } as const;
  act(records, request.id, { person, role: 'warehouse' }, command, moment(at));
  for (const serial of serials)
    records.claims.push({ serial, agency: request.agency, request: request.id, at: claimedAt });
  return true;
}

function sanitize({ state, records, chance }: Scene, request: Request, at: number): boolean {
  const role = 'sanitization technician';
  const person = someone(state, role, null, chance);
  const validator = someone(state, role, null, chance, [person.name]);
  const how = { media: 'flash', method: 'purge', technique: 'cryptographic erase' } as const;
  const said = { tool: 'Disk Eraser', toolVersion: '7.2', verification: 'read back, nothing found' };
  const what = { type: 'sanitize', serials: null, ...how, ...said, mediaSerials: new Map(), validator } as const;
  act(records, request.id, { person, role }, what, moment(at));
  return true;
}
