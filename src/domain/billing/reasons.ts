import { TERM_MONTHS } from '../catalog.ts';
import type { Commitment } from '../commitment.ts';
import type { Device } from '../device.ts';
import type { Cents } from '../money.ts';
import { addMonths, type Month, monthOf } from '../months.ts';
import type { Charge, ChargeKind } from './charges.ts';

/** Something in a device's history, and what it did to the record. */
export interface Happening {
  /** UTC. */
  at: string;
  /** "Deployed". */
  what: string;
  by: string;
  request: string;
  before: Device | null;
  after: Device;
}

/** The event that began or ended charges. */
export type Cause = Pick<Happening, 'at' | 'what' | 'by' | 'request'>;

/** Charges of one kind that go on from month to month, or one that is made once, and what caused them (Rule 49). */
export interface Reason {
  kind: ChargeKind;
  billingCode: string;
  /** Cents a month, or once; null for support, whose rate is the catalog's. */
  cents: Cents | null;
  from: Month;
  /** The last month charged; null while it goes on. Before `from` where it was never charged. */
  to: Month | null;
  /** Null for what happened before the desk kept records. */
  began: Cause | null;
  ended: Cause | null;
  /** The device whose own the months are since, where the maker has replaced this one (Rule 55). */
  successor?: string;
  /** For a charge made once. */
  why: string | null;
}

/** Why a device is charged, oldest first: each time on support, the 48 hardware charges, and what was charged once. */
export function reasonsOf(
  device: Device | undefined,
  commitment: Commitment | undefined,
  charges: readonly Charge[],
  history: readonly Happening[],
): Reason[] {
  const oldestFirst = history.toSorted((a, b) => a.at.localeCompare(b.at));
  return [
    ...(commitment === undefined ? [] : hardware(commitment, oldestFirst)),
    ...(device === undefined ? [] : support(device, oldestFirst)),
    ...charges.map(once),
  ];
}

function support({ support, billingCode, countsForSupport }: Device, history: readonly Happening[]): Reason[] {
  if (!countsForSupport) return [];
  return support.map(({ from, to }, time) => ({
    kind: 'support',
    billingCode,
    cents: null,
    from: monthOf(from),
    // The month it stopped in is not charged: it is off when that month ends (Rule 45).
    to: to === null ? null : addMonths(monthOf(to), -1),
    began: causeOf(history, ({ before, after }) => timesOn(before) <= time && timesOn(after) > time),
    ended:
      to === null
        ? null
        : causeOf(history, ({ before, after }) => isOn(before, time) && after.support[time]?.to === to),
    why: null,
  }));
}

function timesOn(device: Device | null): number {
  return device?.support.length ?? 0;
}

function isOn(device: Device | null, time: number): boolean {
  return device?.support[time]?.to === null;
}

/** One reason for each time that the agency pays some of the 48 months (Rule 36). */
function hardware(
  { serial, firstMonth, rateCents, billingCode, spans }: Commitment,
  history: readonly Happening[],
): Reason[] {
  if (firstMonth === null) return [];
  const last = addMonths(firstMonth, TERM_MONTHS - 1);
  return spans.flatMap(({ from: taken, before: given }): Reason[] => {
    const from = taken === null || taken < firstMonth ? firstMonth : taken;
    const to = given === null || given > last ? last : addMonths(given, -1);
    if (from > to) return [];
    const began = causeOf(history, taken === null ? isFirstService : ({ after }) => hasTakenOver(after, taken));
    const isEnded = ({ after }: Happening) => given !== null && hasPassedOn(after, given);
    const ended = given === null || given > last ? null : causeOf(history, isEnded);
    const swap = ended === null ? undefined : history.find(isEnded)?.after.swap;
    const reason: Reason = { kind: 'hardware', billingCode, cents: rateCents, from, to, began, ended, why: null };
    return [swap === undefined || swap.from !== serial ? reason : { ...reason, successor: swap.to }];
  });
}

/** A device may serve first at another agency, while its own pays (Rules 36 and 47). */
function isFirstService({ before, after }: Happening): boolean {
  if (before?.status !== 'in service' && after.status === 'in service') return true;
  return (before?.transfer ?? null) === null && after.transfer?.from === after.agency;
}

function hasTakenOver({ agency, transfer, swap, serial }: Device, month: Month): boolean {
  if (swap?.to === serial && monthOf(swap.on) === month) return true;
  return transfer?.to === agency && transfer.withCommitment && monthOf(transfer.on) === month;
}

function hasPassedOn({ agency, transfer, swap, serial }: Device, month: Month): boolean {
  if (swap?.from === serial && monthOf(swap.on) === month) return true;
  return transfer?.from === agency && transfer.withCommitment && monthOf(transfer.on) === month;
}

function once({ kind, billingCode, cents, month, request, reason }: Charge): Reason {
  const began: Cause = { at: '', what: '', by: '', request };
  return { kind, billingCode, cents, from: month, to: month, began, ended: null, why: reason };
}

function causeOf(history: readonly Happening[], isIt: (happening: Happening) => boolean): Cause | null {
  const found = history.find(isIt);
  return found === undefined ? null : { at: found.at, what: found.what, by: found.by, request: found.request };
}
