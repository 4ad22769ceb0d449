import { countOf } from '../domain/catalog.ts';
import { type Cents, dollars, sum } from '../domain/money.ts';
import type { Person } from '../domain/people.ts';
import { afterCancelling } from '../domain/request/after-cancelling.ts';
import type { Line, OldDeviceBecomes, Quote, Replaced } from '../domain/request/quote.ts';
import type { ApprovalStep, Request, Unit } from '../domain/request/state.ts';
import { isSwap } from '../domain/request/swap.ts';
import { approvalName } from '../domain/request/timeline.ts';
import type { Destination } from '../domain/sanitization.ts';
import { capital, counted, dotted, listed } from './text.ts';

/** What a count changes: the figures of a quote that the net count is made of. */
type Net = Pick<Quote, 'lines' | 'counted' | 'leaving' | 'netCount' | 'supportChangeCents'>;

/** "▲ +1", "▼ −2", "= 0": never broken over two lines. */
export function netFigure(netCount: number): string {
  if (netCount === 0) return '=\u00A00';
  return netCount > 0 ? `▲\u00A0+${netCount}` : `▼\u00A0−${-netCount}`;
}

/** "+1", "−2", "0". */
export function signed(count: number): string {
  return count > 0 ? `+${count}` : count < 0 ? `−${-count}` : '0';
}

/** "Increase of 1:" (Rule 13). */
export function netLead(netCount: number): string {
  if (netCount === 0) return 'Unchanged:';
  return netCount > 0 ? `Increase of ${netCount}:` : `Decrease of ${-netCount}:`;
}

/** Whether a request is about devices that are there already, and orders none. */
export function ordersNothing({ lines }: Pick<Quote, 'lines'>): boolean {
  return lines.length === 0;
}

/** "2 standard laptops count for support, 1 device leaves service. 24-inch monitors do not count." */
export function netReason(net: Net): string {
  if (ordersNothing(net)) return netReasonOfChange(net);
  const { lines, counted: units, leaving } = net;
  const counting = lines.filter(({ countsForSupport }) => countsForSupport);
  const [only] = counting;
  const what = only !== undefined && counting.length === 1 ? countOf(only, units) : counted(units, 'device');
  const ordered = units === 0 ? 'nothing ordered counts' : `${what} ${units === 1 ? 'counts' : 'count'}`;
  const old =
    leaving === 0 ? 'no device leaves' : `${counted(leaving, 'device')} ${leaving === 1 ? 'leaves' : 'leave'}`;
  const others = lines.filter(({ countsForSupport }) => !countsForSupport).map(({ plural }) => plural);
  const rest = others.length === 0 || units === 0 ? '' : ` ${capital(listed(others))} do not count.`;
  const reserve = reserveNote(net);
  return `${ordered} for support, ${old} service.${rest}${reserve === '' ? '' : ` ${reserve}`}`;
}

/** What it means that units go to disaster reserve (Rule 47); nothing where none do. */
export function reserveNote({ lines }: Pick<Quote, 'lines'>): string {
  const units = sum(lines.map(({ reserve }) => reserve));
  if (units === 0) return '';
  const [go, their, they] = units === 1 ? ['goes', 'its', 'it first serves'] : ['go', 'their', 'they first serve'];
  return `${counted(units, 'device')} ${go} to disaster reserve: no support, and ${their} 48 months begin when ${they}.`;
}

/** "1 for disaster reserve", "for disaster reserve" where all of a line are; nothing where none is. */
export function reserveWords({ reserve, quantity }: Pick<Line, 'reserve' | 'quantity'>): string {
  if (reserve === 0) return '';
  return reserve === quantity ? 'for disaster reserve' : `${reserve} for disaster reserve`;
}

/** "1 device leaves for REV.", "1 device comes to REV.": for the agency whose figures they are (Rules 13 and 36). */
export function netReasonOfTransfer({ counted: units, leaving }: Net, toAgency: string): string {
  if (leaving > 0) return `${counted(leaving, 'device')} ${leaving === 1 ? 'leaves' : 'leave'} for ${toAgency}.`;
  if (units > 0) return `${counted(units, 'device')} ${units === 1 ? 'comes' : 'come'} to ${toAgency}.`;
  return 'no device on support changes hands.';
}

