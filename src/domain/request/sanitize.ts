import { stopSupport } from '../device.ts';
import { problemsOfLength } from '../lengths.ts';
import { isSamePerson, may, type Person, roleFor, who } from '../people.ts';
import {
  type Certificate,
  certify,
  type Destination,
  destinationAfter,
  type Media,
  type Method,
  type Technique,
  whyNotPossible,
  whyNotSufficient,
} from '../sanitization.ts';
import type { Serial } from '../serials.ts';
import { isBlank } from '../words.ts';
import { WORK_STEPS } from '../work-steps.ts';
import { alreadySo, type Outcome, type Problem, refused, refusedFor } from './outcome.ts';
import type { Request, Unit } from './state.ts';
import type { WorkContext } from './unit-work.ts';
import { choose, doneAlready, whoDoes, workOff } from './work.ts';

/** What a device is sanitized for: where it ends or, as it goes to another agency, its transfer (Rules 36 and 43). */
export function destinationOf(
  { toAgency }: Pick<Request, 'toAgency'>,
  { becomes }: Pick<Unit, 'becomes'>,
): Destination | null {
  return becomes ?? (toAgency === null ? null : 'transferred');
}

/** Where a device ends once it is sanitized by a method: what goes to another agency has to get there whole. */
function endsAs(request: Request, unit: Unit, method: Method): Destination | null {
  return unit.becomes === null ? destinationOf(request, unit) : destinationAfter(method, unit.becomes);
}

/** The removal of data from some devices of a request, as the technician fills it in. */
export interface Sanitize {
  type: 'sanitize';
  serials: Serial[] | null;
  /** What of it can be none: not chosen yet. */
  media: Media | null;
  method: Method | null;
  technique: Technique | null;
  tool: string;
  toolVersion: string;
  verification: string;
  /** The serial of the medium, by that of its device. A medium that has none of its own is recorded under its device's. */
  mediaSerials: ReadonlyMap<Serial, string>;
  /** Who checked it: somebody else (Rule 44). Undefined when the name is nobody's. */
  validator: Person | undefined;
  /** What could not be read of the serials and the media that were typed. */
  unread?: readonly Problem[];
}

/** One with all of its choices made. */
type Complete = Sanitize & { media: Media; method: Method; technique: Technique; validator: Person };

/**
 * Sanitizes devices and writes a certificate for each (Rules 40 to 44). Support stops on the certificate's date. A serial that
 * is none of them holds up no other; anything else that is wrong holds up all, and is said at once.
 */
export function decideSanitize(request: Request, command: Sanitize, context: WorkContext): Outcome {
  const { actor, now } = context;
  const rule = WORK_STEPS.sanitize;
  if (roleFor(actor, rule.permission, request.agency) === undefined) {
    return refused(`${rule.verb} is not yours to do: ${whoDoes('sanitize')} does it.`);
  }
  const chosen = choose(request, 'sanitize', command.serials);
  const { unread = [] } = command;
  const wrong = [...unread, ...chosen.problems];
  if (chosen.units.length === 0 && wrong.length === 0) return alreadySo(doneAlready(command.serials, 'sanitize'));
  if (request.status !== 'in work') return refused(`${request.id} is ${request.status}; no work can be done on it.`);
  const problems = [
    ...unread,
    ...problemsOfChoices(command),
    ...problemsOfWords(request, command, actor),
    ...problemsOfMedia(request, command, chosen.units),
  ];
  if (problems.length > 0 || !isComplete(command)) return refusedFor(inOrder([...chosen.problems, ...problems]));
  const { validator } = command;
  const certificates: Certificate[] = [];
  const outcome = workOff(request, chosen, context, 'sanitize', (unit, record) => {
    const destination = endsAs(request, unit, command.method);
    if (destination === null) return { field: null, text: `Nothing says what becomes of ${record.serial}.` };
    certificates.push(certificateFor(request, record, destination, command, validator, context));
    const sanitized = { on: now.day, method: command.method, request: request.id };
    const device = { ...stopSupport(record, now.day), status: 'sanitized', sanitized } as const;
    const otherwise = unit.becomes !== null && unit.becomes !== destination ? { becomes: destination } : {};
    const worked = { no: unit.no, serial: null, assignedUser: null, location: null, ...otherwise };
    return { unit: worked, device, commitment: null };
  });
  return { ...outcome, certificates: outcome.events.length === 0 ? [] : certificates };
}

