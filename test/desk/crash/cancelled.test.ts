import { CANCEL_ALL, filledOrder } from '../desk-office.ts';
import { agency, box, type Click, ED, EVE, euc, NORA, RITA, request, survives } from './survival.ts';

const clicks: Click[] = [
  [RITA, 'order.submit', filledOrder(request)],
  [NORA, 'request.approve', agency],
  [ED, 'request.approve', euc],
  [EVE, 'work.receive', { ...box, serials: '8KLM2X3 8KLM2X4' }],
  [ED, 'request.cancel', { request, ...CANCEL_ALL }],
];

describe('cancelled after receipt', () => survives(clicks));
