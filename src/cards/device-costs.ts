import type { DeviceView } from '../desk/views/devices.ts';
import { TERM_MONTHS } from '../domain/catalog.ts';
import type { Paid } from '../domain/commitment.ts';
import { type Device, isHandedOver } from '../domain/device.ts';
import { dollars } from '../domain/money.ts';
import { monthOf, type Now } from '../domain/months.ts';
import type { Dates } from './dates.ts';
import { shareBar } from './share-bar.ts';
import type { CardData } from './template.ts';

/** What a device costs: support, hardware, and how far its 48 months have come (Rules 45 and 46). */
export function costsData(view: DeviceView, dates: Dates): CardData {
  const { commitment, supportCents, device, now } = view;
  const support =
    supportCents > 0
      ? `Support ${dollars(supportCents)} while it is in service.`
      : device.countsForSupport
        ? 'No support charge while it is not in service.'
        : 'It has no support charge.';
  if (commitment === null) {
    return {
      ...shareBar('', '', 0),
      monthly: `${dollars(supportCents)} a month`,
      costs: `${support} ${withoutCommitment(device)}`,
    };
  }
  if (commitment.passedOn !== null) {
    const payer = device.swap?.from === device.serial ? device.swap.to : 'Another agency';
    const costs = `${support} ${payer} ${payer === device.swap?.to ? 'carries on its 48 months' : 'pays its hardware'} since ${dates.month(commitment.passedOn)}.`;
    return { ...shareBar('', '', 0), monthly: `${dollars(supportCents)} a month`, costs };
  }
  const { paid, rateCents } = commitment;
  const isOver = paid.monthsOwed === 0 && paid.charge === null;
  const paying = isOver || paid.lastMonth === null ? 0 : rateCents;
  return {
    monthly: `${dollars(paying + supportCents)} a month`,
    ...billedBar(paid, now, dates),
    costs: `${hardwareWords(commitment, view, dates)} ${support}`,
  };
}

/** "28 of 48 months billed" beside "$625.48 owed after November": the charge of a month that goes on is on an open bill. */
function billedBar({ monthsBilled, charge, owedCents }: Paid, now: Now, dates: Dates): CardData {
  const month = monthOf(now.day);
  const billed = `${monthsBilled} of ${TERM_MONTHS} months billed`;
  const after = charge === null ? '' : ` after ${dates.shortMonth(month)}`;
  const last = charge === null ? '' : `last one for ${dates.month(month)}`;
  return shareBar(billed, owedCents > 0 ? `${dollars(owedCents)} owed${after}` : last, monthsBilled / TERM_MONTHS);
}

/** What the hardware costs, who pays it, and until when. */
function hardwareWords(
  { paid, rateCents, billingCode }: NonNullable<DeviceView['commitment']>,
  { device, now }: DeviceView,
  dates: Dates,
): string {
  const { lastMonth, monthsOwed, charge } = paid;
  if (lastMonth !== null && monthsOwed === 0 && charge === null) {
    return `Hardware is paid off since ${dates.month(lastMonth)}.`;
  }
  const payer = billingCode === device.billingCode ? '' : ` by ${billingCode}`;
  const until = lastMonth === null ? 'from the month it first serves' : `until ${dates.month(lastMonth)}`;
  const from = charge === 1 ? `from ${dates.month(monthOf(now.day))} ` : '';
  return `Hardware ${dollars(rateCents)}${payer} ${from}${until}, whatever becomes of the device.`;
}

/** Why a device has no hardware charge here. */
function withoutCommitment(device: Device): string {
  if (isPaidElsewhere(device)) return 'The agency that had it before pays its hardware.';
  const isNew = device.origin === 'line of service' && device.support.length === 0 && !isHandedOver(device);
  return isNew ? 'Hardware is charged from the month it first serves.' : 'No hardware charge: it is not leased.';
}

/** Rule 36: a leased device that came here without its commitment. */
function isPaidElsewhere({ origin, transfer, agency }: Device): boolean {
  return origin === 'line of service' && transfer !== null && transfer.to === agency;
}
