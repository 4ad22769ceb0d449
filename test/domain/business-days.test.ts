import fc from 'fast-check';
import { stateCalendar } from '../../src/desk/calendar.ts';
import { addBusinessDays, addDays, isBusinessDay } from '../../src/domain/business-days.ts';

const NONE = new Set<string>();
const CLOSED = new Set(['2026-11-26', '2026-11-27', '2026-12-25', '2027-01-01']);

describe('Rule 21: business days', () => {
  test.each([
    ['2026-11-23', 2, '2026-11-25', 'Monday to Wednesday'],
    ['2026-11-20', 2, '2026-11-24', 'Friday to Tuesday'],
    ['2026-11-21', 2, '2026-11-25', 'Saturday begins on Monday'],
    ['2026-11-22', 5, '2026-11-30', 'Sunday begins on Monday'],
    ['2026-12-31', 2, '2027-01-04', 'over the end of the year'],
    ['2028-02-28', 2, '2028-03-01', 'over a leap day'],
    ['2026-11-23', 0, '2026-11-23', 'none'],
  ])('%s and %i is %s: %s', (day, count, reached) => {
    expect(addBusinessDays(day, count, NONE)).toBe(reached);
  });

  test.each([
    ['2026-11-24', 2, '2026-11-30'],
    ['2026-11-26', 1, '2026-12-01'],
    ['2026-12-24', 2, '2026-12-29'],
    ['2026-12-31', 1, '2027-01-04'],
  ])('holidays do not count: %s and %i is %s', (day, count, reached) => {
    expect(addBusinessDays(day, count, CLOSED)).toBe(reached);
  });

  const someDay = fc.integer({ min: 0, max: 3000 }).map((days) => addDays('2024-01-01', days));
  const someHolidays = fc.uniqueArray(someDay, { maxLength: 60 }).map((days) => new Set(days));

  test('the day reached is one, and just so many are behind the first', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 0, max: 12 }), someHolidays, (day, count, closed) => {
        const reached = addBusinessDays(day, count, closed);
        expect(isBusinessDay(reached, closed)).toBe(true);
        let passed = 0;
        const begin = addBusinessDays(day, 0, closed);
        for (let next = begin; next < reached; next = addDays(next, 1)) passed += isBusinessDay(next, closed) ? 1 : 0;
        expect(passed).toBe(count);
      }),
    );
  });

  test('in two goes is in one', () => {
    const few = fc.integer({ min: 0, max: 6 });
    fc.assert(
      fc.property(someDay, few, few, someHolidays, (day, one, other, closed) => {
        const inTwo = addBusinessDays(addBusinessDays(day, one, closed), other, closed);
        expect(inTwo).toBe(addBusinessDays(day, one + other, closed));
      }),
    );
  });
});

describe('the state’s calendar', () => {
  const chicago = stateCalendar('America/Chicago', [...CLOSED]);

  test('keeps the time of day when clocks change (2026-03-08 forward, 2026-11-01 back)', () => {
    expect(chicago.businessDaysAfter('2026-03-06T15:00:00.000Z', 2)).toBe('2026-03-10T14:00:00.000Z');
    expect(chicago.businessDaysAfter('2026-10-30T14:00:00.000Z', 2)).toBe('2026-11-03T15:00:00.000Z');
  });

  test('counts by its own days: late on Friday is Saturday in London already', () => {
    expect(chicago.businessDaysAfter('2026-11-21T03:00:00.000Z', 2)).toBe('2026-11-25T03:00:00.000Z');
    expect(stateCalendar('Europe/London').businessDaysAfter('2026-11-21T03:00:00.000Z', 2)).toBe(
      '2026-11-25T03:00:00.000Z',
    );
    expect(chicago.businessDaysAfter('2026-11-24T15:00:00.000Z', 5)).toBe('2026-12-03T15:00:00.000Z');
  });

  test('knows when a day begins', () => {
    expect(chicago.startOf('2026-11-24')).toBe('2026-11-24T06:00:00.000Z');
    expect(chicago.startOf('2026-07-01')).toBe('2026-07-01T05:00:00.000Z');
    expect(chicago.startOf('2026-11-01')).toBe('2026-11-01T05:00:00.000Z');
    // In Santiago the hour after midnight is skipped on that day.
    expect(stateCalendar('America/Santiago').startOf('2026-09-06')).toBe('2026-09-06T04:00:00.000Z');
  });

  test('never goes back, whatever the moment and the zone', () => {
    const zones = fc.constantFrom('America/Chicago', 'Europe/London', 'Pacific/Apia', 'America/Santiago');
    const moment = fc.date({ min: new Date('2025-01-01'), max: new Date('2029-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(zones, moment, fc.integer({ min: 1, max: 9 }), (zone, at, count) => {
        const calendar = stateCalendar(zone);
        const later = calendar.businessDaysAfter(at.toISOString(), count);
        const days = (Date.parse(later) - at.getTime()) / 86_400_000;
        expect(days).toBeGreaterThan(count - 0.1);
        expect(days).toBeLessThan(count + 2 * Math.ceil((count + 1) / 5) + 2.1);
      }),
    );
  });
});
