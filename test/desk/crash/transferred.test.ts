import { PURGE } from '../desk-office.ts';
import { agency, type Click, EVE, MAX, MIA, RITA, request, survives } from './survival.ts';

const named = { label: 'true', assignedUser: 'Ravi Rao', location: 'REV, room 5' };
const clicks: Click[] = [
  [RITA, 'move.submit', { request, serials: '7BLUE03 7BLUE04', newAgency: 'REV', reason: 'REV needs them.' }],
  [MAX, 'request.approve', agency],
  [MIA, 'request.approve', { ...agency, step: 'receiving agency', billingCode: 'REV-100', takesOver: 'true' }],
  [EVE, 'work.sanitize', { request, ...PURGE }],
  [EVE, 'work.do', { request, step: 'image' }],
  [EVE, 'work.do', { request, step: 'stage', ...named }],
  [EVE, 'work.do', { request, step: 'dispatch' }],
  [EVE, 'work.do', { request, step: 'deploy' }],
];

describe('from one agency to another', () => survives(clicks));
