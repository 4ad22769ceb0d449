import { TERM_MONTHS } from '../catalog.ts';
import { type Cents, sum } from '../money.ts';
import type { Line, Quote } from './quote.ts';
import type { Request, Unit } from './state.ts';

/** What a request comes to without the units that were cancelled. */
export interface Remaining {
  /** Units that are not cancelled. */
  units: number;
  monthlyCents: Cents;
  termCents: Cents;
  /** Null where it was not noted what each unit changes. */
  netCount: number | null;
}

/**
 * What a request comes to without some of its units, by the rates it has locked (Rules 3, 4 and 13). What was approved is
 * kept as it was approved (Rule 17); this is what comes of it. A replaced device stays where nothing comes in its place.
 */
export function remaining(request: Pick<Request, 'quote' | 'units'>, without: (unit: Unit) => boolean): Remaining {
  const { quote } = request;
  const units = request.units.filter((unit) => !without(unit));
  const monthlyCents = sum(units.map(({ item }) => lineOf(quote.lines, item)?.rateCents ?? 0));
  const changes = units.map((unit) => changeBy(unit, quote.lines));
  const leaving = quote.lines.length === 0 || units.length === 0 ? 0 : quote.leaving;
  const known = changes.filter((change) => change !== null);
  return {
    units: units.length,
    monthlyCents,
    termCents: monthlyCents * TERM_MONTHS,
    netCount: known.length < changes.length ? null : sum(known) - leaving,
  };
}

/** What a request comes to as it is now; null where nothing of it was cancelled. */
export function afterCancelling(request: Pick<Request, 'quote' | 'units'>): Remaining | null {
  const isCancelled = ({ cancelled }: Unit) => cancelled;
  return request.units.some(isCancelled) ? remaining(request, isCancelled) : null;
}

/** What finishing a unit changes of the support count. */
function changeBy({ item, becomes, counts }: Unit, lines: readonly Line[]): number | null {
  if (lines.length === 0) return counts ?? null;
  return becomes === null && lineOf(lines, item)?.countsForSupport ? 1 : 0;
}

function lineOf(lines: readonly Line[], item: string | null): Line | undefined {
  return lines.find((line) => line.item === item);
}

/** A quote without some of the devices that an order was to replace, and without what they change and owe (Rules 13 and 14). */
export function withoutReplaced(quote: Quote, serials: readonly string[]): Quote {
  const gone = quote.replaced.filter(({ serial }) => serials.includes(serial));
  const leaving = gone.filter(({ supportCents = 0 }) => supportCents > 0).length;
  return {
    ...quote,
    replaced: quote.replaced.filter((device) => !gone.includes(device)),
    owedCents: quote.owedCents - sum(gone.map(({ owedCents }) => owedCents)),
    leaving: quote.leaving - leaving,
    netCount: quote.netCount + leaving,
    supportChangeCents: quote.supportChangeCents + sum(gone.map(({ supportCents = 0 }) => supportCents)),
  };
}
