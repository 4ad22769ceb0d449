import { agency, BILL, type Click, ED, euc, MAX, request, survives } from './survival.ts';

/** Rule 50: agreed on by billing and EUC, and charged once, whatever dies on the way. */
const clicks: Click[] = [
  [
    MAX,
    'adjustment.submit',
    {
      request,
      serial: '7BLUE03',
      month: '2026-10',
      charge: 'hardware',
      amount: '-32.92',
      billingCode: 'PARKS-200',
      reason: 'It is broken.',
    },
  ],
  [BILL, 'request.approve', { ...agency, step: 'billing' }],
  [ED, 'request.approve', euc],
];

describe('Rule 50: an adjustment, asked for, agreed on and charged', () => survives(clicks));
