import { PURGE } from '../desk-office.ts';
import { box, type Click, EVE, request, survives } from './survival.ts';

const clicks: Click[] = [
  [EVE, 'swap.submit', { request, serial: '7BLUE01', reason: 'The display stays dark.' }],
  [EVE, 'work.receive', { ...box, serials: '8KLM2X1' }],
  [EVE, 'work.do', { request, step: 'image' }],
  [EVE, 'work.do', { request, step: 'stage', label: 'true' }],
  [EVE, 'work.do', { request, step: 'dispatch' }],
  [EVE, 'work.do', { request, step: 'deploy' }],
  [EVE, 'work.do', { request, step: 'collect' }],
  [EVE, 'work.sanitize', { request, ...PURGE }],
  [EVE, 'work.do', { request, step: 'place' }],
];

describe('a warranty swap', () => survives(clicks));
