import { nowAt } from '../../../src/desk/clock.ts';
import {
  billingOf,
  type ChangeReason,
  hardwareCharges,
  lineOfCharge,
  supportCharges,
} from '../../../src/domain/billing/charges.ts';
import { centsOf, countingFrom, EMPTY_TALLY, linesOf, whyNotAddUp } from '../../../src/domain/billing/tally.ts';
import { billedTo, codeIn } from '../../../src/domain/billing-codes.ts';
import { paysFor } from '../../../src/domain/commitment.ts';
import { type Device, putInService, stopSupport } from '../../../src/domain/device.ts';
import { addMonths, lastDayOf } from '../../../src/domain/months.ts';
import { readSampleWorld } from '../../../src/store/sample-world.ts';
import { commitment, leased, legacy, monitor } from '../office.ts';

const october = billingOf('2026-10', 2500, 2500);

function supportIn(device: Device, month: string) {
  return supportCharges(device, billingOf(month, 2500, 2500));
}

/** The agency's bill for a month, straight from the sample world. */
function billOf(agency: string, month: string) {
  const world = readSampleWorld();
  const billing = billingOf(month, 2500, 2500);
  const counting = countingFrom(EMPTY_TALLY);
  for (const device of world.devices) if (device.agency === agency) counting.add(supportCharges(device, billing));
  for (const owed of world.commitments) if (owed.agency === agency) counting.add(hardwareCharges(owed, billing));
  return counting.tally();
}

describe('the sample world', () => {
  test('PARKS pays $398.76 for October 2026 and REV $57.92', () => {
    const parks = billOf('PARKS', '2026-10');
    expect(parks.totalCents).toBe(39876);
    expect([linesOf(parks, { kind: 'support' }), centsOf(parks, { kind: 'support' })]).toEqual([12, 30000]);
    expect([linesOf(parks, { kind: 'hardware' }), centsOf(parks, { kind: 'hardware' })]).toEqual([3, 9876]);
    expect(centsOf(parks, { billingCode: 'PARKS-100' })).toBe(25000);
    expect(billOf('REV', '2026-10').totalCents).toBe(5792);
  });

  test('Rule 47: 7BLUE03, a spare since March 2026, pays hardware and no support; 7BLUE04, never deployed, nothing', () => {
    expect(billOf('PARKS', '2026-02').totalCents).toBe(42376);
    expect(billOf('PARKS', '2026-03')).toMatchObject({
      totalCents: 39876,
      beforeCents: 42376,
      changes: { sanitized: 1 },
    });
  });
});

describe('Rule 45: support', () => {
  test('is charged for the whole month when the device is in service at the end of its last day, and else not', () => {
    const began = (from: string) => leased('7BLUE01', { support: [{ from, to: null }] });
    const stopped = (to: string) => leased('7BLUE01', { support: [{ from: '2024-07-15', to }] });
    expect(supportCharges(began('2026-10-31'), october).line?.cents).toBe(2500);
    expect(supportCharges(began('2026-11-01'), october).line).toBeUndefined();
    expect(supportCharges(stopped('2026-10-31'), october).line).toBeUndefined();
    expect(supportCharges(stopped('2026-11-01'), october).line?.cents).toBe(2500);
  });

  test('is charged once for a month in which it stopped and began again', () => {
    const support = [
      { from: '2024-07-15', to: '2026-10-02' },
      { from: '2026-10-20', to: null },
    ];
    const charges = supportCharges(leased('7BLUE01', { support }), october);
    expect(charges).toMatchObject({ line: { kind: 'support', cents: 2500 }, change: undefined });
  });

  test('Rule 5: is never charged for what does not count', () => {
    const support = [{ from: '2024-07-15', to: null }];
    expect(supportCharges({ ...monitor('MONITOR1'), support }, october).line).toBeUndefined();
  });

  test.each(['2024-02', '2028-02', '2026-02', '2100-02'])('counts on the last day of %s, leap year or not', (month) => {
    const last = lastDayOf(month);
    expect(last).toBe({ '2024-02': '2024-02-29', '2028-02': '2028-02-29' }[month] ?? `${month}-28`);
    expect(supportIn(leased('7BLUE01', { support: [{ from: last, to: null }] }), month).line).toBeDefined();
    expect(supportIn(leased('7BLUE01', { support: [{ from: `${month}-01`, to: last }] }), month).line).toBeUndefined();
  });

  test.each([
    // In daylight saving time Chicago is five hours behind UTC, in winter six; it ends on November 1, 2026.
    ['2026-11-01T04:59:59.000Z', '2026-10', true],
    ['2026-11-01T05:00:00.000Z', '2026-10', false],
    ['2026-12-01T05:59:59.000Z', '2026-11', true],
    ['2026-12-01T06:00:00.000Z', '2026-11', false],
    ['2028-03-01T05:59:59.000Z', '2028-02', true],
  ])('a deployment at %s counts for %s: %s, by the calendar of the state', (at, month, counts) => {
    const { day } = nowAt(new Date(at), 'America/Chicago');
    const device = putInService(leased('7BLUE01', { support: [] }), day);
    expect(supportIn(device, month).line !== undefined).toBe(counts);
  });

  test('Rule 35: a month is billed to the code on record when it ended, also when the device moved on before it was closed', () => {
    const before = legacy('5CG0000001');
    const moved = billedTo(before, 'PARKS-200', '2026-11');
    expect(supportCharges(moved, october).line?.billingCode).toBe('PARKS-100');
    expect(supportIn(moved, '2026-11').line?.billingCode).toBe('PARKS-200');
    const twice = billedTo(moved, 'PARKS-300', '2026-11');
    expect(['2026-10', '2026-11'].map((month) => codeIn(twice, month))).toEqual(['PARKS-100', 'PARKS-300']);
    expect(billedTo(before, 'PARKS-100', '2026-11')).toBe(before);
  });
});

