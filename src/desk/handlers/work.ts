import { isHandedOver } from '../../domain/device.ts';
import { daySchema } from '../../domain/months.ts';
import { may, type Person, roleFor, who } from '../../domain/people.ts';
import { readSerials } from '../../domain/read-serials.ts';
import { problemsOfBox } from '../../domain/request/receive.ts';
import { nextStep, type Request } from '../../domain/request/state.ts';
import { isIn } from '../../domain/request/which-units.ts';
import { isMakersSerial, readMakersSerial, type Serial } from '../../domain/serials.ts';
import { WORK_STEPS, type WorkStep } from '../../domain/work-steps.ts';
import type { ActionData } from '../actions.ts';
import { claimSerials, whoHolds } from '../claims.ts';
import { agencyOfRequest } from '../documents.ts';
import type { House } from '../house.ts';
import { loadCommitments, loadDevices } from '../load.ts';
import { passStock } from '../pass-stock.ts';
import { performAll, unitsIn } from '../perform.ts';
import { notFound } from '../present.ts';
import type { View } from '../views.ts';
import { assignmentFrom, readAssignments } from './assignments.ts';
import { leftLines, leftSerials } from './left-over.ts';
import { meant, namesNone } from './meant-units.ts';
import { procureView } from './procure.ts';
import { findRequest, findStored } from './requests.ts';
import { EMPTY_SANITIZATION, sanitizeView } from './sanitize.ts';
import { countNote, notYours, receiveView, workView } from './work-views.ts';

type Receiving = ActionData<'work.receive'>;
type Working = ActionData<'work.do'>;

/** Units one commit moves on; a step that begins a commitment writes two records a unit (a batch holds 100). */
const AT_ONCE = 90;
const COMMITTED_AT_ONCE = 45;

function commits(step: WorkStep): boolean {
  return step === 'deploy' || step === 'place' || step === 'update' || step === 'mark lost';
}

function atOnce(step: WorkStep): number {
  return commits(step) ? COMMITTED_AT_ONCE : AT_ONCE;
}

/** Serials one click may name. */
const MOST_SERIALS = 250;

/** The card of a work step: what waits for it, and what it asks. */
export async function openWork(house: House, person: Person, data: ActionData<'work.open'>): Promise<View> {
  const request = await findRequest(house, person, data.request);
  if (request === undefined) return notFound(data.request);
  if (!may(person, WORK_STEPS[data.step].permission, request.agency)) return notYours(data.step);
  if (data.step === 'sanitize') return sanitizeView(house, person, request, EMPTY_SANITIZATION);
  if (data.step === 'procure') return procureView(house, person, request, procuring(request, data.item));
  if (data.step !== 'receive') return workView(house, person, request, { ...data, step: data.step, units: '' });
  const waiting = request.units.filter((unit) => nextStep(unit) === 'receive');
  const item = data.item ?? waiting[0]?.item ?? '';
  return receiveView(house, person, request, { request: request.id, item, serials: '', model: '', warranty: '' });
}

/** The card of the item that is meant, or else of the first that waits. */
function procuring(request: Request, item: string | null): ActionData<'work.procure'> {
  const first = request.units.find((unit) => nextStep(unit) === 'procure')?.item ?? '';
  return { request: request.id, item: item ?? first, supplier: '', number: '' };
}

