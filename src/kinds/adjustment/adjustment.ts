import { chargeKindSchema } from '../../domain/billing/charges.ts';
import { draftFor } from '../../domain/draft.ts';
import { nameOf } from '../../domain/found-device.ts';
import type { Kind, Prepared, Reading } from '../../domain/kind.ts';
import { centsIn, dollars, sum } from '../../domain/money.ts';
import { monthOf, monthSchema } from '../../domain/months.ts';
import { problemsOfReason, quoteOfChange } from '../../domain/named-devices.ts';
import { may } from '../../domain/people.ts';
import type { Problem } from '../../domain/request/outcome.ts';
import type { Adjustment } from '../../domain/request/quote.ts';
import type { Draft, Unit } from '../../domain/request/state.ts';
import { isSerial, normalizeSerial } from '../../domain/serials.ts';
import type { Questioned, QuestionedLine, World } from '../../domain/world.ts';
import { ADJUSTMENT_FIELDS, type AdjustmentForm, adjustmentFormSchema } from './form.ts';

/** Most that one adjustment may come to, in cents. */
const MOST = 10_000_000;

/**
 * Questioning a line of a bill (Rule 50). A closed bill never changes: once billing and an EUC approver agree, the
 * adjustment is charged in the month that is open then. What billing proposes itself, only EUC approves: two people.
 */
export const adjustment: Kind<AdjustmentForm, Reading> = {
  name: 'adjustment',
  title: 'Adjustment',
  template: 'adjustment-form',
  fields: ADJUSTMENT_FIELDS,
  schema: adjustmentFormSchema,
  permission: 'question a bill',
  serials: ({ serial }) => [normalizeSerial(serial)].filter(isSerial),
  questions,
  prepare,
};

function questions({ serial, month, charge }: AdjustmentForm): QuestionedLine | undefined {
  const kind = chargeKindSchema.safeParse(charge);
  const about = monthSchema.safeParse(month.trim());
  const named = normalizeSerial(serial);
  if (!kind.success || !about.success || !isSerial(named)) return undefined;
  return { serial: named, month: about.data, charge: kind.data };
}

function prepare(form: AdjustmentForm, world: World): Prepared<Reading> {
  const serial = normalizeSerial(form.serial);
  const charge = chargeKindSchema.safeParse(form.charge);
  const cents = centsIn(form.amount);
  const month = form.month.trim();
  const problems = [
    ...problemsOfDevice(serial, world),
    ...problemsOfMonth(month, world),
    ...(charge.success ? [] : [{ field: 'charge', text: 'Choose which charge it is about.' }]),
    ...problemsOfAmount(cents),
    ...problemsOfCode(form.billingCode, world),
    ...problemsOfReason(form.reason, 'what is wrong with the charge'),
  ];
  // Devices are not held: nothing is done to them.
  const reading: Reading = { found: [] };
  if (problems.length > 0 || !charge.success || cents === undefined)
    return { problems, leftOut: [], draft: null, reading };
  const questioned = world.questioned ?? { lineCents: null, earlier: [] };
  const about = { serial, month, charge: charge.data, cents, billingCode: form.billingCode, ...questioned };
  const tooMuch = problemsOfCredit(about, questioned);
  if (tooMuch.length > 0) return { problems: tooMuch, leftOut: [], draft: null, reading };
  return { problems, leftOut: [], draft: draftOf(form, about, world), reading };
}

/** A device or a commitment of the agency: it may have gone and still be paid for (Rule 42). */
function problemsOfDevice(serial: string, { devices, commitments, agency }: World): Problem[] {
  if (devices.has(serial) || commitments.has(serial)) return [];
  const text = isSerial(serial)
    ? `${serial} is on no bill of ${agency.code}. Check the serial.`
    : 'Write the serial of the device, as the bill has it.';
  return [{ field: 'serial', text }];
}

function problemsOfMonth(month: string, { now }: World): Problem[] {
  if (!monthSchema.safeParse(month).success) {
    return [
      { field: 'month', text: `Write the month of the bill as year and month, for example ${monthOf(now.day)}.` },
    ];
  }
  return month > monthOf(now.day)
    ? [{ field: 'month', text: `${month} is still to come. Name the month of a bill.` }]
    : [];
}

function problemsOfAmount(cents: number | undefined): Problem[] {
  if (cents === undefined)
    return [{ field: 'amount', text: 'Write an amount in dollars, with a minus for a credit, for example -25.00.' }];
  if (cents === 0)
    return [{ field: 'amount', text: 'An adjustment of nothing changes nothing. Write the amount that is wrong.' }];
  return Math.abs(cents) <= MOST ? [] : [{ field: 'amount', text: `An adjustment is ${dollars(MOST)} at most.` }];
}

function problemsOfCode(code: string, { agency }: World): Problem[] {
  if (agency.billingCodes.includes(code)) return [];
  const text =
    code === ''
      ? 'Choose which billing code it is for.'
      : `That is not a billing code of ${agency.code}. Choose one that is.`;
  return [{ field: 'billingCode', text }];
}

/** A credit gives back what is charged, and all of it once. A charge may be for what a bill has left out. */
function problemsOfCredit({ serial, month, charge, cents }: About, { lineCents, earlier }: Questioned): Problem[] {
  if (cents > 0) return [];
  if (lineCents === null) {
    const text = `The bill of ${month} has no ${charge} charge for ${serial}, so there is nothing to credit.`;
    return [{ field: 'charge', text }];
  }
  const adjusted = sum(earlier.map(({ cents }) => cents));
  const most = Math.max(lineCents + adjusted, 0);
  if (-cents <= most) return [];
  const line = `The line is ${dollars(lineCents)}`;
  const left = most === 0 ? 'There is nothing left to credit.' : `A credit can be ${dollars(most)} at most.`;
  const [first] = earlier;
  if (first === undefined) return [{ field: 'amount', text: `${line}. ${left}` }];
  const others = earlier.length === 1 ? '' : ` and ${earlier.length - 1} more`;
  const did = adjusted < 0 ? `took ${dollars(-adjusted)} off` : `added ${dollars(adjusted)}`;
  return [{ field: 'amount', text: `${line}; ${first.request}${others} ${did}. ${left}` }];
}

type About = Pick<Adjustment, 'month' | 'charge' | 'cents' | 'billingCode'> & Questioned & { serial: string };

function draftOf(form: AdjustmentForm, { serial, ...about }: About, world: World): Draft {
  const device = world.devices.get(serial);
  const item = device?.item ?? world.commitments.get(serial)?.item ?? null;
  const what = about.cents < 0 ? 'Credit' : 'Charge';
  const quote = { ...quoteOfChange(world, { counted: 0, leaving: 0, found: [] }), adjustment: { ...about, item } };
  const proposed = may(world.actor, 'approve as billing', world.agency.code);
  return draftFor(adjustment.name, world, {
    title: `${what} of ${dollars(Math.abs(about.cents))} for ${serial}`,
    forWhom: `the open bill, about ${about.charge} in ${about.month}`,
    billingCode: about.billingCode,
    justification: form.reason.trim(),
    form,
    quote,
    route: proposed ? ['EUC'] : ['billing', 'EUC'],
    units: [unitOf(serial, item, device === undefined ? (item ?? '') : nameOf(device))],
  });
}

/** The device it is about, with nothing to do to it. */
function unitOf(serial: string, item: string | null, name: string): Unit {
  const nobody = { assignedUser: null, location: null, becomes: null };
  return { no: 1, item, name, plan: [], done: 0, serial, ...nobody, monthsOwed: 0, owedCents: 0, cancelled: false };
}
