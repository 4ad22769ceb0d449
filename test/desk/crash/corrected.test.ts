import { type Click, EVE, request, survives } from './survival.ts';

const correction = { request, serial: '7BLUE01', was: {}, billingCode: 'PARKS-100', reason: 'The other cost centre.' };

const clicks: Click[] = [[EVE, 'correction.submit', correction]];

describe('a record that the asset manager corrects', () => survives(clicks, { atLeast: 5 }));