/** "1 device comes back to service." */
function netReasonOfChange({ counted: units, leaving }: Net): string {
  const parts = [
    ...(units > 0 ? [`${counted(units, 'device')} ${units === 1 ? 'comes' : 'come'} back to service`] : []),
    ...(leaving > 0 ? [`${counted(leaving, 'device')} ${leaving === 1 ? 'leaves' : 'leave'} service`] : []),
  ];
  return parts.length === 0 ? 'support goes on as before.' : `${listed(parts)}.`;
}

/** "support +$25.00". */
export function supportChange(cents: Cents): string {
  if (cents === 0) return 'support as before';
  return `support ${signedDollars(cents)}`;
}

/** "+$25.00", "−$25.00", "$0.00". */
export function signedDollars(cents: Cents): string {
  return `${cents > 0 ? '+' : cents < 0 ? '−' : ''}${dollars(Math.abs(cents))}`;
}

/** A device with what is owed on it; its serial is known wherever something is. */
export type Owing = Pick<Replaced, 'monthsOwed' | 'owedCents'> & { serial: string | null };

/** What is still owed on devices whatever becomes of them (Rule 14), in three parts to set the amount off. */
export function owedOn(
  devices: readonly Owing[],
  many = 'replaced devices',
  ending = 'stays owed.',
): {
  owedLead: string;
  owedAmount: string;
  owedRest: string;
} {
  const owing = devices.filter(({ owedCents }) => owedCents > 0);
  const [first] = owing;
  if (first === undefined) return { owedLead: '', owedAmount: '', owedRest: '' };
  const on = owing.length === 1 ? (first.serial ?? 'one device') : `${owing.length} ${many}`;
  const months = owing.length === 1 ? ` (${first.monthsOwed} of 48 months)` : '';
  const owedAmount = dollars(sum(owing.map(({ owedCents }) => owedCents)));
  return { owedLead: ` On ${on} `, owedAmount, owedRest: `${months} ${ending}` };
}

/** Whose approval a step is, within a sentence: "agency", "REV", "EUC". */
export function approvalOf(request: Pick<Request, 'toAgency'>, step: ApprovalStep): string {
  return step === 'agency' || step === 'billing' ? step : approvalName(request, step);
}

/** "$77.10 a month · $3,700.80 over 48 months". */
export function costs({ monthlyCents, termCents }: Pick<Quote, 'monthlyCents' | 'termCents'>): string {
  return `${dollars(monthlyCents)} a month · ${dollars(termCents)} over 48 months`;
}

/** What a request comes to: its costs or, where it orders nothing, what it changes and what is still owed. Nothing changes once it is off. */
export function sumUp(request: Request): string {
  const { quote, units, status } = request;
  if (quote.purchase !== undefined) {
    const net = status === 'rejected' || status === 'cancelled' ? '' : `net count ${signed(quote.netCount)}`;
    return dotted(`${dollars(quote.purchase.totalCents)} once, paid by the agency`, net);
  }
  if (quote.adjustment !== undefined) return `${signedDollars(quote.adjustment.cents)} once, on the open bill`;
  const isOff = status === 'rejected' || status === 'cancelled';
  const net = isOff ? '' : `net count ${signed(quote.netCount)}`;
  if (isSwap(request)) return dotted('No new charge', net);
  if (!ordersNothing(quote)) return dotted(costs(quote), net);
  if (isOff) return '';
  const owed = owedOnUnits(units);
  return dotted(capital(changeWords(request)), owed === 0 ? '' : `${dollars(owed)} still owed`);
}

/** "net count −1 · support −$25.00"; what an order has opened was counted in the order, and is not counted again (Rule 13). */
function changeWords({ quote, parent }: Pick<Request, 'quote' | 'parent'>): string {
  if (parent !== null) return countedIn(parent);
  return dotted(`net count ${signed(quote.netCount)}`, supportChange(quote.supportChangeCents));
}

/** Where the net count of a request stands that an order has opened. */
export function countedIn(order: string): string {
  return `counted in ${order}`;
}

