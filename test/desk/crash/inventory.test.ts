import { type Click, EVE, MAX, NORA, request, survives } from './survival.ts';

const page = { agency: 'PARKS', year: 2027, page: 1 };
const correction = { request, serial: '7BLUE01', was: {}, location: 'Room 3.01', reason: 'She moved upstairs.' };

/** The other asset manager, who is told the sums as well. */
const ADA = '0a';

const clicks: Click[] = [
  [ADA, 'help.open', {}],
  [EVE, 'inventory.start', { agencies: 'PARKS', until: '' }],
  [MAX, 'inventory.confirm', { ...page, pick_5CG0000001: 'true', pick_7BLUE03: 'true' }],
  [MAX, 'correction.submit', correction],
  [EVE, 'work.do', { request, step: 'update' }],
  [NORA, 'inventory.confirm', { ...page, all: 'true' }],
  [EVE, 'inventory.close', { closeAgencies: 'PARKS' }],
];

describe('an inventory that is confirmed, corrected and closed', () => survives(clicks, { pause: 31_000 }));
