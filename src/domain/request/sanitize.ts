import { stopSupport } from '../device.ts';
import { isSamePerson, may, type Person, roleFor, who } from '../people.ts';
import {
  type Certificate,
  certify,
  type Media,
  type Method,
  type Technique,
  whyNotPossible,
  whyNotSufficient,
} from '../sanitization.ts';
import type { Serial } from '../serials.ts';
import { WORK_STEPS } from '../work-steps.ts';
import { alreadySo, type Outcome, type Problem, refused, refusedFor } from './outcome.ts';
import type { Request } from './state.ts';
import type { WorkContext } from './unit-work.ts';
import { choose, whoDoes, workOff } from './work.ts';

/** The removal of data from some devices of a request, as the technician fills it in. */
export interface Sanitize {
  type: 'sanitize';
  serials: Serial[] | null;
  media: Media;
  method: Method;
  technique: Technique;
  tool: string;
  toolVersion: string;
  verification: string;
  /** The serial of the medium, by that of its device; a device that is not named has it under its own. */
  mediaSerials: ReadonlyMap<Serial, string>;
  /** Who checked it: somebody else (Rule 44). Undefined when the name is nobody's. */
  validator: Person | undefined;
}

/** Longest text of a certificate's field, in characters. */
const LONGEST = 120;

/** Sanitizes devices and writes a certificate for each (Rules 40 to 44). Support stops on the certificate's date. */
export function decideSanitize(request: Request, command: Sanitize, context: WorkContext): Outcome {
  const { actor, now } = context;
  const rule = WORK_STEPS.sanitize;
  if (roleFor(actor, rule.permission, request.agency) === undefined) {
    return refused(`${rule.verb} is not yours to do: ${whoDoes('sanitize')} does it.`);
  }
  const chosen = choose(request, 'sanitize', command.serials);
  if (chosen.problems.length > 0 && chosen.units.length === 0) return refusedFor(chosen.problems);
  if (chosen.units.length === 0) return alreadySo('Nothing here waits for this: sanitized already.');
  if (request.status !== 'in work') return refused(`${request.id} is ${request.status}; no work can be done on it.`);
  const problems = problemsOf(request, command, actor);
  const { validator } = command;
  if (problems.length > 0 || validator === undefined) return refusedFor(problems);
  const certificates: Certificate[] = [];
  const outcome = workOff(request, chosen, context, 'sanitize', (unit, record) => {
    const why = unit.becomes === null ? undefined : whyNotSufficient(command.method, unit.becomes);
    if (unit.becomes === null || why !== undefined) {
      return { field: 'method', text: `${record.serial}: ${why ?? 'nothing says what becomes of it.'}` };
    }
    certificates.push(certificateFor(request, record, unit.becomes, command, validator, context));
    const sanitized = { on: now.day, method: command.method, request: request.id };
    const device = { ...stopSupport(record, now.day), status: 'sanitized', sanitized } as const;
    return { unit: { no: unit.no, serial: null, assignedUser: null, location: null }, device, commitment: null };
  });
  return { ...outcome, certificates: outcome.events.length === 0 ? [] : certificates };
}

function problemsOf(request: Request, command: Sanitize, actor: Person): Problem[] {
  const problems: Problem[] = [];
  const possible = whyNotPossible(command);
  if (possible !== undefined) problems.push({ field: 'technique', text: possible });
  for (const field of ['tool', 'verification'] as const) {
    const { length } = command[field].trim();
    if (length === 0)
      problems.push({ field, text: field === 'tool' ? 'Say which tool was used.' : 'Say how it was verified.' });
    if (length > LONGEST) problems.push({ field, text: `Make it shorter: ${LONGEST} characters at most.` });
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
  command: Sanitize,
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
