import type { BillLinesView, BillView, ExplainView, MonthView } from '../../../src/desk/views/bills.ts';
import type { AdjustmentFormView } from '../../../src/desk/views/device-forms.ts';
import type { ForecastView, RefreshView } from '../../../src/desk/views/forecast.ts';
import type { View } from '../../../src/desk/views.ts';
import { billingOf, hardwareCharges, supportCharges } from '../../../src/domain/billing/charges.ts';
import { forecasting } from '../../../src/domain/billing/forecast.ts';
import { countingFrom, EMPTY_TALLY, type Tally } from '../../../src/domain/billing/tally.ts';
import { addMonths } from '../../../src/domain/months.ts';
import { adjustment } from '../../../src/kinds/adjustment/adjustment.ts';
import type { AdjustmentForm } from '../../../src/kinds/adjustment/form.ts';
import { approval, full } from './request.ts';
import { sentIn, worldOf } from './requests.ts';
import { CATALOG, commitment, daysAgo, HOSTILE, laptop, legacy, MAX, NOW, PARKS, REV } from './world.ts';

const ITEMS = new Map(CATALOG.items.map(({ code, name }) => [code, name]));
const october = billingOf('2026-10', 2500, 2500);
const DEVICES = [
  ...Array.from({ length: 10 }, (_, index) => legacy(`5CG00000${String(index + 1).padStart(2, '0')}`)),
  laptop('7BLUE01'),
  laptop('7BLUE02'),
  laptop('7BLUE03', { status: 'spare', support: [{ from: '2024-07-14', to: '2026-03-02' }] }),
];
const COMMITMENTS = [commitment('7BLUE01'), commitment('7BLUE02'), commitment('7BLUE03')];
const charges = [
  ...DEVICES.map((device) => supportCharges(device, october)),
  ...COMMITMENTS.map((owed) => hardwareCharges(owed, october)),
];
const lines = charges.flatMap(({ line }) => line ?? []);

function tally(): Tally {
  const counting = countingFrom(EMPTY_TALLY);
  for (const each of charges) counting.add(each);
  return counting.tally();
}

export function bill(changes: Partial<BillView> = {}): BillView {
  return {
    card: 'bill',
    agency: PARKS,
    month: '2026-10',
    state: 'closed',
    closedAt: daysAgo(23),
    tally: tally(),
    supportCents: 2500,
    supportCentsBefore: 2500,
    items: ITEMS,
    trend: [
      { month: '2026-07', totalCents: 42376 },
      { month: '2026-08', totalCents: 42376 },
      { month: '2026-09', totalCents: 39876 },
      { month: '2026-10', totalCents: 39876 },
    ],
    canSeeAll: false,
    now: NOW,
    ...changes,
  };
}

/** The month of an agency of some size, with six figures before the point. */
const SIZEABLE: Tally = {
  groups: [
    { billingCode: 'PARKS-100', kind: 'support', item: null, count: 3639, cents: 9_097_500 },
    { billingCode: 'PARKS-100', kind: 'hardware', item: 'LT-STD', count: 2109, cents: 5_032_328 },
  ],
  lines: 5748,
  totalCents: 14_129_828,
  beforeCents: 13_929_074,
  changes: { deployed: 55, sanitized: 62, 'commitment begun': 111, 'commitment ended': 23 },
};

/** A large agency's month, in which much has changed. */
const BUSY: Tally = {
  groups: Array.from({ length: 24 }, (_, index) => ({
    billingCode: `TRANSPORTATION-${100 + index}`,
    kind: index % 3 === 2 ? ('hardware' as const) : ('support' as const),
    item: index % 3 === 2 ? 'LT-PWR' : null,
    count: 12_345,
    cents: 30_862_500,
  })),
  lines: 296_280,
  totalCents: 740_700_000,
  beforeCents: 738_100_000,
  changes: { deployed: 1043, sanitized: 12, lost: 2, 'commitment begun': 1040, 'commitment ended': 311 },
};

function months(changes: Partial<MonthView> = {}): MonthView {
  return {
    card: 'month',
    month: '2026-10',
    state: 'open',
    rows: [],
    toCome: ['OTS', 'PARKS', 'REV'],
    progress: { seen: 0, all: 0 },
    by: null,
    closedAt: null,
    problem: null,
    canClose: true,
    commits: 0,
    now: NOW,
    ...changes,
  };
}

const CLOSED: Partial<MonthView> = {
  state: 'closed',
  rows: [
    { agency: 'OTS', lines: 0, totalCents: 0, beforeCents: 0 },
    { agency: 'PARKS', lines: 15, totalCents: 39876, beforeCents: 42376 },
    { agency: 'REV', lines: 2, totalCents: 5792, beforeCents: 5792 },
  ],
  toCome: [],
  progress: { seen: 20, all: 20 },
  by: 'Bill Baker',
  closedAt: daysAgo(0),
  canClose: false,
  commits: 6,
};

