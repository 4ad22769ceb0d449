import type { Person } from '../../domain/people.ts';
import type { House } from '../house.ts';
import type { View } from '../views.ts';
import { maySeeMonths } from '../who-sees.ts';
import { lastMonth, openBill } from './bills.ts';
import { beginClosing, openMonth } from './close-month.ts';
import { explainCharges } from './explain.ts';

/** What follows `bill`: nothing, a month, an agency's code, `close` and a month, or `explain` and a serial. */
export async function askBill(house: House, person: Person, rest: string): Promise<View> {
  const [first = '', ...more] = rest.split(/\s+/).filter((word) => word !== '');
  if (first.toLowerCase() === 'close') return beginClosing(house, person, more.join(' '));
  if (first.toLowerCase() === 'explain') return explainCharges(house, person, more);
  const words = [first, ...more].filter((word) => word !== '');
  const isCode = (word: string) => /^[A-Z][A-Z0-9]{1,11}$/i.test(word);
  const agency = words.find(isCode)?.toUpperCase() ?? null;
  const month = words.find((word) => !isCode(word)) ?? lastMonth(house);
  if (agency === null && maySeeMonths(person)) return openMonth(house, person, month);
  return openBill(house, person, agency ?? person.agency, month);
}