describe('Rule 46: hardware', () => {
  const owed = commitment('7BLUE01', '2024-07');

  test('is 48 equal charges from the month of first deployment on, none missing, none twice, and then none', () => {
    const months = Array.from({ length: 60 }, (_, index) => addMonths('2024-01', index));
    const charges = months.map((month) => hardwareCharges(owed, billingOf(month, 2500, 2500)).line);
    expect(charges.map((line) => line?.nth)).toEqual([
      ...Array(6).fill(undefined),
      ...Array.from({ length: 48 }, (_, index) => index + 1),
      ...Array(6).fill(undefined),
    ]);
    expect(charges.reduce((total, line) => total + (line?.cents ?? 0), 0)).toBe(3292 * 48);
    expect(paysFor(owed, '2028-06')).toBe(48);
  });

  test('Rule 47: is not charged while the device has never served', () => {
    expect(hardwareCharges(commitment('7BLUE04', null), october).line).toBeUndefined();
  });

  test('Rule 49: a line says billing code, serial, item, kind of charge, n of 48 and request', () => {
    expect(hardwareCharges({ ...owed, request: 'PARKS-7K3M9Q' }, october).line).toEqual({
      billingCode: 'PARKS-200',
      serial: '7BLUE01',
      item: 'LT-STD',
      kind: 'hardware',
      nth: 28,
      cents: 3292,
      request: 'PARKS-7K3M9Q',
    });
  });
});

describe('what has changed since the month before', () => {
  test.each<[string, Device, ChangeReason | undefined, number]>([
    ['deployed', leased('A', { support: [{ from: '2026-10-05', to: null }] }), 'deployed', 0],
    ['as before', leased('A'), undefined, 2500],
    [
      'back in service',
      leased('A', {
        support: [
          { from: '2024-07-15', to: '2025-01-31' },
          { from: '2026-10-05', to: null },
        ],
      }),
      'returned to service',
      0,
    ],
    [
      'sanitized',
      {
        ...stopSupport(leased('A', { status: 'spare' }), '2026-10-05'),
        sanitized: { on: '2026-10-05', method: 'clear', request: 'PARKS-1' },
      },
      'sanitized',
      2500,
    ],
    ['lost', stopSupport(leased('A', { status: 'lost' }), '2026-10-05'), 'lost', 2500],
  ])('%s', (_, device, change, beforeCents) => {
    expect(supportCharges(device, october)).toMatchObject({ change, beforeCents });
  });

  test('a commitment has begun, or has ended with its 48th charge', () => {
    expect(hardwareCharges(commitment('A', '2026-10'), october).change).toBe('commitment begun');
    expect(hardwareCharges(commitment('A', '2022-10'), october)).toMatchObject({
      line: undefined,
      beforeCents: 3292,
      change: 'commitment ended',
    });
  });
});

test('Rule 49: a tally goes on where it stopped, and lines that do not add up to it are found out', () => {
  const lines = [legacy('5CG0000001'), leased('7BLUE01'), legacy('5CG0000002')].map((device) =>
    supportCharges(device, october),
  );
  const whole = countingFrom(EMPTY_TALLY);
  const parts = [countingFrom(EMPTY_TALLY)];
  for (const [index, charges] of lines.entries()) {
    whole.add(charges);
    parts.at(-1)?.add(charges);
    if (index === 1) parts.push(countingFrom(parts[0]?.tally() ?? EMPTY_TALLY));
  }
  const tally = whole.tally();
  expect(parts.at(-1)?.tally()).toEqual(tally);
  expect(whyNotAddUp(tally, { count: 3, cents: 7500 })).toBeUndefined();
  expect(whyNotAddUp(tally, { count: 2, cents: 7500 })).toBe('2 lines are stored and 3 were counted.');
  expect(whyNotAddUp(tally, { count: 3, cents: 7501 })).toBe('The lines add up to 7501 cents and the total is 7500.');
});

test('Rule 48: the handling of a purchase is a line of its month, and no hardware charge', () => {
  const charge = {
    agency: 'REV',
    month: '2026-10',
    billingCode: 'REV-100',
    serial: 'TAB00001',
    item: 'TB-STD',
  } as const;
  const line = lineOfCharge({ ...charge, kind: 'handling', cents: 1800, request: 'REV-7K3M9Q', reason: 'Handling' });
  expect(line).toMatchObject({ kind: 'handling', nth: null, cents: 1800, billingCode: 'REV-100' });
});
