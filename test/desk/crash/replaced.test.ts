import { filledOrder } from '../desk-office.ts';
import { agency, box, type Click, ED, EVE, euc, MAX, RITA, request, survives } from './survival.ts';

const clicks: Click[] = [
  [
    RITA,
    'order.submit',
    filledOrder(request, {
      additional: '',
      quantity1: '1',
      replaces: '5CG0000001 5CG0000002',
      becomes: 'spare',
      becomes_5CG0000002: 'redistribute',
      nextUser_5CG0000002: 'Nora Nash',
      nextLocation_5CG0000002: 'Visitor desk',
    }),
  ],
  [MAX, 'request.approve', agency],
  [ED, 'request.approve', euc],
  [EVE, 'work.receive', { ...box, serials: '8KLM2X3' }],
  [EVE, 'work.do', { request, step: 'image' }],
  [EVE, 'work.do', { request, step: 'stage', label: 'true' }],
  [EVE, 'work.do', { request, step: 'dispatch' }],
  [EVE, 'work.do', { request, step: 'deploy' }],
];

describe('an order that opens requests for what it replaces', () => survives(clicks));
