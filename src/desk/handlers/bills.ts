import type { Billing } from '../../domain/billing/charges.ts';
import type { Tally } from '../../domain/billing/tally.ts';
import { addMonths, lastDayOf, type Month, monthOf } from '../../domain/months.ts';
import { type Agency, may, type Person } from '../../domain/people.ts';
import { itemNames } from '../billing/bill-file.ts';
import { closedBill, joinedTooLate } from '../billing/closed-bill.ts';
import { previewBill } from '../billing/count-bill.ts';
import { billingFor } from '../billing/records.ts';
import type { House } from '../house.ts';
import type { Bill } from '../ledger.ts';
import { refusal } from '../present.ts';
import type { NoticeView } from '../views/answers.ts';
import type { BillView } from '../views/bills.ts';
import type { View } from '../views.ts';
import { maySeeMonths } from '../who-sees.ts';
import { readMonth } from './close-month.ts';

/** Months that a bill is compared with. */
const TREND = 6;

/** The month that is over. */
export function lastMonth({ clock }: Pick<House, 'clock'>): Month {
  return addMonths(monthOf(clock.now().day), -1);
}

/** The bill of an agency for a month: as it was closed, or as a preview that says it is one. */
export async function openBill(house: House, person: Person, code: string, text: string): Promise<View> {
  const found = await findBill(house, person, code, text);
  if ('card' in found) return found;
  const { agency, month, billing, bill, closedAt, tally } = found;
  const now = house.clock.now();
  const view: BillView = {
    card: 'bill',
    agency,
    month,
    state: closedAt !== null ? 'closed' : now.day > lastDayOf(month) ? 'counted' : 'open',
    closedAt,
    tally,
    supportCents: bill?.supportCents ?? billing.supportCents,
    supportCentsBefore: bill === undefined ? billing.supportCentsBefore : bill.supportCentsBefore,
    items: await itemNames(house, month),
    trend: [...(await earlierTotals(house, found)), { month, totalCents: tally.totalCents }],
    canSeeAll: maySeeMonths(person),
    now,
  };
  return view;
}

/** A bill that somebody may see. */
export interface FoundBill {
  agency: Agency;
  month: Month;
  billing: Billing;
  /** The stored one, once it is closed. */
  bill: Bill | undefined;
  /** UTC; null while it is a preview. */
  closedAt: string | null;
  tally: Tally;
}

/** The bill a person asks for, or why they get none. Another agency's is not there for them (Rule 57). */
export async function findBill(
  house: House,
  person: Person,
  code: string,
  text: string,
): Promise<FoundBill | NoticeView> {
  if (!may(person, 'see bills', person.agency)) {
    return refusal(
      'Not yours to see',
      'Bills are for the approvers of an agency, and for billing. Ask an approver of yours.',
    );
  }
  const agency = may(person, 'see bills', code) ? await house.directory.agency(code) : undefined;
  if (agency === undefined) {
    return refusal(
      'Not found',
      `There is no agency ${code.slice(0, 12)} whose bills you can see. Type bill for your own.`,
    );
  }
  const read = readMonth(text, house.clock.now().day);
  if ('refused' in read) return read.refused;
  const { month } = read;
  const billing = await billingFor(house.directory, month);
  if (billing === undefined)
    return refusal('No bill', `No catalog tells the rates of ${month}, so there is no bill for it.`);
  const closed = await closedBill(house.store, agency.code, month);
  if (closed !== undefined) {
    const { bill, closedAt } = closed;
    if (bill === undefined) return refusal('No bill', joinedTooLate(agency.code, month));
    return { agency, month, billing, bill, closedAt, tally: bill.tally };
  }
  if ((await recordsOf(house, agency.code)) > house.patience.bill) {
    return refusal(
      'Too large for a preview',
      `${agency.code} has too many devices to add up in a chat while ${month} is open. Type bill and a month that is closed, or ask billing for the file: npm run bill -- ${agency.code} ${month} writes it at any size.`,
    );
  }
  return {
    agency,
    month,
    billing,
    bill: undefined,
    closedAt: null,
    tally: await previewBill(house.store, agency.code, billing),
  };
}

async function recordsOf({ store }: House, pk: string): Promise<number> {
  const [devices, commitments] = await Promise.all([
    store.count({ type: 'device', pk, where: [] }),
    store.count({ type: 'commitment', pk, where: [] }),
  ]);
  return devices + commitments;
}

/**
 * The totals of the months before, oldest first, as far as they are closed or soon added up: an open one is a bill of its
 * own to count.
 */
async function earlierTotals(house: House, { agency, month, tally }: FoundBill): Promise<BillView['trend']> {
  const addsUp = tally.lines <= house.patience.trend;
  const earlier = Array.from({ length: TREND - 1 }, (_, index) => addMonths(month, index + 1 - TREND));
  const totals = await Promise.all(
    earlier.map(async (month) => {
      const total = await totalOf(house, agency.code, month, addsUp);
      return total === undefined ? [] : [{ month, totalCents: total }];
    }),
  );
  return totals.flat();
}

/** What an agency paid in a month, or would pay; undefined where no bill says it. */
async function totalOf({ store, directory }: House, agency: string, month: Month, addsUp: boolean) {
  const closed = await closedBill(store, agency, month);
  if (closed !== undefined) return closed.bill?.tally.totalCents;
  const billing = addsUp ? await billingFor(directory, month) : undefined;
  return billing && (await previewBill(store, agency, billing)).totalCents;
}
