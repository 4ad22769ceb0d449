import { filledPurchase, SUPPLIED } from '../purchase-office.ts';
import { box, type Click, ED, EVE, MIA, RAVI, survives } from './survival.ts';

const request = 'REV-CRASH1';
const tablets = { ...box, request, item: 'TB-STD', model: 'Acme Tab 11' };

const clicks: Click[] = [
  [RAVI, 'purchase.submit', filledPurchase(request)],
  [MIA, 'request.approve', { request, step: 'agency', revision: 1 }],
  [ED, 'request.approve', { request, step: 'EUC', revision: 1 }],
  [EVE, 'work.procure', { request, ...SUPPLIED }],
  [EVE, 'work.receive', { ...tablets, serials: 'TAB00001' }],
  [EVE, 'work.receive', { ...tablets, serials: 'TAB00002' }],
  [RAVI, 'tag.record', { request, tag_TAB00002: 'RV-1002' }],
  [EVE, 'work.do', { request, step: 'image' }],
  [EVE, 'work.do', { request, step: 'stage' }],
  [EVE, 'work.do', { request, step: 'dispatch' }],
  [EVE, 'work.do', { request, step: 'deploy', serials: 'TAB00002' }],
  [EVE, 'work.do', { request, step: 'deploy' }],
];

describe('Rules 48 and 53: a purchase, charged once for handling and delivery', () =>
  survives(clicks, { id: request }));