/** What was approved and what is left of it, once a part is cancelled (Rules 13 and 17); nothing before. */
export function afterCancellingWords(request: Request): { lead: string; text: string }[] {
  const after = afterCancelling(request);
  if (after === null || request.quote.adjustment !== undefined) return [];
  const { quote, units } = request;
  const net = after.netCount === null || request.parent !== null ? '' : `net count ${signed(after.netCount)}`;
  const left = ordersNothing(quote) || after.units === 0 ? net : dotted(costs(after), net);
  const number = after.units === 0 ? 'nothing goes on' : `${after.units} of ${counted(units.length, 'device')}`;
  return [
    { lead: isApproved(request) ? 'As approved: ' : 'As asked for: ', text: approvedWords(request) },
    { lead: 'After cancelling: ', text: dotted(number, left) },
  ];
}

/** Whether every approval of the route was given; what nobody has to approve, nobody has. */
function isApproved({ route, approvals }: Pick<Request, 'route' | 'approvals'>): boolean {
  return route.length > 0 && approvals.length === route.length;
}

function approvedWords(request: Request): string {
  const { quote } = request;
  return ordersNothing(quote) ? changeWords(request) : dotted(costs(quote), `net count ${signed(quote.netCount)}`);
}

/** What is still owed on the devices of a request, in cents. */
export function owedOnUnits(units: readonly Unit[]): Cents {
  return sum(units.filter(({ cancelled }) => !cancelled).map(({ owedCents }) => owedCents));
}

/** "2 × $32.92". */
export function times({ quantity, rateCents }: Pick<Line, 'quantity' | 'rateCents'>): string {
  return `${quantity} × ${dollars(rateCents)}`;
}

/** What is owed on one replaced device: the amount, and for how long. */
export function owedFor(device: Pick<Replaced, 'owedCents' | 'monthsOwed' | 'legacy'>): {
  owed: string;
  months: string;
} {
  if (device.owedCents > 0) {
    return { owed: dollars(device.owedCents), months: `${counted(device.monthsOwed, 'month')} still owed` };
  }
  return { owed: 'nothing owed', months: device.legacy ? 'legacy' : 'all 48 months paid' };
}

/** The choices for a replaced device (Rule 11). */
export const OUTCOMES: Readonly<Record<OldDeviceBecomes, { choice: string; becomes: string }>> = {
  redistribute: { choice: 'Redistribute', becomes: 'moves' },
  decommission: { choice: 'Decommission', becomes: 'decommissioned' },
  spare: { choice: 'Keep as spare', becomes: 'becomes a spare' },
  'disaster reserve': { choice: 'Disaster reserve', becomes: 'kept as disaster reserve' },
};

/** Where a device that is given back ends (Rule 39): the form's choice, and what it is to be. In the form's order. */
export const DESTINATIONS: Readonly<Record<Destination, { choice: string; toBe: string }>> = {
  retired: { choice: 'Remove from service', toBe: 'to be removed from service' },
  surplus: { choice: 'Surplus', toBe: 'to go to surplus' },
  transferred: { choice: 'Transfer', toBe: 'to be transferred' },
  spare: { choice: 'Keep as spare', toBe: 'to be kept as spare' },
  'disaster reserve': { choice: 'Disaster reserve', toBe: 'to be kept as disaster reserve' },
};

/** "becomes a spare", "moves to Nora Nash, visitor desk". */
export function becoming({ becomes, next }: Pick<Replaced, 'becomes' | 'next'>): string {
  const { becomes: words } = OUTCOMES[becomes];
  return next === null ? words : `${words} to ${next.assignedUser}, ${next.location}`;
}

/** What a person's roles come to, in a line: "warehouse", "requester". */
export function rolesOf({ roles }: Person): string {
  return listed(roles.length > 3 ? [...roles.slice(0, 2), `${roles.length - 2} more roles`] : roles);
}

/** "Rita" for "Rita Reyes". */
export function firstName(name: string): string {
  return name.trim().split(/\s+/)[0] ?? name;
}

/** What a form's figures are of, beside their heading; the item rows that something is wrong with are not in them. */
export function costsState(without: readonly number[]): string {
  if (without.length === 0) return 'as filled in above';
  return `without item${without.length === 1 ? '' : 's'} ${listed(without.map(String))}`;
}
