import { filledOrder } from '../desk-office.ts';
import { agency, box, type Click, ED, EVE, euc, MAX, RITA, request, survives } from './survival.ts';

const clicks: Click[] = [
  [RITA, 'order.submit', filledOrder(request)],
  [MAX, 'request.approve', agency],
  [ED, 'request.approve', euc],
  [EVE, 'work.receive', { ...box, serials: '8KLM2X3' }],
  [EVE, 'work.receive', { ...box, serials: '8KLM2X4' }],
  [EVE, 'work.do', { request, step: 'image' }],
  [EVE, 'work.do', { request, step: 'stage', label: 'true' }],
  [EVE, 'work.do', { request, step: 'dispatch' }],
  [EVE, 'work.do', { request, step: 'deploy' }],
];

describe('from order to deployed', () => survives(clicks));
