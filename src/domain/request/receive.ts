import { type Device, isHandedOver, isInStock, receivedDevice, receivedForSwap } from '../device.ts';
import { problemsOfLength } from '../lengths.ts';
import type { Day } from '../months.ts';
import { roleFor, who } from '../people.ts';
import { readMakersSerial, type Serial } from '../serials.ts';
import { isBlank } from '../words.ts';
import { WORK_STEPS } from '../work-steps.ts';
import type { WorkedUnit } from './events.ts';
import { alreadySo, happened, type Outcome, type Problem, recordMissing, refused, refusedFor } from './outcome.ts';
import { isOrdered, nextStep, type Request, type Unit, unitWith } from './state.ts';
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

/**
 * Takes devices into the warehouse. Good serials go in; the bad ones come back, each with its reason. More good ones than
 * units still to come are refused as a whole, and so is anything wrong with the model or the warranty: then all that is wrong
 * is said at once. A serial received here before is passed over.
 */
export function decideReceive(request: Request, command: Receive, context: ReceiveContext): Outcome {
  const rule = WORK_STEPS.receive;
  const role = roleFor(context.actor, rule.permission, request.agency);
  if (role === undefined) return refused('Receive is not yours to do: the warehouse does it.');
  const line = request.quote.lines.find(({ item }) => item === command.item);
  if (line === undefined) return refused(`${request.id} has no ${command.item} to receive.`);
  const ofBox = problemsOfBox(command, context.now.day);
  const read = readAll(request, command, context);
  const isDone = command.serials.length > 0 && read.serials.length === 0 && read.problems.length === 0;
  if (isDone && ofBox.length === 0) return alreadySo('These devices were received already.');
  if (request.status !== 'in work')
    return refused(`${request.id} is ${request.status}; nothing can be received for it.`);
  const waiting = request.units.filter((unit) => unit.item === command.item && nextStep(unit) === 'receive');
  const wrong = [...problemsOfCount(command.serials, read.serials, waiting.length), ...ofBox];
  const problems = [...wrong, ...read.problems].toSorted(bySerialsFirst);
  if (wrong.length > 0 || read.serials.length === 0) return refusedFor(problems);
  const taken = read.serials.slice(0, context.atMost).map((serial, index) => ({ serial, unit: waiting[index] }));
  const units: WorkedUnit[] = [];
  const devices: Device[] = [];
  for (const { serial, unit } of taken) {
    if (unit === undefined) continue;
    units.push({ no: unit.no, serial, assignedUser: null, location: null });
    const device = deviceFor(request, unit, line, serial, command, context);
    if ('text' in device) return refusedFor([device]);
    devices.push(device);
  }
  const event = { type: 'worked', at: context.now.at, by: who(context.actor), role, step: 'receive', units } as const;
  return happened([event], { devices, problems: read.problems });
}

function bySerialsFirst(one: Problem, other: Problem): number {
  return Number(other.field === 'serials') - Number(one.field === 'serials');
}

/** Over-receipt is refused (Rule 24). */
function problemsOfCount(scanned: readonly Serial[], good: readonly Serial[], units: number): Problem[] {
  if (scanned.length === 0) return [{ field: 'serials', text: 'Scan or paste at least one serial number.' }];
  if (good.length <= units) return [];
  const left = units === 0 ? 'nothing is' : units === 1 ? '1 unit is' : `${units} units are`;
  const serials = `${good.length} new ${good.length === 1 ? 'serial' : 'serials'}`;
  return [{ field: 'serials', text: `${serials}, but ${left} still to come. Nothing was received.` }];
}

/** What is wrong with what is said of all devices that come in together: their model and their warranty. */
export function problemsOfBox(
  { model, warrantyUntil }: Pick<Receive, 'model' | 'warrantyUntil'>,
  today: Day,
): Problem[] {
  const problems: Problem[] = [];
  if (isBlank(model)) problems.push({ field: 'model', text: 'Say which model it is, for example Dell Latitude 5450.' });
  problems.push(...problemsOfLength('model', model, 'model'));
  if (warrantyUntil === null) problems.push({ field: 'warranty', text: 'Choose the day the warranty ends.' });
  else if (warrantyUntil < today) problems.push({ field: 'warranty', text: 'The warranty must end today or later.' });
  return problems;
}

/** The serials to receive, as their maker prints them, and those to put right. Those received here before are left out. */
function readAll(request: Request, { item, serials, model }: Receive, context: ReceiveContext) {
  const good = new Set<Serial>();
  const problems: Problem[] = [];
  for (const scanned of serials) {
    const read = readMakersSerial(scanned, model);
    if ('refused' in read) {
      const device = { serial: scanned.slice(0, 30), common: read.common };
      problems.push({ field: 'serials', text: read.refused, device });
      continue;
    }
    const { serial } = read;
    if (request.units.some((unit) => unit.serial === serial && isOrdered(unit) && !unit.cancelled)) continue;
    const record = context.devices.get(serial);
    // Just received for this request by another click, which the request as it was read does not tell of yet.
    const isBack = unitWith(request, serial)?.cancelled === true;
    const isHere = record?.orderedBy === request.id || record?.status === 'received';
    if (record?.openRequest === request.id && isHere && !isBack) continue;
    const isOurs =
      record !== undefined && isInStock(record) && record.origin === originOf(request) && record.item === item;
    // What went to another agency is wherever that has it now; `held` says so.
    const isFree = record === undefined || isOurs || isHandedOver(record);
    const where = isFree ? context.held.get(serial) : describe(record);
    if (where === undefined) good.add(serial);
    else problems.push(knownAlready(serial, where));
  }
  return { serials: [...good], problems };
}

/** What a request makes of new devices; what was bought and lies in stock is not leased to its owner, nor the reverse. */
export function originOf({ quote }: Request): Device['origin'] {
  return quote.purchase === undefined ? 'line of service' : 'purchased';
}

function knownAlready(serial: Serial, where: string): Problem {
  const text = `${serial} is known already: ${where}. Check the label.`;
  return { field: 'serials', text, device: { serial, common: `Known already, ${where}` } };
}

/** Where a known device is, for the warehouse: "in service at PARKS with Rita Reyes". */
export function describe({ status, agency, assignedUser, itemName }: Device): string {
  // What lies in the warehouse may have been taken for another item.
  const what = status === 'received' ? ` as ${itemName}` : '';
  return `${status} at ${agency}${what}${assignedUser === null ? '' : ` with ${assignedUser.name}`}`;
}

function deviceFor(
  request: Request,
  unit: Unit,
  line: Request['quote']['lines'][number],
  serial: Serial,
  { model, warrantyUntil }: Receive,
  { devices, now }: ReceiveContext,
): Device | Problem {
  const { assignedUser, location } = unit;
  if (unit.replaces !== undefined) {
    const old = devices.get(unit.replaces);
    const own = { serial, model: model.trim(), warrantyUntil: warrantyUntil ?? '', assignedUser, location };
    return old === undefined ? recordMissing(unit.replaces) : receivedForSwap(old, { ...own, request: request.id });
  }
  const acknowledged = request.quote.purchase?.acknowledged;
  const priceCents = line.purchase?.priceCents;
  const isBought = acknowledged !== undefined && priceCents !== undefined;
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
    property: isBought ? { priceCents, receivedOn: now.day, acknowledged, tag: null } : null,
  });
}
