import { type Person, roleFor } from '../../domain/people.ts';
import { readSerials } from '../../domain/read-serials.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import { destinationOf, type Sanitize } from '../../domain/request/sanitize.ts';
import { nextStep, type Request } from '../../domain/request/state.ts';
import { isIn } from '../../domain/request/which-units.ts';
import { mediaSchema, methodSchema, techniqueSchema } from '../../domain/sanitization.ts';
import type { Serial } from '../../domain/serials.ts';
import { WORK_STEPS } from '../../domain/work-steps.ts';
import type { ActionData } from '../actions.ts';
import { agencyOfRequest } from '../documents.ts';
import type { House } from '../house.ts';
import { loadDevices } from '../load.ts';
import { performAll, unitsIn } from '../perform.ts';
import { notFound } from '../present.ts';
import type { SanitizeInputs } from '../views/work.ts';
import type { View } from '../views.ts';
import { leftLines, leftSerials } from './left-over.ts';
import { meant, namesNone } from './meant-units.ts';
import { readMediaSerials } from './media-serials.ts';
import { findStored } from './requests.ts';
import { afterWork, type Came, countNote, NOTHING_YET } from './work-views.ts';

/** Units one commit sanitizes: each writes a record and a certificate (a batch holds 100). */
const AT_ONCE = 45;

/** A sanitization with nothing filled in. */
export const EMPTY_SANITIZATION: SanitizeInputs = {
  serials: '',
  media: 'flash',
  mediaSerial: '',
  method: '',
  technique: '',
  tool: '',
  toolVersion: '',
  verification: '',
  validator: '',
};

/** Sanitizes devices, with a certificate for each (Rules 40 to 44). */
export async function sanitizeDevices(house: House, person: Person, data: ActionData<'work.sanitize'>): Promise<View> {
  const { request: id } = data;
  const agency = agencyOfRequest(id);
  const before = await findStored(house, person, id);
  if (before === undefined) return notFound(id);
  const typed = readSerials(data.serials, isIn(before.body));
  const unread = namesNone(data.serials, typed);
  const role = roleFor(person, WORK_STEPS.sanitize.permission, agency) ?? null;
  const validator = await house.directory.person(data.validator);
  const { request, outcome } = await performAll(house, before, person, AT_ONCE, async (request) => {
    const waiting = request?.units.filter((unit) => nextStep(unit) === 'sanitize') ?? [];
    const chosen = meant(waiting, data.units, typed);
    const devices = request?.units.flatMap(({ serial }) => serial ?? []) ?? [];
    const media = readMediaSerials(data.mediaSerial, chosen, devices);
    const named = unread.length > 0 ? [] : typed.length === 0 ? chosen : typed;
    const command = commandFrom(data, named, media.mediaSerials, validator, [...unread, ...media.problems]);
    const records = await loadDevices(house.store, agency, chosen);
    return { command, devices: records, role, atMost: AT_ONCE };
  });
  if (request === undefined) return notFound(id);
  const done = unitsIn(outcome.events);
  const note = done > 0 ? countNote(done, 'sanitized', outcome.problems.length) : outcome.already;
  const left = {
    serials: leftSerials(request, 'sanitize', typed),
    mediaSerial: leftLines(request, 'sanitize', data.mediaSerial),
  };
  const inputs = done > 0 ? { ...data, ...left } : data;
  return sanitizeView(house, person, request, inputs, { problems: outcome.problems, note });
}

function commandFrom(
  { media, method, technique, tool, toolVersion, verification }: SanitizeInputs,
  serials: Serial[],
  mediaSerials: ReadonlyMap<Serial, string>,
  validator: Person | undefined,
  unread: readonly Problem[],
): Sanitize {
  return {
    type: 'sanitize',
    serials,
    media: mediaSchema.safeParse(media).data ?? null,
    method: methodSchema.safeParse(method).data ?? null,
    technique: techniqueSchema.safeParse(technique).data ?? null,
    tool,
    toolVersion,
    verification,
    mediaSerials,
    validator,
    unread,
  };
}

/** The card to fill a sanitization in; once nothing waits for it, the request itself. */
export async function sanitizeView(
  house: House,
  person: Person,
  request: Request,
  inputs: SanitizeInputs,
  came: Came = NOTHING_YET,
): Promise<View> {
  const takers = request.units.filter(({ cancelled, plan }) => !cancelled && plan.includes('sanitize'));
  const waiting = takers.filter((unit) => nextStep(unit) === 'sanitize');
  if (waiting.length === 0 && came.problems.length === 0) return afterWork(house, person, request, came);
  const technicians = await house.directory.namesOf('sanitize devices', request.agency);
  const { serials, media, mediaSerial, method, technique, tool, toolVersion, verification, validator } = inputs;
  return {
    card: 'sanitize',
    request,
    waiting: waiting.map((unit) => {
      return { serial: unit.serial ?? '', name: unit.name, becomes: destinationOf(request, unit) };
    }),
    all: takers.length,
    done: takers.filter((unit) => unit.plan.indexOf('sanitize') < unit.done).length,
    validators: technicians.filter(({ id }) => id !== person.id).map(({ id, name }) => ({ id, name })),
    inputs: { serials, media, mediaSerial, method, technique, tool, toolVersion, verification, validator },
    problems: came.problems,
    note: came.note,
  };
}