/** Takes devices in (Rule 24). Good serials go in; the others stay in the field, each with its reason. */
export async function receiveDevices(house: House, person: Person, data: Receiving): Promise<View> {
  const agency = agencyOfRequest(data.request);
  const before = await findStored(house, person, data.request);
  if (before === undefined) return notFound(data.request);
  const scanned = readSerials(
    data.serials,
    (serial) => isMakersSerial(serial, data.model) || isIn(before.body)(serial),
  );
  const { item, model } = data;
  const warrantyUntil = daySchema.safeParse(data.warranty).success ? data.warranty : null;
  if (scanned.length > MOST_SERIALS) {
    const text = `${scanned.length} serials are too many at once: ${MOST_SERIALS} at most. Nothing was received.`;
    const problems = [{ field: 'serials', text }, ...problemsOfBox({ model, warrantyUntil }, house.clock.now().day)];
    return receiveView(house, person, before.body, data, { problems, note: null });
  }
  const wanted = scanned.map((serial) => madeBy(serial, data.model));
  const role = roleFor(person, WORK_STEPS.receive.permission, agency) ?? null;
  const { request, outcome } = await performAll(house, before, person, AT_ONCE, async (request, now) => {
    const devices = await loadDevices(house.store, agency, [...wanted, ...replacedBy(request)]);
    const isLeased = request?.quote.purchase === undefined;
    const { held, stock } = await whoHolds(house.store, wanted, agency, now.at, isLeased ? data.item : null);
    return {
      command: { type: 'receive', item, serials: scanned, model, warrantyUntil },
      devices,
      held,
      role,
      atMost: AT_ONCE,
      beforeCommit: async (outcome) => {
        const fresh = outcome.devices.filter(({ serial }) => {
          const own = devices.get(serial);
          return own === undefined || isHandedOver(own.body);
        });
        const serials = fresh.flatMap(({ serial }) => (stock.includes(serial) ? serial : []));
        if (serials.length > 0) await passStock(house.store, data.request, serials, { by: who(person), role, now });
        await claimSerials(house.store, data.request, fresh, now.at);
      },
    };
  });
  if (request === undefined) return notFound(data.request);
  const received = unitsIn(outcome.events);
  const here = new Set(request.units.map(({ serial, cancelled }) => (cancelled ? null : serial)));
  const left = scanned.filter((serial) => !here.has(madeBy(serial, data.model)));
  const note = received > 0 ? countNote(received, 'received', left.length) : outcome.already;
  return receiveView(
    house,
    person,
    request,
    { ...data, serials: received === 0 ? data.serials : left.join('\n') },
    { problems: outcome.problems, note, received },
  );
}

/** The devices that those of a request come for under warranty (Rule 55). */
function replacedBy(request: Request | undefined): Serial[] {
  return request?.units.flatMap(({ replaces }) => replaces ?? []) ?? [];
}

function madeBy(serial: Serial, model: string): Serial {
  const read = readMakersSerial(serial, model);
  return 'serial' in read ? read.serial : serial;
}

/** Any step but receiving and sanitizing (Rules 19, 24 to 26 and 34 to 42). */
export async function workOnDevices(house: House, person: Person, data: Working): Promise<View> {
  const agency = agencyOfRequest(data.request);
  const before = await findStored(house, person, data.request);
  if (before === undefined) return notFound(data.request);
  const typed = readSerials(data.serials, isIn(before.body));
  const { named, problems: twice } = readAssignments(data.assignments);
  const problems = [...namesNone(data.serials, typed), ...twice];
  if (problems.length > 0) return workView(house, person, before.body, data, { problems, note: null });
  const { step, units } = data;
  const role = roleFor(person, WORK_STEPS[step].permission, agency) ?? null;
  const { request, outcome } = await performAll(house, before, person, atOnce(step), async (request) => {
    const waiting = request?.units.filter((unit) => nextStep(unit) === step) ?? [];
    const chosen = meant(waiting, units, typed);
    const touched = commits(step) ? [...chosen, ...replacedBy(request)] : chosen;
    const devices = await loadDevices(house.store, agency, touched);
    const commitments = commits(step) ? await loadCommitments(house.store, agency, touched) : undefined;
    const command = {
      type: 'work',
      step,
      serials: typed.length === 0 ? chosen : typed,
      labelled: data.label === 'true',
      assignment: assignmentFrom(data.assignedUser, data.location),
      named,
    } as const;
    return { command, devices, role, atMost: atOnce(step), ...(commitments && { commitments }) };
  });
  if (request === undefined) return notFound(data.request);
  const done = unitsIn(outcome.events);
  const note =
    done > 0 ? countNote(done, WORK_STEPS[step].done.toLowerCase(), outcome.problems.length) : outcome.already;
  const left = {
    serials: leftSerials(request, step, typed),
    assignments: leftLines(request, step, data.assignments),
    // Each label is vouched for anew.
    label: '',
  };
  const kept = done > 0 ? { ...data, ...left } : data;
  return workView(house, person, request, kept, { problems: outcome.problems, note });
}
