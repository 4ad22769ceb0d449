import { agency, type Click, EVE, MAX, RITA, request, survives } from './survival.ts';

const report = 'PARKS-CRASH2';
const device = { serials: '7BLUE01', seenOwed: { '7BLUE01': 62548 } };
const how = { what: 'stolen', since: '2026-11-20', reason: 'Taken from the van.' };
const clicks: Click[] = [
  [RITA, 'decommission.submit', { request, ...device, outcome: 'surplus', reason: 'Old.' }],
  [MAX, 'request.approve', agency],
  [EVE, 'work.do', { request, step: 'collect' }],
  // Taken out of the request that it stands in, which ends, and held by the report, in one commit.
  [EVE, 'loss.submit', { request: report, ...device, ...how }],
  [EVE, 'work.do', { request: report, step: 'mark lost' }],
];

describe('a device that gets lost on its way', () => survives(clicks));