const MANY = Array.from({ length: 60 }, (_, index) => {
  return { agency: `AGENCY${index}`, lines: 31_234, totalCents: 123_456_789, beforeCents: 123_400_000 };
});

function billLines(changes: Partial<BillLinesView> = {}): BillLinesView {
  const shown = { agency: PARKS, month: '2026-10', closed: true, items: ITEMS, now: NOW };
  return { card: 'bill lines', ...shown, rows: lines.slice(9, 15), total: 15, from: 9, after: null, ...changes };
}

function explain(changes: Partial<ExplainView> = {}): ExplainView {
  const cause = { at: '2024-07-14T15:20:00.000Z', what: 'Deployed', by: 'Finn Foster', request: 'PARKS-7K3M9Q' };
  return {
    card: 'explain',
    serial: '7BLUE01',
    agency: PARKS,
    name: 'Standard laptop',
    month: '2026-10',
    lines: lines.filter(({ serial }) => serial === '7BLUE01'),
    others: [],
    items: ITEMS,
    reasons: [
      {
        kind: 'hardware',
        billingCode: 'PARKS-200',
        cents: 3292,
        from: '2024-07',
        to: '2028-06',
        began: cause,
        ended: null,
        why: null,
      },
      {
        kind: 'support',
        billingCode: 'PARKS-200',
        cents: null,
        from: '2024-07',
        to: null,
        began: cause,
        ended: null,
        why: null,
      },
    ],
    now: NOW,
    ...changes,
  };
}

const FORM: AdjustmentForm = {
  serial: '7BLUE03',
  month: '2026-10',
  charge: 'support',
  amount: '-25.00',
  billingCode: 'PARKS-200',
  reason: 'It has been a spare since March.',
};

const WORLD = {
  ...worldOf('PARKS-9W4T2H', DEVICES, COMMITMENTS),
  actor: MAX,
  questioned: { lineCents: 2500, earlier: [] },
};

function form(inputs: AdjustmentForm, changes: Partial<AdjustmentFormView> = {}): AdjustmentFormView {
  const shown = { request: 'PARKS-9W4T2H', revision: 1, person: MAX, agency: PARKS, returned: null, now: NOW };
  return { card: 'adjustment form', ...shown, inputs, problems: [], ...changes };
}

const asked = sentIn(adjustment.prepare(FORM, WORLD).draft, {}, daysAgo(1));
const earlier = [
  { request: 'PARKS-2F6R8K', cents: -1000 },
  { request: 'PARKS-7K3M9Q', cents: -500 },
];
const ADJUSTED = { ...WORLD, questioned: { lineCents: 2500, earlier } };
const askedAgain = sentIn(adjustment.prepare({ ...FORM, amount: '-10.00' }, ADJUSTED).draft, {}, daysAgo(1));
const NEW_LINE = { ...WORLD, questioned: { lineCents: null, earlier: [] } };
const leftOut = sentIn(adjustment.prepare({ ...FORM, amount: '25.00' }, NEW_LINE).draft, {}, daysAgo(1));
const EMPTY: AdjustmentForm = { serial: '', month: '', charge: '', amount: '', billingCode: '', reason: '' };
const WRONG: AdjustmentForm = {
  serial: 'NOSUCH1',
  month: 'October',
  charge: 'support',
  amount: 'half',
  billingCode: 'PARKS-200',
  reason: '',
};

function due(count: number): ForecastView['due'] {
  const rows = Array.from({ length: Math.min(count, 12) }, (_, index) => ({
    serial: `7BLUE${String(index + 1).padStart(2, '0')}`,
    name: 'Standard laptop',
    assignedUser: index === 0 ? HOSTILE.link : 'Rita Reyes',
    lastMonth: index === 0 ? '2026-09' : '2027-04',
  }));
  return {
    rows,
    total: count,
    unseen: 0,
    orderSerials: Array.from({ length: Math.min(count, 90) }, (_, index) => `7GREEN${index}`),
  };
}

function forecast(changes: Partial<ForecastView> = {}): ForecastView {
  const making = forecasting('2026-11');
  for (const owed of [...COMMITMENTS, commitment('7BLUE04', null)]) making.add(owed);
  const none = { rows: [], total: 0, unseen: 0, orderSerials: [] };
  return {
    card: 'forecast',
    agency: PARKS,
    month: '2026-11',
    forecast: making.forecast(),
    due: none,
    agencies: [],
    now: NOW,
    ...changes,
  };
}

function largeForecast(): ForecastView['forecast'] {
  const making = forecasting('2026-11');
  for (let index = 0; index < 4800; index += 1) making.add(commitment(`S${index}`, addMonths('2022-10', index % 50)));
  return making.forecast();
}

function refresh(count: number, again = false): RefreshView {
  return { card: 'refresh', agency: PARKS, month: '2026-11', due: due(count), again, now: NOW };
}

