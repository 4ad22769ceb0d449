import { filledOrder } from '../desk-office.ts';
import { agency, type Click, ED, euc, MAX, RITA, request, survives } from './survival.ts';

const clicks: Click[] = [
  [
    RITA,
    'order.submit',
    filledOrder(request, { additional: '', replaces: '5CG0000001 5CG0000002', becomes: 'decommission' }),
  ],
  [MAX, 'request.return', { ...agency, returnReason: 'Only one.' }],
  [
    RITA,
    'order.submit',
    filledOrder(request, { revision: 2, additional: '', replaces: '5CG0000001', becomes: 'decommission' }),
  ],
  [MAX, 'request.approve', { ...agency, revision: 2 }],
  [ED, 'request.reject', { ...euc, revision: 2, rejectReason: 'No stock.' }],
];

describe('returned, sent in again and rejected, with devices to let go', () => survives(clicks));
