import assert from 'node:assert/strict';
import fc from 'fast-check';
import { billingOf, hardwareCharges } from '../../../src/domain/billing/charges.ts';
import { countingFrom, EMPTY_TALLY, linesOf } from '../../../src/domain/billing/tally.ts';
import type { Commitment } from '../../../src/domain/commitment.ts';
import { isSupported } from '../../../src/domain/device.ts';
import { sum } from '../../../src/domain/money.ts';
import { addMonths, lastDayOf, monthOf } from '../../../src/domain/months.ts';
import { aDeed, begun, FIRST_DAY } from './chance.ts';
import type { Simulation } from './simulation.ts';

/** The months that are over. */
function monthsOver({ day }: Simulation): string[] {
  const months: string[] = [];
  for (let month = monthOf(FIRST_DAY); lastDayOf(month) < day; month = addMonths(month, 1)) months.push(month);
  return months;
}

const seen = new Set<string>();

function noteWhatWasSeen(office: Simulation): void {
  for (const device of office.devices.values()) {
    seen.add(device.status);
    if (device.support.length > 1) seen.add('back in service');
    if (device.earlierCodes.length > 0) seen.add('another code');
    if (device.transfer !== null) seen.add(device.transfer.withCommitment ? 'passed on' : 'given away');
    if (device.swap?.from === device.serial) seen.add('swapped');
    if (device.serial === '7BLUE04' && device.support.length > 0) seen.add('reserve deployed');
    if (!device.countsForSupport && device.status === 'in service') seen.add('monitor in service');
  }
}

test('Rules 42, 45 to 47 and 50: whatever happens, at two agencies, and whenever months are closed, bills are what history says', () => {
  fc.assert(
    fc.property(fc.array(aDeed, { minLength: 20, maxLength: 120, size: 'max' }), (deeds) => {
      const office = begun();
      const closed = new Map<string, string>();
      const supported = new Map<string, number>();
      for (const [index, deed] of deeds.entries()) {
        // What would be counted if each month that ends before the deed were closed just before it.
        const count = [...office.devices.values()].filter(isSupported).length;
        const until = monthOf(office.day);
        office.do(deed);
        noteWhatWasSeen(office);
        for (let month = until; month < monthOf(office.day); month = addMonths(month, 1)) supported.set(month, count);
        if (index % 10 > 0) continue;
        for (const month of monthsOver(office)) {
          const lines = [...office.bill(month), ...office.billThere(month)];
          // Rule 50: at any later date the records give the same bill.
          const first = closed.get(month) ?? JSON.stringify(lines);
          assert.equal(JSON.stringify(lines), first, `the bill of ${month} has changed`);
          closed.set(month, first);
        }
      }
      for (const month of monthsOver(office)) {
        const lines = office.bill(month);
        // Replaying a device's history gives its record; replaying the records gives the bills.
        assert.deepEqual(lines, office.replayed(month));
        // Rule 45: as many support charges as devices were deployed and managed when the month ended.
        assert.equal(lines.filter(({ kind }) => kind === 'support').length, supported.get(month));
      }
    }),
    { numRuns: 200 },
  );
  expect([...seen].sort()).toEqual(
    expect.arrayContaining([
      'another code',
      'back in service',
      'collected',
      'disaster reserve',
      'in service',
      'monitor in service',
      'given away',
      'moving',
      'passed on',
      'reserve deployed',
      'sanitized',
      'spare',
      'surplus',
      'swapped',
    ]),
  );
});

test('Rule 46: every fulfilled commitment is charged 48 times, no gap, no double, and the sum is the rate × 48', () => {
  fc.assert(
    fc.property(fc.array(aDeed, { minLength: 20, maxLength: 120, size: 'max' }), (deeds) => {
      const office = begun();
      for (const deed of deeds) office.do(deed);
      const successors = new Map(
        [...office.devices.values()].flatMap(({ serial, swap }) => (swap?.from === serial ? [[serial, swap.to]] : [])),
      );
      const cameBySwap = new Set(successors.values());
      for (const owed of office.commitments.values()) {
        if (cameBySwap.has(owed.serial)) continue;
        // Rules 36 and 55: the months of one device, under all the serials it had and at both agencies.
        const records: Commitment[] = [];
        for (let serial: string | undefined = owed.serial; serial !== undefined; serial = successors.get(serial)) {
          records.push(...[office, office.there].flatMap(({ commitments }) => commitments.get(serial ?? '') ?? []));
        }
        const charges: { nth: number | null; cents: number; month: string }[] = [];
        for (let month = '2024-01'; month < '2040-01'; month = addMonths(month, 1)) {
          for (const record of records) {
            const { line } = hardwareCharges(record, billingOf(month, 2500, 2500));
            if (line !== undefined) charges.push({ nth: line.nth, cents: line.cents, month });
          }
        }
        if (owed.firstMonth === null) assert.deepEqual(charges, []);
        else {
          assert.deepEqual(
            charges.map(({ nth }) => nth),
            Array.from({ length: 48 }, (_, index) => index + 1),
          );
          assert.deepEqual(
            charges.map(({ month }) => month),
            Array.from({ length: 48 }, (_, index) => addMonths(owed.firstMonth ?? '', index)),
          );
          assert.equal(sum(charges.map(({ cents }) => cents)), owed.rateCents * 48);
        }
      }
      // Rules 46 and 47: whatever has served at least once has begun to pay, and nothing else.
      for (const { serial, item, support, status } of office.devices.values()) {
        const first = office.commitments.get(serial)?.firstMonth ?? null;
        if (item !== null && support.length > 0) assert.notEqual(first, null);
        if (item !== null && status === 'received') assert.equal(first, null);
      }
    }),
    { numRuns: 200 },
  );
});

test('the agencies’ totals add up to the state’s, and the change tells how the count of support came about', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(aDeed, { minLength: 10, maxLength: 60, size: 'max' }), { minLength: 1, maxLength: 4 }),
      (agencies) => {
        const offices = agencies.map((deeds) => {
          const office = begun();
          for (const deed of deeds) office.do(deed);
          return office;
        });
        const last =
          offices
            .map(({ day }) => day)
            .toSorted()
            .at(-1) ?? FIRST_DAY;
        for (const office of offices) office.day = last;
        for (const month of offices[0] === undefined ? [] : monthsOver(offices[0])) {
          const state = countingFrom(EMPTY_TALLY);
          const totals = offices.map((office) => {
            const counting = countingFrom(EMPTY_TALLY);
            for (const charges of office.charges(month)) {
              counting.add(charges);
              state.add(charges);
            }
            const tally = counting.tally();
            const {
              deployed = 0,
              'returned to service': returned = 0,
              sanitized = 0,
              lost = 0,
              'given back': given = 0,
            } = tally.changes;
            const before = office.bill(addMonths(month, -1)).filter(({ kind }) => kind === 'support').length;
            assert.equal(linesOf(tally, { kind: 'support' }), before + deployed + returned - sanitized - lost - given);
            assert.equal(tally.beforeCents, sum(office.bill(addMonths(month, -1)).map(({ cents }) => cents)));
            return tally.totalCents;
          });
          assert.equal(sum(totals), state.tally().totalCents);
        }
      },
    ),
    { numRuns: 60 },
  );
});
