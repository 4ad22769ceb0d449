import type { World } from '../../src/domain/world.ts';
import { decommission } from '../../src/kinds/decommission/decommission.ts';
import { byKey, commitment, leased, legacy, monitor, world } from '../domain/office.ts';

const fleet = byKey(
  legacy('5CG0000003'),
  leased('7BLUE01'),
  leased('7BLUE03', { status: 'spare', support: [{ from: '2024-07-15', to: '2026-03-02' }] }),
  leased('7BLUE04', { status: 'disaster reserve', support: [] }),
  leased('7BLUE05', { status: 'surplus' }),
  monitor('CN0000411X'),
);
const known = { devices: fleet, commitments: byKey(commitment('7BLUE01', '2024-07')) };

function prepare(serials: string, outcome = 'spare', reason = 'No longer needed.', change: Partial<World> = {}) {
  return decommission.prepare({ serials, outcome, reason }, world({ ...known, ...change }));
}

describe('the decommission form', () => {
  test('Rule 38: names serials, an outcome and a reason', () => {
    expect(prepare('', '', ' ').problems.map(({ field }) => field)).toEqual(['serials', 'outcome', 'reason']);
  });

  test('Rule 38: each serial is judged by itself; a bad one holds up no other', () => {
    const { draft, leftOut } = prepare('5CG0000003, 8REDX01, 7BLUE05, 7BLUE03');
    expect(draft?.units.map(({ serial }) => serial)).toEqual(['5CG0000003']);
    expect(leftOut.map(({ text }) => text)).toEqual([
      '8REDX01 is not a device of PARKS. Check the label, or take it out.',
      '7BLUE05 is surplus, so it cannot be given back now.',
      '7BLUE03 is a spare already.',
    ]);
  });

  test('Rule 38: one may end otherwise than the others, and is judged by that', () => {
    const form = { serials: '5CG0000003 7BLUE01 7BLUE03 7BLUE04', outcome: 'spare', reason: 'No longer needed.' };
    const outcomes = { '7BLUE01': { outcome: 'surplus' }, '7BLUE04': { outcome: 'disaster reserve' } };
    const { draft, leftOut } = decommission.prepare({ ...form, outcomes }, world(known));
    expect(draft?.units.map(({ serial, becomes }) => [serial, becomes])).toEqual([
      ['5CG0000003', 'spare'],
      ['7BLUE01', 'surplus'],
    ]);
    expect(draft?.forWhom).toBe('to become spare and surplus');
    expect(leftOut.map(({ text }) => text)).toEqual([
      '7BLUE03 is a spare already.',
      '7BLUE04 is in disaster reserve already.',
    ]);
    const moved = decommission.prepare({ ...form, outcomes: { '7BLUE03': { outcome: 'retired' } } }, world(known));
    expect(moved.leftOut).toEqual([]);
    expect(moved.draft?.units[2]).toMatchObject({ serial: '7BLUE03', becomes: 'retired' });
  });

  test('Rule 39: an outcome of one device that is none is refused beside it', () => {
    const form = { serials: '5CG0000003 7BLUE01', outcome: '', reason: 'Old.' };
    const outcomes = { '7BLUE01': { outcome: 'sold' }, '8REDX01': { outcome: 'sold' } };
    const { problems, draft } = decommission.prepare({ ...form, outcomes }, world(known));
    expect([draft, problems]).toEqual([
      null,
      [
        { field: 'outcome', text: 'Choose what becomes of the devices.' },
        { field: 'outcome_7BLUE01', text: 'Choose what becomes of 7BLUE01.' },
      ],
    ]);
  });

  test('what is where it is to go already is left out, by the name of that place', () => {
    expect(prepare('5CG0000003 7BLUE04', 'disaster reserve').leftOut.map(({ text }) => text)).toEqual([
      '7BLUE04 is in disaster reserve already.',
    ]);
  });

  test('when no serial is good, nothing is asked for', () => {
    const { draft, problems } = prepare('8REDX01');
    expect(draft).toBeNull();
    expect(problems).toHaveLength(1);
  });

  test('Rule 12: a device in another open request is left out', () => {
    const { problems } = prepare('5CG0000003', 'spare', 'Old.', {
      busy: new Map([['5CG0000003', { request: 'PARKS-AAAAAA', kind: 'move' }]]),
    });
    expect(problems[0]?.text).toMatch(/is already part of PARKS-AAAAAA \(move\)/);
  });

  test('Rule 22: the agency approves only where months are left', () => {
    expect(prepare('5CG0000003').draft?.route).toEqual([]);
    expect(prepare('7BLUE01, 5CG0000003').draft?.route).toEqual(['agency']);
  });

  test('Rule 14: what is still owed is part of it', () => {
    const { draft, reading } = prepare('7BLUE01, 5CG0000003');
    expect(draft?.quote.owedCents).toBe(62548);
    expect(draft?.units.map(({ monthsOwed, owedCents }) => [monthsOwed, owedCents])).toEqual([
      [19, 62548],
      [0, 0],
    ]);
    expect(reading.found.map(({ owedCents }) => owedCents)).toEqual([62548, 0]);
  });

  test('Rule 13: the net count falls by those that were supported', () => {
    expect(prepare('7BLUE01, 5CG0000003, CN0000411X').draft?.quote).toMatchObject({
      netCount: -2,
      supportChangeCents: -5000,
    });
    expect(prepare('7BLUE03', 'surplus').draft?.quote.netCount).toBe(0);
  });

  test.each([
    ['5CG0000003', 'spare', ['collect', 'sanitize', 'place']],
    ['7BLUE03', 'surplus', ['sanitize', 'place']],
    ['7BLUE04', 'surplus', ['place']],
    ['CN0000411X', 'surplus', ['collect', 'place']],
  ])('Rules 5 and 40: the plan of %s on its way to %s', (serial, outcome, plan) => {
    expect(prepare(serial, outcome).draft?.units[0]?.plan).toEqual(plan);
  });
});
