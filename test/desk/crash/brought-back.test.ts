import { CANCEL_ALL, filledOrder } from '../desk-office.ts';
import { agency, box, type Click, ED, EVE, euc, MAX, RITA, request, survives } from './survival.ts';

const clicks: Click[] = [
  [
    RITA,
    'order.submit',
    filledOrder(request, { additional: '', quantity1: '2', replaces: '5CG0000001', becomes: 'spare' }),
  ],
  [MAX, 'request.approve', agency],
  [ED, 'request.approve', euc],
  [EVE, 'work.receive', { ...box, serials: '8KLM2X3 8KLM2X4' }],
  [EVE, 'work.do', { request, step: 'image' }],
  [EVE, 'work.do', { request, step: 'stage', label: 'true' }],
  [EVE, 'work.do', { request, step: 'dispatch', serials: '8KLM2X3' }],
  [ED, 'request.cancel', { request, ...CANCEL_ALL }],
  [EVE, 'work.do', { request, step: 'bring back', serials: '8KLM2X3' }],
  [EVE, 'work.do', { request, step: 'bring back' }],
];

describe('cancelled on its way, and brought back', () => survives(clicks));
