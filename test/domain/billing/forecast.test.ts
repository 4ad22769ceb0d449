import fc from 'fast-check';
import {
  firstMonthAt,
  fiscalYearOf,
  forecasting,
  isDueSoon,
  NOTICES,
  quarterOf,
} from '../../../src/domain/billing/forecast.ts';
import { type Commitment, paidBy, paysFor } from '../../../src/domain/commitment.ts';
import { sum } from '../../../src/domain/money.ts';
import { addMonths } from '../../../src/domain/months.ts';
import { commitment } from '../office.ts';

function forecastOf(month: string, ...owed: Commitment[]) {
  const making = forecasting(month);
  for (const each of owed) making.add(each);
  return making.forecast();
}

describe('Rule 51: the forecast', () => {
  test('goes by fiscal years from 1 July to 30 June', () => {
    expect(['2026-06', '2026-07', '2026-12', '2027-06', '2027-07'].map(fiscalYearOf)).toEqual([
      2026, 2027, 2027, 2027, 2028,
    ]);
  });

  test('tells what three laptops since July 2024 still owe after November 2026, and what a reserve will', () => {
    const owed = ['7BLUE01', '7BLUE02', '7BLUE03'].map((serial) => commitment(serial, '2024-07'));
    expect(forecastOf('2026-11', ...owed, commitment('7BLUE04', null))).toEqual({
      years: [
        { year: 2027, cents: 3 * 7 * 3292 },
        { year: 2028, cents: 3 * 12 * 3292 },
      ],
      totalCents: 3 * 19 * 3292,
      waiting: { devices: 1, cents: 48 * 3292 },
      quarters: [{ quarter: '2028-04', devices: 3 }],
    });
  });

  test('owes for every commitment what its card says, whenever it is asked', () => {
    const month = fc.integer({ min: 0, max: 120 }).map((count) => addMonths('2022-01', count));
    fc.assert(
      fc.property(fc.array(fc.option(month), { maxLength: 12 }), month, (firsts, asked) => {
        const owed = firsts.map((first, index) => commitment(`SER${index}`, first));
        const forecast = forecastOf(asked, ...owed);
        const begun = owed.filter(({ firstMonth }) => firstMonth !== null);
        expect(forecast.totalCents).toBe(sum(begun.map((each) => paidBy(each, asked).owedCents)));
        expect(sum(forecast.years.map(({ cents }) => cents))).toBe(forecast.totalCents);
        const last = begun.map((each) => paidBy(each, asked).lastMonth ?? '');
        const ahead = last.filter((month) => month >= quarterOf(asked)).length;
        expect(sum(forecast.quarters.map(({ devices }) => devices))).toBe(ahead);
      }),
    );
  });

  test('goes by quarters', () => {
    expect(['2026-01', '2026-03', '2026-04', '2026-12'].map(quarterOf)).toEqual([
      '2026-01',
      '2026-01',
      '2026-04',
      '2026-10',
    ]);
  });
});

test('Rule 54: a device is due at months 42, 45 and 48, and listed from 42 on', () => {
  for (const nth of NOTICES) {
    const owed = commitment('7BLUE01', firstMonthAt(nth, '2027-12'));
    expect(paysFor(owed, '2027-12')).toBe(nth);
  }
  expect(isDueSoon(commitment('7BLUE01', '2024-07'), '2027-11')).toBe(false);
  expect(isDueSoon(commitment('7BLUE01', '2024-07'), '2027-12')).toBe(true);
  expect(isDueSoon(commitment('7BLUE01', '2024-07'), '2030-01')).toBe(true);
  expect(isDueSoon(commitment('7BLUE04', null), '2030-01')).toBe(false);
});
