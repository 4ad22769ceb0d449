import type { Person } from '../../domain/people.ts';
import type { ActionData } from '../actions.ts';
import { itemNames } from '../billing/bill-file.ts';
import { linesPage } from '../billing/lines.ts';
import type { House } from '../house.ts';
import type { BillLinesView } from '../views/bills.ts';
import type { View } from '../views.ts';
import { findBill } from './bills.ts';

/** Lines a card shows: each has a button of its own. */
const A_PAGE = 6;

/** The lines of a bill, a page of them (Rule 49). */
export async function openBillLines(house: House, person: Person, data: ActionData<'bill.lines'>): Promise<View> {
  const found = await findBill(house, person, data.agency, data.month);
  if ('card' in found) return found;
  const { agency, month, tally, closedAt } = found;
  const { lines, after } = await linesPage(house.store, agency.code, found, data.after, A_PAGE);
  const view: BillLinesView = {
    card: 'bill lines',
    agency,
    month,
    closed: closedAt !== null,
    rows: lines,
    items: await itemNames(house, month),
    total: tally.lines,
    from: data.from,
    after,
    now: house.clock.now(),
  };
  return view;
}
