import { countOf } from '../catalog.ts';
import { readSerials } from '../read-serials.ts';
import { isBlank, isSameName } from '../words.ts';
import { canBeCancelled } from './cancel.ts';
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

/** For text with single blanks: a long row of them would keep it busy for seconds. */
const RESERVE = / (?:for|in|to) (?:disaster )?reserve$/i;

/**
 * Reads which units are meant: serials, and how many of an item, as in "2 standard laptops" or "1 of Standard laptop for
 * disaster reserve". `shown` holds the numbers of the units that could be named so when the text was typed. It means those
 * of them that have come the least far, the last first; what was cancelled since then counts before all others, so that
 * reading it twice means the same units.
 */
export function readUnits(request: Request, text: string, shown: readonly number[]): NamedUnits {
  const units = new Set<number>();
  const problems: Problem[] = [];
  const counts: Count[] = [];
  for (const piece of text.split(/[,;\t\r\n]+/).filter((piece) => !isBlank(piece))) {
    const count = readCount(request, singleSpaced(piece));
    if (count === undefined) addSerials(request, piece, units, problems);
    else if ('text' in count) problems.push(count);
    else add(counts, count);
  }
  for (const count of counts) addCount(request, count, shown, units, problems);
  if (units.size === 0 && problems.length === 0) problems.push(problem(`That names no device. ${howTo(request)}`));
  return { units: [...units], problems };
}

/** A text without needless blanks, in the time it takes to read it once. */
function singleSpaced(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
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
  shown: readonly number[],
): NamedUnits {
  const ask = (text: string, field: string): NamedUnits => ({ units: [], problems: [{ field, text }] });
  if (what === 'all' && isBlank(which)) return { units: null, problems: [] };
  if (what === 'all') return ask('You chose all and named some. Choose “Only these”, or empty the field.', 'what');
  if (what !== 'some') return ask('Choose what to cancel: all that can be, or only some.', 'what');
  return isBlank(which) ? ask(`Name those to cancel. ${howTo(request)}`, 'which') : readUnits(request, which, shown);
}

/** New devices that can still be cancelled: those that may be named by how many of an item. */
export function unitsToCount({ units }: Pick<Request, 'units'>): Unit[] {
  return units.filter(isToCount);
}

function isToCount(unit: Unit): boolean {
  return isOrdered(unit) && canBeCancelled(unit);
}

/** How units of this request are named, in a sentence. */
function howTo(request: Request): string {
  const example = exampleOf(request);
  return `Write serials${example === '' ? '' : `, or how many of an item: ${example}`}.`;
}

/** "1 standard laptop": an item of the request of which some can still be cancelled; nothing where there is none. */
export function exampleOf(request: Request): string {
  const [first] = unitsToCount(request);
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
  const lines = linesNamed(quote.lines, name);
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

/**
 * The lines that words name, by code or by name. Only where they are the name of none do they stand for the last words of
 * one: "laptops" for "standard laptops".
 */
function linesNamed(lines: readonly Line[], words: string): Line[] {
  const whole = lines.filter((line) => namesOf(line).some((known) => isSameName(known, words)));
  if (whole.length > 0) return whole;
  return lines.filter((line) => namesOf(line).some((known) => endsWith(known, words)));
}

function namesOf({ item, name, plural }: Line): string[] {
  return [item, name, plural];
}

function endsWith(known: string, words: string): boolean {
  return isSameName(known.slice(-words.length - 1), ` ${words}`);
}

function add(counts: Count[], count: Count): void {
  const before = counts.find(({ line, isReserve }) => line === count.line && isReserve === count.isReserve);
  if (before === undefined) counts.push(count);
  else before.units += count.units;
}

function addCount(
  { units: all }: Request,
  { line, isReserve, units }: Count,
  shown: readonly number[],
  found: Set<number>,
  problems: Problem[],
): void {
  const candidates = all.filter(({ no, item, becomes }) => {
    return item === line.item && (becomes !== null) === isReserve && shown.includes(no);
  });
  // What is named by its serial beside is not counted once more.
  const others = candidates.filter((unit) => !found.has(unit.no) && (unit.cancelled || isToCount(unit)));
  if (others.length >= units) {
    for (const { no } of others.toSorted(byHowFar).slice(0, units)) found.add(no);
    return;
  }
  const left = others.filter(isToCount).length;
  const where = isReserve ? ' for disaster reserve' : line.reserve > 0 ? ' for users' : '';
  const still = left === 0 ? `No ${line.name.toLowerCase()}` : `Only ${countOf(line, left)}`;
  problems.push(problem(`${still}${where} can still be cancelled.`));
}

/** Those cancelled already first, then the least advanced; the last of several that are equally far. */
function byHowFar(one: Unit, other: Unit): number {
  const farther = (unit: Unit) => (unit.cancelled ? -1 : unit.done);
  return farther(one) - farther(other) || other.no - one.no;
}

function addSerials(request: Request, piece: string, found: Set<number>, problems: Problem[]): void {
  for (const serial of readSerials(piece, isIn(request))) {
    const unit = unitWith(request, serial);
    if (unit !== undefined) found.add(unit.no);
    else problems.push(problem(`${serial.slice(0, 30)} is not a device of ${request.id}. ${howTo(request)}`));
  }
}
