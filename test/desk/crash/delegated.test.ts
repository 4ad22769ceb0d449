import { filledOrder } from '../desk-office.ts';
import { agency, type Click, ED, MAX, NORA, person, RITA, request, survives } from './survival.ts';

const DAY = 86_400_000;

/** By Nora, so that Max alone may approve it; asked on a Tuesday, Thursday and Friday being holidays. */
const clicks: Click[] = [
  [NORA, 'order.submit', filledOrder(request)],
  [
    MAX,
    'delegation.submit',
    { approver: person(MAX), delegate: person(RITA), from: '2026-11-25', until: '2026-12-31' },
    // Wednesday morning: the delegation has begun.
    0.9 * DAY,
  ],
  // Monday: both are reminded.
  [RITA, 'help.open', {}, 5.5 * DAY],
  // Thursday: it is passed on, and Nora and EUC are told.
  [RITA, 'help.open', {}, 3 * DAY],
  [MAX, 'delegation.end', { approver: person(MAX), delegate: person(RITA), from: '2026-11-25' }],
  [MAX, 'request.reject', { ...agency, rejectReason: 'Not now.' }],
  [ED, 'help.open', {}],
];

describe('delegated, reminded of, passed on and rejected', () => survives(clicks));
