import { z } from 'zod';
import { codeIn } from '../billing-codes.ts';
import { commitmentSchema, paysFor } from '../commitment.ts';
import { deviceSchema } from '../device.ts';
import type { Cents } from '../money.ts';
import { addMonths, type Day, lastDayOf, type Month, monthSchema } from '../months.ts';

/** What is charged for: support and hardware each month, and what is charged once (Rules 45 to 48). */
export const chargeKindSchema = z.enum(['support', 'hardware', 'handling', 'delivery', 'adjustment']);
export type ChargeKind = z.infer<typeof chargeKindSchema>;

/** One line of an agency's bill for a month (Rule 49). */
export interface BillLine {
  billingCode: string;
  serial: string;
  /** Code of the catalog item; null for devices that are in no catalog. */
  item: string | null;
  kind: ChargeKind;
  /** Which of the 48 a hardware charge is; null for the rest. */
  nth: number | null;
  /** Negative for a credit. */
  cents: Cents;
  /** What brought the device, or decided an adjustment; null for what was there before the desk. */
  request: string | null;
}

/** Something charged once: an adjustment, or the handling and delivery of a purchase (Rules 48 and 50). */
export const chargeSchema = z.strictObject({
  agency: z.string(),
  /** The open month it is charged in. */
  month: monthSchema,
  billingCode: z.string(),
  serial: z.string(),
  item: z.string().nullable(),
  kind: chargeKindSchema.extract(['handling', 'delivery', 'adjustment']),
  cents: z.int(),
  request: z.string(),
  /** Why, in a sentence. */
  reason: z.string(),
});
export type Charge = z.infer<typeof chargeSchema>;

/** What a bill looks at of a device: of all devices of a state nothing else is read. */
export const billedDeviceSchema = deviceSchema
  .pick({
    serial: true,
    billingCode: true,
    earlierCodes: true,
    item: true,
    status: true,
    countsForSupport: true,
    orderedBy: true,
    support: true,
    sanitized: true,
  })
  .strip();
export type BilledDevice = z.infer<typeof billedDeviceSchema>;

/** The same of a commitment. */
export const billedCommitmentSchema = commitmentSchema.omit({ agency: true }).strip();
export type BilledCommitment = z.infer<typeof billedCommitmentSchema>;

/** Why a device is charged more or less than in the month before. */
export const changeReasonSchema = z.enum([
  'deployed',
  'returned to service',
  'sanitized',
  'lost',
  'given back',
  'commitment begun',
  'commitment ended',
  'commitment taken over',
  'commitment passed on',
]);
export type ChangeReason = z.infer<typeof changeReasonSchema>;

/** What bills of a month are made with. */
export interface Billing {
  month: Month;
  before: Month;
  /** The days at whose end devices are counted (Rule 45). */
  lastDay: Day;
  lastDayBefore: Day;
  /** The support charge of a device, in cents; before null where no rate of the month before is known. */
  supportCents: Cents;
  supportCentsBefore: Cents | null;
}

/** What a record is charged in a month. */
export interface Charges {
  line: BillLine | undefined;
  /** What it was charged the month before, in cents. */
  beforeCents: Cents;
  change: ChangeReason | undefined;
}

/** How a month is billed, at the support rates of its end and of the end of the month before (Rule 3). */
export function billingOf(month: Month, supportCents: Cents, supportCentsBefore: Cents | null): Billing {
  const before = addMonths(month, -1);
  return {
    month,
    before,
    lastDay: lastDayOf(month),
    lastDayBefore: lastDayOf(before),
    supportCents,
    supportCentsBefore,
  };
}

/** Which of a device's times on support holds at the end of a day; -1 for none. A day it stopped on counts no more. */
function supportAtEndOf({ support }: BilledDevice, day: Day): number {
  return support.findIndex(({ from, to }) => from <= day && (to === null || to > day));
}

/** The support charge of a device: the whole month or nothing, as it stands when the month ends (Rules 5, 45 and 47). */
export function supportCharges(device: BilledDevice, billing: Billing): Charges {
  if (!device.countsForSupport) return NOTHING;
  const now = supportAtEndOf(device, billing.lastDay);
  const before = supportAtEndOf(device, billing.lastDayBefore);
  if (now < 0 && before < 0) return NOTHING;
  const { serial, item, orderedBy: request } = device;
  const billingCode = now < 0 ? '' : codeIn(device, billing.month);
  return {
    line:
      now < 0
        ? undefined
        : { billingCode, serial, item, kind: 'support', nth: null, cents: billing.supportCents, request },
    beforeCents: before < 0 ? 0 : (billing.supportCentsBefore ?? 0),
    change: now >= 0 === before >= 0 ? undefined : now >= 0 ? began(now) : ended(device, before),
  };
}

const NOTHING: Charges = { line: undefined, beforeCents: 0, change: undefined };

function began(time: number): ChangeReason {
  return time === 0 ? 'deployed' : 'returned to service';
}

function ended({ status, support, sanitized }: BilledDevice, time: number): ChangeReason {
  if (status === 'lost' && time === support.length - 1) return 'lost';
  const { to } = support[time] ?? { to: null };
  return sanitized === null || sanitized.on === to ? 'sanitized' : 'given back';
}

/** The hardware charge of a commitment, whatever has become of the device (Rules 42, 46 and 47). */
export function hardwareCharges(commitment: BilledCommitment, { month, before }: Billing): Charges {
  const nth = paysFor(commitment, month);
  const nthBefore = paysFor(commitment, before);
  if (nth === undefined && nthBefore === undefined) return NOTHING;
  const { serial, item, rateCents: cents, request } = commitment;
  return {
    line:
      nth === undefined
        ? undefined
        : { billingCode: codeIn(commitment, month), serial, item, kind: 'hardware', nth, cents, request },
    beforeCents: nthBefore === undefined ? 0 : cents,
    change: changeOf(nth, nthBefore),
  };
}

function changeOf(nth: number | undefined, before: number | undefined): ChangeReason | undefined {
  if (nth !== undefined && before !== undefined) return undefined;
  if (nth !== undefined) return nth === 1 ? 'commitment begun' : 'commitment taken over';
  return before === 48 ? 'commitment ended' : 'commitment passed on';
}

/** A charge that is made once, as the line of its month. */
export function lineOfCharge({ billingCode, serial, item, kind, cents, request }: Charge): BillLine {
  return { billingCode, serial, item, kind, nth: null, cents, request };
}
