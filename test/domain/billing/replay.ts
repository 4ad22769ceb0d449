import {
  type BillLine,
  billingOf,
  type Charges,
  hardwareCharges,
  supportCharges,
} from '../../../src/domain/billing/charges.ts';
import type { Commitment } from '../../../src/domain/commitment.ts';
import type { Device } from '../../../src/domain/device.ts';
import { type Day, lastDayOf, type Month } from '../../../src/domain/months.ts';
import type { Records } from '../../../src/domain/request/hand-over.ts';

/** One thing that happened: the records it touched, as they were after it. */
export interface Entry {
  day: Day;
  devices: Device[];
  commitments: Commitment[];
}

const RATES: Readonly<Record<string, number>> = { 'LT-STD': 3292, 'LT-PWR': 5813, 'MN-24': 563 };

/** The same bill told by the history alone: what state each device was in when the month ended, and what had begun by then. */
export function replayed(history: readonly Entry[], month: Month): BillLine[] {
  const devices = new Map<string, Device>();
  const commitments = new Map<string, Commitment>();
  const begun = new Map<string, Month>();
  for (const { serial, firstMonth } of history[0]?.commitments ?? []) {
    if (firstMonth !== null) begun.set(serial, firstMonth);
  }
  for (const entry of history) {
    if (entry.day > lastDayOf(month)) break;
    for (const device of entry.devices) {
      // Rule 55: what came in place of another device goes on with its months.
      const earlier = device.swap?.to === device.serial ? begun.get(device.swap.from) : undefined;
      if (earlier !== undefined && !begun.has(device.serial)) begun.set(device.serial, earlier);
      // What is given up for good without ever having served is paid all the same (Rule 42).
      const isGone = device.status === 'surplus' || device.status === 'transferred' || device.status === 'retired';
      const serves = device.status === 'in service' || device.transfer !== null || isGone;
      if (serves && !begun.has(device.serial)) begun.set(device.serial, entry.day.slice(0, 7));
      devices.set(device.serial, device);
    }
    for (const owed of entry.commitments) commitments.set(owed.serial, owed);
  }
  const support = [...devices.values()]
    .filter(isOnSupport)
    .map(({ serial, billingCode, item, orderedBy }): BillLine => {
      return { billingCode, serial, item, kind: 'support', nth: null, cents: 2500, request: orderedBy };
    });
  // What was passed on by the end of a month is the other agency's, that month included.
  const kept = [...commitments.values()].filter(({ spans }) => spans.at(-1)?.before === null);
  const hardware = kept.flatMap(({ serial, billingCode, item, request }): BillLine[] => {
    const first = begun.get(serial);
    const nth = first === undefined ? 0 : monthNumber(month) - monthNumber(first) + 1;
    const cents = RATES[item] ?? 0;
    return nth >= 1 && nth <= 48 ? [{ billingCode, serial, item, kind: 'hardware', nth, cents, request }] : [];
  });
  return [...support, ...hardware].toSorted(byName);
}

/** What each record of an agency is charged in a month. */
export function chargesOf({ devices, commitments }: Records, month: Month): Charges[] {
  const billing = billingOf(month, 2500, 2500);
  return [
    ...[...devices.values()].map((device) => supportCharges(device, billing)),
    ...[...commitments.values()].map((owed) => hardwareCharges(owed, billing)),
  ];
}

/** The lines among charges, in one order. */
export function linesOf(charges: readonly Charges[]): BillLine[] {
  return charges.flatMap(({ line }) => line ?? []).toSorted(byName);
}

/** Rule 45, by the state a device is in alone; one that is collected came from service. */
function isOnSupport({ status, countsForSupport }: Device): boolean {
  return countsForSupport && (status === 'in service' || status === 'moving' || status === 'collected');
}

function monthNumber(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5));
}

function byName(a: BillLine, b: BillLine): number {
  return `${a.kind} ${a.serial}`.localeCompare(`${b.kind} ${b.serial}`);
}
