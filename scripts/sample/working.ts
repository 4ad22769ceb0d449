import { deliveryOf } from '../../src/desk/outbox/book-delivery.ts';
import type { Role } from '../../src/domain/people.ts';
import { isFinished, nextStep, type Request, type Unit } from '../../src/domain/request/state.ts';
import type { Work } from '../../src/domain/request/unit-work.ts';
import type { WorkStep } from '../../src/domain/work-steps.ts';
import { moment } from './calendar.ts';
import type { Chance } from './chance.ts';
import { childrenOf } from './children.ts';
import { handOver } from './handing-over.ts';
import type { Scene } from './lives.ts';
import { MODELS, personName, place } from './names.ts';
import { type Actor, act } from './play.ts';
import { someone } from './state.ts';

/** How often EUC calls off what of an order or a purchase is not deployed yet, at each of its steps (Rule 20). */
const CALLED_OFF = 0.004;

/** Does the work that comes next; false when nothing does. */
export function workOn(scene: Scene, request: Request, at: number): boolean {
  const unit = request.units.find((one) => nextStep(one) !== undefined);
  const next = unit && nextStep(unit);
  if (unit === undefined || next === undefined) return childrenOf(scene, request, at);
  if (request.route.includes('EUC') && next !== 'bring back' && scene.chance.is(CALLED_OFF)) {
    return callOff(scene, request, at);
  }
  switch (next) {
    case 'receive':
      return receive(scene, request, unit, at);
    case 'sanitize':
      return sanitize(scene, request, at);
    case 'procure':
      return procure(scene, request, unit.item ?? '', at);
    case 'hand over':
      // The desk does that by itself, as soon as a device is deployed.
      return false;
    default:
      return step(scene, request, next, at);
  }
}

/** What somebody does to every unit that waits for it, and what follows at once. */
function step(scene: Scene, request: Request, next: Work['step'], at: number): boolean {
  const { state, records, chance } = scene;
  const role = roleOf(next);
  const actor: Actor = { person: someone(state, role, null, chance), role };
  const now = moment(at);
  const after = act(records, request.id, actor, work(scene, request, next), now);
  if (next !== 'deploy') return true;
  const deployed = after.units.filter((unit, index) => {
    return isFinished(unit) && request.units[index]?.done !== unit.done;
  });
  const bookings = deliveryOf(
    after,
    deployed.flatMap(({ serial }) => serial ?? []),
  );
  if (bookings.length > 0) records.bookings.push({ day: now.day, bookings });
  handOver(records, after, now);
  return true;
}

function roleOf(step: WorkStep): Role {
  if (step === 'place' || step === 'mark lost' || step === 'update') return 'asset manager';
  return ['image', 're-image', 'stage'].includes(step) ? 'warehouse' : 'field operations';
}

function work({ chance }: Scene, request: Request, step: Work['step']): Work {
  const waiting = request.units.filter((unit) => nextStep(unit) === step);
  const room = place(chance);
  const named = new Map(
    waiting.flatMap((unit) =>
      unit.serial === null || unit.becomes !== null ? [] : [[unit.serial, assign(request, unit, chance)] as const],
    ),
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
function receive(scene: Scene, request: Request, { item, replaces }: Unit, at: number): boolean {
  const { state, records, chance, serialFor } = scene;
  const { length } = request.units.filter((unit) => unit.item === item && nextStep(unit) === 'receive');
  const count = length > 3 && chance.is(0.3) ? chance.whole(1, length - 1) : length;
  const model = records.devices.get(replaces ?? '')?.model ?? chance.oneOf(MODELS[item ?? ''] ?? ['Acme One']);
  const serials = Array.from({ length: Math.min(count, 45) }, () => serialFor(model));
  const { at: claimedAt, day } = moment(at);
  const warrantyUntil = `${Number(day.slice(0, 4)) + 3}${day.slice(4, 8)}28`;
  const person = someone(state, 'warehouse', null, chance);
  const command = { type: 'receive', item: item ?? '', serials, model, warrantyUntil } as const;
  act(records, request.id, { person, role: 'warehouse' }, command, moment(at));
  for (const serial of serials)
    records.claims.set(serial, { serial, agency: request.agency, request: request.id, at: claimedAt });
  return true;
}

const HOW = {
  purge: {
    media: 'flash',
    method: 'purge',
    technique: 'cryptographic erase',
    verification: 'read back, nothing found',
  },
  clear: { media: 'flash', method: 'clear', technique: 'overwrite', verification: 'samples read back' },
  destroy: { media: 'flash', method: 'destroy', technique: 'shred', verification: 'pieces looked at' },
} as const;

/** By a method that is enough for where the devices go (Rule 43). */
function sanitize({ state, records, chance }: Scene, request: Request, at: number): boolean {
  const role = 'sanitization technician';
  const person = someone(state, role, null, chance);
  const validator = someone(state, role, null, chance, [person.name]);
  const ends = request.units.filter((unit) => nextStep(unit) === 'sanitize').map(({ becomes }) => becomes);
  const isKept = ends.every((end) => end === 'spare' || end === 'disaster reserve');
  const isEnd = ends.every((end) => end === 'retired');
  const how = isKept && chance.is(0.5) ? HOW.clear : isEnd && chance.is(0.1) ? HOW.destroy : HOW.purge;
  const tool = { tool: how.method === 'destroy' ? 'Shredder' : 'Disk Eraser', toolVersion: '7.2' };
  const what = { type: 'sanitize', serials: null, ...how, ...tool, mediaSerials: new Map(), validator } as const;
  act(records, request.id, { person, role }, what, moment(at));
  return true;
}

/** OTS buys it (Rule 52). */
function procure({ state, records, chance }: Scene, { id }: Request, item: string, at: number): boolean {
  const person = someone(state, 'asset manager', null, chance);
  const number = `PO-${chance.whole(10_000, 99_999)}`;
  const supplier = chance.oneOf(['Gulf Computers', 'Delta Office Supply', 'Bayou Technology']);
  act(records, id, { person, role: 'asset manager' }, { type: 'procure', item, number, supplier }, moment(at));
  return true;
}

/** What is not deployed is called off, and what is on its way comes back (Rule 20). */
function callOff({ state, records, chance }: Scene, { id }: Request, at: number): boolean {
  const person = someone(state, 'EUC approver', null, chance);
  const command = { type: 'cancel', reason: 'The project has been stopped.', units: null } as const;
  act(records, id, { person, role: 'EUC approver' }, command, moment(at));
  return true;
}
