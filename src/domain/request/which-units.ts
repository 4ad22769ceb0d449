import { countOf } from '../catalog.ts';
import { readSerials } from '../read-serials.ts';
import { isBlank, isSameName } from '../words.ts';
import type { Problem } from './outcome.ts';
import type { Line } from './quote.ts';
import { isOrdered, type Request, type Unit, unitWith } from './state.ts';

/** Units of a request that somebody has named. */
export interface NamedUnits {
  /** Their numbers; null for all. */
  units: number[] | null;
  problems: Problem[];
}

/** So many units of one line, for users or for reserve. */
interface Count {
  line: Line;
  isReserve: boolean;
  units: number;
}

const RESERVE = /\s+(?:for|in|to)\s+(?:disaster\s+)?reserve$/i;

/**
 * Reads which units are meant: serials, and for what is not received yet how many of an item, as in "2 standard laptops"
 * or "1 of Standard laptop for disaster reserve". `toCome` holds the numbers of the units that were not received when the
 * text was typed; what it means is counted among them from the end, so that reading it twice means the same units.
 */
export function readUnits(request: Request, text: string, toCome: readonly number[]): NamedUnits {
  const units = new Set<number>();
  const problems: Problem[] = [];
  const counts: Count[] = [];
  for (const piece of text.split(/[,;\t\r\n]+/).filter((piece) => !isBlank(piece))) {
    const count = readCount(request, piece.trim());
    if (count === undefined) addSerials(request, piece, units, problems);
    else if ('text' in count) problems.push(count);
    else add(counts, count);
  }
  for (const count of counts) addCount(request, count, toCome, units, problems);
  if (units.size === 0 && problems.length === 0) problems.push(problem(`That names no device. ${howTo(request)}`));
  return { units: [...units], problems };
}

/** Whether serials are those of units of a request. */
export function isIn({ units }: Pick<Request, 'units'>): (serial: string) => boolean {
  const own = new Set(units.map(({ serial }) => serial));
  return (serial) => own.has(serial);
}

/**
 * The units that a card means: all that can be, or only those that a text names. Nothing is taken for all by being left
 * empty, and who chooses all and names some is asked again.
 */
export function chosenUnits(
  request: Request,
  { what, which }: { what: string; which: string },
  toCome: readonly number[],
): NamedUnits {
  const ask = (text: string, field: string): NamedUnits => ({ units: [], problems: [{ field, text }] });
  if (what === 'all' && isBlank(which)) return { units: null, problems: [] };
  if (what === 'all') return ask('You chose all and named some. Choose “Only these”, or empty the field.', 'what');
  if (what !== 'some') return ask('Choose what to cancel: all that can be, or only some.', 'what');
  return isBlank(which) ? ask(`Name those to cancel. ${howTo(request)}`, 'which') : readUnits(request, which, toCome);
}

/** Units that are ordered and not received yet: those that are named by how many of an item. */
export function unitsToCome({ units }: Pick<Request, 'units'>): Unit[] {
  return units.filter(isToCome);
}

function isToCome(unit: Unit): boolean {
  return !unit.cancelled && isOrdered(unit) && unit.plan.indexOf('receive') >= unit.done;
}

/** How units of this request are named, in a sentence. */
function howTo(request: Request): string {
  const example = exampleOf(request);
  return `Write serials${example === '' ? '' : `, or how many of an item: ${example}`}.`;
}

/** "1 standard laptop": an item of the request that is not received yet; nothing where there is none. */
export function exampleOf(request: Request): string {
  const [first] = unitsToCome(request);
  const line = request.quote.lines.find(({ item }) => item === first?.item);
  return line === undefined ? '' : countOf(line, 1);
}

function problem(text: string): Problem {
  return { field: 'which', text };
}

/** "2 standard laptops", if it names items of the request; undefined for what may be serials. */
function readCount(request: Request, piece: string): Count | Problem | undefined {
  const { id, quote } = request;
  const [, number, named, plain] = /^(\d{1,3})\s*(?:(?:[x×]\s*|of\s+)(.+)|(\D.*))$/i.exec(piece) ?? [];
  const words = named ?? plain;
  if (number === undefined || words === undefined) return undefined;
  const name = words.replace(RESERVE, '');
  const lines = quote.lines.filter((line) => isNameOf(line, name));
  const [line] = lines;
  if (line === undefined) {
    const isSerial = readSerials(piece, isIn(request)).some(isIn(request));
    if (isSerial || !/\s/.test(piece)) return undefined;
    return problem(`“${piece.slice(0, 40)}” is no item of ${id} and no serial.`);
  }
  if (lines.length > 1)
    return problem(`Say which: ${lines.map((line) => countOf(line, Number(number))).join(' or ')}.`);
  if (Number(number) === 0) return problem(`Say how many ${line.plural}: 1 or more.`);
  const isReserve = name !== words || line.reserve === line.quantity;
  return { line, isReserve, units: Number(number) };
}

/** By its name, its code, or the last words of its name: "laptops" for "standard laptops". */
function isNameOf({ item, name, plural }: Line, words: string): boolean {
  return [item, name, plural].some(
    (known) => isSameName(known, words) || isSameName(known.slice(-words.length - 1), ` ${words}`),
  );
}

function add(counts: Count[], count: Count): void {
  const before = counts.find(({ line, isReserve }) => line === count.line && isReserve === count.isReserve);
  if (before === undefined) counts.push(count);
  else before.units += count.units;
}

function addCount(
  { units: all }: Request,
  { line, isReserve, units }: Count,
  toCome: readonly number[],
  found: Set<number>,
  problems: Problem[],
): void {
  const candidates = all.filter(({ no, item, becomes }) => {
    return item === line.item && (becomes !== null) === isReserve && toCome.includes(no);
  });
  const waiting = candidates.slice(-units).filter((unit) => unit.cancelled || isToCome(unit));
  if (waiting.length === units) {
    for (const { no } of waiting) found.add(no);
    return;
  }
  const left = candidates.filter(isToCome).length;
  const where = isReserve ? ' for disaster reserve' : '';
  const still = left === 0 ? `No ${line.name.toLowerCase()}` : `Only ${countOf(line, left)}`;
  const verb = left > 1 ? 'are' : 'is';
  problems.push(problem(`${still}${where} ${verb} still to come. Name those that are here by serial.`));
}

function addSerials(request: Request, piece: string, found: Set<number>, problems: Problem[]): void {
  for (const serial of readSerials(piece, isIn(request))) {
    const unit = unitWith(request, serial);
    if (unit !== undefined) found.add(unit.no);
    else problems.push(problem(`${serial.slice(0, 30)} is not a device of ${request.id}. ${howTo(request)}`));
  }
}