export const BILL_VIEWS: Readonly<Record<string, View>> = {
  'bill-closed': bill(),
  'bill-preview': bill({ state: 'counted', closedAt: null, supportCentsBefore: null, trend: [] }),
  'bill-open': bill({
    month: '2026-11',
    state: 'open',
    closedAt: null,
    canSeeAll: true,
    tally: { ...tally(), beforeCents: 42376, changes: { deployed: 1, sanitized: 2, 'commitment ended': 1 } },
  }),
  'bill-large': bill({ tally: BUSY, supportCentsBefore: 2400 }),
  'bill-sizeable': bill({ tally: SIZEABLE, supportCentsBefore: 2500 }),
  'bill-late': bill({ tally: { ...tally(), beforeCents: 39876 - 2500, lateCents: 2500 } }),
  'bill-empty': bill({ tally: EMPTY_TALLY, trend: [] }),
  'bill-lines': billLines(),
  'bill-lines-preview': billLines({ closed: false, rows: lines.slice(0, 6), from: 0, after: 'next' }),
  'bill-lines-none': billLines({ rows: [], total: 0, from: 0 }),
  'month-open': months(),
  'month-closing': months({
    state: 'counting',
    progress: { seen: 412_000, all: 1_900_000 },
    by: 'Bill Baker',
    canClose: false,
    commits: 40,
  }),
  'month-closed': months(CLOSED),
  'month-already': months({ ...CLOSED, problem: '2026-10 is closed already. Nothing was changed.' }),
  'month-failed': months({
    state: 'failed',
    problem: '15 devices were billed, and the state has 16: some belong to no agency of the directory.',
  }),
  'month-unreadable': months({
    state: 'failed',
    problem:
      'A record of PARKS cannot be read: device device:7BLUE01: invalid_value at status. Once it is mended, close the month again.',
  }),
  'month-not-over': months({
    month: '2026-11',
    problem: '2026-11 is not over. Its bills can be closed from 12:15 AM on the day after its last.',
    canClose: false,
  }),
  'month-waits': months({
    problem:
      '2026-10 waits for what is still to be booked: PARKS-7K3M9Q, REV-2B8F4T. That takes a moment; then close it again.',
  }),
  'month-many': months({ ...CLOSED, rows: MANY }),
  'explain-in-service': explain(),
  'explain-spare': explain({
    serial: '7BLUE03',
    lines: [
      ...lines.filter(({ serial }) => serial === '7BLUE03'),
      {
        billingCode: 'PARKS-200',
        serial: '7BLUE03',
        item: 'LT-STD',
        kind: 'adjustment',
        nth: null,
        cents: -2500,
        request: 'PARKS-9W4T2H',
      },
    ],
    reasons: [
      {
        kind: 'hardware',
        billingCode: 'PARKS-200',
        cents: 3292,
        from: '2024-07',
        to: '2028-06',
        began: null,
        ended: null,
        why: null,
      },
      {
        kind: 'support',
        billingCode: 'PARKS-200',
        cents: null,
        from: '2024-07',
        to: '2026-02',
        began: null,
        ended: { at: '2026-03-02T20:11:00.000Z', what: 'Sanitized', by: 'Vera Vance', request: 'PARKS-6D4N9W' },
        why: null,
      },
      {
        kind: 'adjustment',
        billingCode: 'PARKS-200',
        cents: -2500,
        from: '2026-10',
        to: '2026-10',
        began: { at: '', what: '', by: '', request: 'PARKS-9W4T2H' },
        ended: null,
        why: `About support in 2026-02: ${HOSTILE.link}`,
      },
    ],
  }),
  'explain-moved': explain({ agency: REV, lines: [], reasons: [], others: [explain()] }),
  'explain-never': explain({ serial: '7BLUE04', lines: [], reasons: [] }),
  forecast: forecast(),
  'forecast-due': forecast({ due: due(3) }),
  'forecast-large': forecast({ forecast: largeForecast(), due: due(400) }),
  'forecast-unseen': forecast({ forecast: largeForecast(), due: { ...due(400), unseen: 12_345 } }),
  'forecast-many-agencies': forecast({
    agency: null,
    forecast: largeForecast(),
    agencies: MANY.map(({ agency, totalCents }) => ({ agency, totalCents })),
  }),
  'forecast-none': forecast({ forecast: forecasting('2026-11').forecast() }),
  refresh: refresh(2),
  'refresh-many': refresh(400),
  'refresh-again': refresh(2, true),
  'adjustment-form-empty': form(EMPTY),
  'adjustment-form-filled': form(FORM),
  'adjustment-form-problems': form(WRONG, { problems: adjustment.prepare(WRONG, WORLD).problems }),
  'adjustment-form-too-much': form(FORM, { problems: adjustment.prepare(FORM, ADJUSTED).problems }),
  'adjustment-form-hostile': form({ ...FORM, serial: HOSTILE.link, reason: HOSTILE.list, amount: HOSTILE.template }),
  'approval-adjustment': approval(asked),
  'approval-adjustment-again': approval(askedAgain),
  'approval-adjustment-left-out': approval(leftOut),
  'request-adjustment': full(asked),
};
