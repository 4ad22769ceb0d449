import { billingOf, hardwareCharges } from '../../../src/domain/billing/charges.ts';
import { forecasting } from '../../../src/domain/billing/forecast.ts';
import { type Happening, reasonsOf } from '../../../src/domain/billing/reasons.ts';
import { codeIn } from '../../../src/domain/billing-codes.ts';
import { type Commitment, givenUp, leftBilledTo, paysFor, takenOver } from '../../../src/domain/commitment.ts';
import { commitment, leased } from '../office.ts';

const BEFORE = { ...commitment('7BLUE01', '2024-07'), billingCode: 'PARKS-100' };
const GIVEN = givenUp(BEFORE, '2026-11');
const TAKEN = takenOver(BEFORE, '2026-11', { agency: 'REV', billingCode: 'REV-100' }, undefined);

function forecastOf(owed: Commitment) {
  const making = forecasting('2026-11');
  making.add(owed);
  return making.forecast();
}

test('Rules 36 and 46: each charge keeps its number, whoever pays it', () => {
  expect(['2026-10', '2026-11', '2028-06', '2028-07'].map((month) => paysFor(GIVEN, month))).toEqual([
    28,
    undefined,
    undefined,
    undefined,
  ]);
  expect(['2026-10', '2026-11', '2028-06', '2028-07'].map((month) => paysFor(TAKEN, month))).toEqual([
    undefined,
    29,
    48,
    undefined,
  ]);
  const november = billingOf('2026-11', 2500, 2500);
  expect(hardwareCharges(GIVEN, november)).toEqual({
    line: undefined,
    beforeCents: 3292,
    change: 'commitment passed on',
  });
  expect(hardwareCharges(TAKEN, november)).toMatchObject({
    line: { billingCode: 'REV-100', nth: 29, cents: 3292 },
    beforeCents: 0,
    change: 'commitment taken over',
  });
});

test('Rule 51: the forecast of each agency is of its own months, and the 48th is the receiver’s', () => {
  expect(forecastOf(GIVEN)).toEqual({ years: [], totalCents: 0, waiting: { devices: 0, cents: 0 }, quarters: [] });
  expect(forecastOf(TAKEN)).toMatchObject({ totalCents: 19 * 3292, quarters: [{ quarter: '2028-04', devices: 1 }] });
});

test('Rule 35: a code that pays from a month on pays for the months that are left, and where none are, nothing changes', () => {
  const left = leftBilledTo(BEFORE, 'PARKS-200', '2026-11');
  expect(['2026-10', '2026-11'].map((month) => codeIn(left, month))).toEqual(['PARKS-100', 'PARKS-200']);
  expect(leftBilledTo(BEFORE, 'PARKS-200', '2028-06')).toMatchObject({ billingCode: 'PARKS-200' });
  // Paid off, and passed on to another agency that keeps it as the device comes home.
  expect(leftBilledTo(BEFORE, 'PARKS-200', '2028-07')).toBe(BEFORE);
  expect(leftBilledTo(GIVEN, 'PARKS-200', '2027-03')).toBe(GIVEN);
});

test('Rule 35: an agency that had it before goes on with its codes of then', () => {
  const back = takenOver(TAKEN, '2027-03', { agency: 'PARKS', billingCode: 'PARKS-200' }, GIVEN);
  expect(['2026-10', '2027-02', '2027-03'].map((month) => codeIn(back, month))).toEqual([
    'PARKS-100',
    'PARKS-100',
    'PARKS-200',
  ]);
  expect(['2026-10', '2026-11', '2027-02', '2027-03'].map((month) => paysFor(back, month))).toEqual([
    28,
    undefined,
    undefined,
    33,
  ]);
});

test('Rule 49: what began and ended each agency’s charges is told from its own history', () => {
  const transfer = { from: 'PARKS', to: 'REV', on: '2026-11-24', request: 'PARKS-7K3M9Q', withCommitment: true };
  const staged = leased('7BLUE01', { status: 'in transit' });
  const at = '2026-11-24T18:00:00.000Z';
  const request = 'PARKS-7K3M9Q';
  const deployed: Happening = {
    ...{ at, what: 'Deployed', by: 'Eve Ellis', request },
    before: staged,
    after: { ...staged, transfer },
  };
  const [given] = reasonsOf(undefined, GIVEN, [], [deployed]);
  expect(given).toMatchObject({ from: '2024-07', to: '2026-10', ended: { what: 'Deployed', request } });
  const came: Happening = {
    ...{ at, what: 'Came from PARKS', by: 'Device Desk', request },
    before: null,
    after: leased('7BLUE01', { agency: 'REV', transfer }),
  };
  const [taken] = reasonsOf(undefined, TAKEN, [], [came]);
  expect(taken).toMatchObject({ from: '2026-11', to: '2028-06', began: { what: 'Came from PARKS' }, ended: null });
  // Never paid by who gave it away in the month it came.
  expect(reasonsOf(undefined, givenUp(TAKEN, '2026-11'), [], [came])).toEqual([]);
});
