import { type Device, isInStock, receivedDevice } from '../device.ts';
import type { Day } from '../months.ts';
import { roleFor, who } from '../people.ts';
import { readMakersSerial, type Serial } from '../serials.ts';
import { isBlank } from '../words.ts';
import { WORK_STEPS } from '../work-steps.ts';
import type { WorkedUnit } from './events.ts';
import { alreadySo, happened, type Outcome, type Problem, refused, refusedFor } from './outcome.ts';
import { nextStep, type Request, type Unit, unitWith } from './state.ts';
import type { WorkContext } from './unit-work.ts';

/** Devices of one item that have come in (Rule 24). */
export interface Receive {
  type: 'receive';
  item: string;
  /** Normalized; in the order they were scanned. */
  serials: Serial[];
  model: string;
  warrantyUntil: Day | null;
}

/** What receiving must know beside the request: where serials are that the state has already. */
export interface ReceiveContext extends WorkContext {
  /** For a serial held elsewhere, where: "in service at REV with Mia Martin". */
  held: ReadonlyMap<Serial, string>;
}

/** Longest model name kept, in characters. */
const LONGEST_MODEL = 80;

/**
 * Takes devices into the warehouse. Good serials go in; the bad ones come back, each with its reason. More good ones than
 * units still to come are refused as a whole; a serial received here before is passed over.
 */
export function decideReceive(request: Request, command: Receive, context: ReceiveContext): Outcome {
  const rule = WORK_STEPS.receive;
  const role = roleFor(context.actor, rule.permission, request.agency);
  if (role === undefined) return refused('Receive is not yours to do: the warehouse does it.');
  const line = request.quote.lines.find(({ item }) => item === command.item);
  if (line === undefined) return refused(`${request.id} has no ${command.item} to receive.`);
  const problems = problemsOf(command, context);
  if (problems.length > 0) return refusedFor(problems);
  const read = readAll(request, command, context);
  if (read.serials.length === 0 && read.problems.length === 0) return alreadySo('These devices were received already.');
  if (request.status !== 'in work')
    return refused(`${request.id} is ${request.status}; nothing can be received for it.`);
  const waiting = request.units.filter((unit) => unit.item === command.item && nextStep(unit) === 'receive');
  if (read.serials.length > waiting.length) {
    return refusedFor([tooMany(read.serials.length, waiting.length), ...read.problems]);
  }
  if (read.serials.length === 0) return refusedFor(read.problems);
  const taken = read.serials.slice(0, context.atMost).map((serial, index) => ({ serial, unit: waiting[index] }));
  const units: WorkedUnit[] = [];
  const devices: Device[] = [];
  for (const { serial, unit } of taken) {
    if (unit === undefined) continue;
    units.push({ no: unit.no, serial, assignedUser: null, location: null });
    devices.push(deviceFor(request, unit, line, serial, command));
  }
  const event = { type: 'worked', at: context.now.at, by: who(context.actor), role, step: 'receive', units } as const;
  return happened([event], { devices, problems: read.problems });
}

/** Over-receipt is refused (Rule 24). */
function tooMany(serials: number, units: number): Problem {
  const left = units === 0 ? 'nothing is' : units === 1 ? '1 unit is' : `${units} units are`;
  const text = `${serials} new ${serials === 1 ? 'serial' : 'serials'}, but ${left} still to come. Nothing was received.`;
  return { field: 'serials', text };
}

function problemsOf({ serials, model, warrantyUntil }: Receive, { now }: ReceiveContext): Problem[] {
  const problems: Problem[] = [];
  if (serials.length === 0) problems.push({ field: 'serials', text: 'Scan or paste at least one serial number.' });
  if (isBlank(model)) problems.push({ field: 'model', text: 'Say which model it is, for example Dell Latitude 5450.' });
  if (model.length > LONGEST_MODEL)
    problems.push({ field: 'model', text: `A model has ${LONGEST_MODEL} characters at most.` });
  if (warrantyUntil === null) problems.push({ field: 'warranty', text: 'Choose the day the warranty ends.' });
  else if (warrantyUntil < now.day) problems.push({ field: 'warranty', text: 'The warranty must end today or later.' });
  return problems;
}

/** The serials to receive, as their maker prints them, and those to put right. Those received here before are left out. */
function readAll(request: Request, { serials, model }: Receive, context: ReceiveContext) {
  const good = new Set<Serial>();
  const problems: Problem[] = [];
  for (const scanned of serials) {
    const read = readMakersSerial(scanned, model);
    if ('refused' in read) {
      problems.push({ field: 'serials', text: read.refused });
      continue;
    }
    const { serial } = read;
    if (request.units.some((unit) => unit.serial === serial && !unit.cancelled)) continue;
    const record = context.devices.get(serial);
    // Just received for this request by another click, which the request as it was read does not tell of yet.
    const isBack = unitWith(request, serial)?.cancelled === true;
    if (record?.orderedBy === request.id && record.openRequest === request.id && !isBack) continue;
    const where = record === undefined || isInStock(record) ? context.held.get(serial) : describe(record);
    if (where === undefined) good.add(serial);
    else problems.push({ field: 'serials', text: `${serial} is known already: ${where}. Check the label.` });
  }
  return { serials: [...good], problems };
}

/** Where a known device is, for the warehouse: "in service at PARKS with Rita Reyes". */
export function describe({ status, agency, assignedUser }: Device): string {
  return `${status} at ${agency}${assignedUser === null ? '' : ` with ${assignedUser.name}`}`;
}

function deviceFor(
  request: Request,
  { assignedUser, location }: Unit,
  line: Request['quote']['lines'][number],
  serial: Serial,
  { model, warrantyUntil }: Receive,
): Device {
  return receivedDevice({
    serial,
    agency: request.agency,
    billingCode: request.billingCode,
    line,
    model: model.trim(),
    warrantyUntil: warrantyUntil ?? '',
    assignedUser,
    location,
    request: request.id,
  });
}