function isComplete(command: Sanitize): command is Complete {
  const { media, method, technique, validator } = command;
  return media !== null && method !== null && technique !== null && validator !== undefined;
}

/** The fields of a certificate from top to bottom, as it is filled in. */
const FIELDS = [
  ...['serials', 'method', 'media', 'technique', 'mediaSerial'],
  ...['tool', 'toolVersion', 'verification', 'validator'],
];

function inOrder(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((one, other) => FIELDS.indexOf(one.field ?? '') - FIELDS.indexOf(other.field ?? ''));
}

function problemsOfChoices({ media, method, technique }: Sanitize): Problem[] {
  const problems: Problem[] = [];
  if (method === null) problems.push({ field: 'method', text: 'Choose how thoroughly the data were removed.' });
  if (media === null) problems.push({ field: 'media', text: 'Choose what the data were on.' });
  if (technique === null) problems.push({ field: 'technique', text: 'Choose how it was done.' });
  if (technique === null || media === null) return problems;
  const possible = whyNotPossible({ technique, media, method });
  return possible === undefined ? problems : [...problems, { field: 'technique', text: possible }];
}

/** What a certificate must say in words (Rule 44). */
const TEXTS = [
  ['tool', 'Say which tool was used.'],
  ['toolVersion', 'Say which version of the tool.'],
  ['verification', 'Say how it was verified.'],
] as const;

/** The method must be enough for where each device goes (Rule 43), and media belong to devices of the request. */
function problemsOfMedia(request: Request, { method, mediaSerials }: Sanitize, units: readonly Unit[]): Problem[] {
  const { toAgency } = request;
  const destinations = new Set(method === null ? [] : units.flatMap((unit) => endsAs(request, unit, method) ?? []));
  const problems = [...destinations].flatMap((destination): Problem[] => {
    if (method === null) return [];
    const text =
      method === 'destroy' && destination === 'transferred' && toAgency !== null
        ? `A destroyed device cannot go to ${toAgency}. Purge it; if it cannot be purged, call the service desk first.`
        : whyNotSufficient(method, destination);
    return text === undefined ? [] : [{ field: 'method', text }];
  });
  for (const [serial, medium] of mediaSerials) {
    if (!request.units.some((unit) => unit.serial === serial)) {
      const text = `${serial.slice(0, 30)} is not a device of ${request.id}. Check the label.`;
      problems.push({ field: 'mediaSerial', text });
    }
    problems.push(...problemsOfLength('mediaSerial', medium, 'detail'));
  }
  return problems;
}

function problemsOfWords(request: Request, command: Sanitize, actor: Person): Problem[] {
  const problems: Problem[] = [];
  for (const [field, asked] of TEXTS) {
    if (isBlank(command[field])) problems.push({ field, text: asked });
    problems.push(...problemsOfLength(field, command[field], 'detail'));
  }
  const { validator } = command;
  if (validator === undefined || !may(validator, 'sanitize devices', request.agency)) {
    problems.push({ field: 'validator', text: 'The validator must be a sanitization technician of EUC.' });
  } else if (isSamePerson(who(validator), actor)) {
    problems.push({ field: 'validator', text: 'The validator must be somebody else than who did it.' });
  }
  return problems;
}

function certificateFor(
  request: Request,
  { serial, agency, model }: { serial: string; agency: string; model: string },
  destination: Certificate['destination'],
  command: Complete,
  validator: Person,
  { actor, now }: WorkContext,
): Certificate {
  const { media, method, technique } = command;
  return certify({
    serial,
    agency,
    request: request.id,
    model,
    performer: who(actor),
    validator: who(validator),
    media,
    mediaSerial: command.mediaSerials.get(serial) ?? serial,
    method,
    technique,
    tool: command.tool.trim(),
    toolVersion: command.toolVersion.trim(),
    verification: command.verification.trim(),
    destination,
    date: now.day,
  });
}
