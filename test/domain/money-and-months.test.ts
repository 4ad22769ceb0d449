import fc from 'fast-check';
import { catalogOn, countOf, termCost } from '../../src/domain/catalog.ts';
import { paidBy, paysFor } from '../../src/domain/commitment.ts';
import { dollars, sum } from '../../src/domain/money.ts';
import { addMonths, monthOf, monthsBetween } from '../../src/domain/months.ts';
import { catalog, commitment } from './office.ts';

const aMonth = fc
  .tuple(fc.integer({ min: 2000, max: 2099 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, month]) => `${year}-${String(month).padStart(2, '0')}`);

describe('money and months', () => {
  test('amounts always show their cents', () => {
    expect([0, 5, 31608_96, -2500].map(dollars)).toEqual(['$0.00', '$0.05', '$31,608.96', '-$25.00']);
    expect(sum([])).toBe(0);
  });

  test('Rule 4: the total is rate × 48 × quantity in whole cents', () => {
    expect(termCost(3292, 2)).toBe(316032);
  });

  test('months go over the turn of the year and back', () => {
    expect(addMonths('2026-11', 3)).toBe('2027-02');
    expect(addMonths('2026-01', -1)).toBe('2025-12');
    expect(monthOf('2026-11-24')).toBe('2026-11');
    fc.assert(
      fc.property(aMonth, fc.integer({ min: -600, max: 600 }), (month, count) => {
        expect(monthsBetween(month, addMonths(month, count))).toBe(count);
      }),
    );
  });

  test('Rule 3: the catalog is the latest that has begun', () => {
    const versions = [catalog, { ...catalog, version: '2027-01-01' }, { ...catalog, version: '2026-01-01' }];
    expect(catalogOn(versions, '2026-12-31')?.version).toBe('2026-07-01');
    expect(catalogOn(versions, '2027-01-01')?.version).toBe('2027-01-01');
    expect(catalogOn(versions, '2025-12-31')).toBeUndefined();
  });

  test('units are counted in words', () => {
    const [laptop] = catalog.items;
    expect(laptop && [countOf(laptop, 1), countOf(laptop, 3)]).toEqual(['1 standard laptop', '3 standard laptops']);
    const monitor = { name: '24-inch monitor', plural: '24-inch monitors' };
    expect([countOf(monitor, 1), countOf(monitor, 2)]).toEqual(['1 × 24-inch monitor', '2 × 24-inch monitor']);
  });
});

describe('Rules 14 and 46: what a commitment still owes', () => {
  test('28 of 48 are billed in November 2026 when the first month was July 2024, and the 29th is on its bill', () => {
    expect(paidBy(commitment('7BLUE01', '2024-07'), '2026-11')).toEqual({
      monthsBilled: 28,
      charge: 29,
      monthsOwed: 19,
      owedCents: 62548,
      lastMonth: '2028-06',
    });
  });

  test('a device that never served owes all 48, and nothing says when they end', () => {
    expect(paidBy(commitment('7BLUE04', null), '2026-11')).toEqual({
      monthsBilled: 0,
      charge: null,
      monthsOwed: 48,
      owedCents: 48 * 3292,
      lastMonth: null,
    });
  });

  test('what is billed, charged now and owed always makes 48, and never more', () => {
    fc.assert(
      fc.property(aMonth, aMonth, (first, month) => {
        const { monthsBilled, charge, monthsOwed, owedCents } = paidBy(commitment('X', first), month);
        expect(monthsBilled + (charge === null ? 0 : 1) + monthsOwed).toBe(48);
        expect(charge).toBe(paysFor(commitment('X', first), month) ?? null);
        expect(owedCents).toBe(monthsOwed * 3292);
        expect(monthsBilled).toBeGreaterThanOrEqual(0);
      }),
    );
  });
});
