import { type Click, EVE, RITA, request, survives } from './survival.ts';

const report = 'PARKS-CRASH2';
const how = { what: 'stolen', since: '2026-11-20', reason: 'Taken from the van.' };
const clicks: Click[] = [
  [RITA, 'decommission.submit', { request, serials: '5CG0000001', outcome: 'surplus', reason: 'Old.' }],
  [EVE, 'work.do', { request, step: 'collect' }],
  // Taken out of the request that it stands in, which ends, and held by the report, in one commit.
  [EVE, 'loss.submit', { request: report, serials: '5CG0000001', ...how }],
  [EVE, 'work.do', { request: report, step: 'mark lost' }],
];

describe('a device that gets lost on its way', () => survives(clicks));
