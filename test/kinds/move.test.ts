import type { World } from '../../src/domain/world.ts';
import type { MoveForm } from '../../src/kinds/move/form.ts';
import { move } from '../../src/kinds/move/move.ts';
import { byKey, leased, legacy, monitor, world } from '../domain/office.ts';

const fleet = byKey(
  legacy('5CG0000003'),
  leased('7BLUE03', { status: 'spare', assignedUser: null }),
  leased('7BLUE05', { status: 'surplus' }),
  monitor('CN0000411X'),
);

function prepare(serials: string, change: Partial<MoveForm> = {}, to: Partial<World> = {}) {
  const form = {
    serials,
    newUser: 'Nora Nash',
    newLocation: '',
    newAgency: '',
    newBillingCode: '',
    reason: 'She starts Monday.',
    ...change,
  };
  return move.prepare(form, world({ devices: fleet, ...to }));
}

describe('the move form', () => {
  test('Rule 34: says what changes, and why', () => {
    const { problems } = prepare('5CG0000003', { newUser: '', reason: '' });
    expect(problems.map(({ field }) => field)).toEqual(['newUser', 'reason']);
  });

  test('several serials in one request; what cannot be moved is left out', () => {
    const { draft, leftOut } = prepare('5CG0000003 CN0000411X 7BLUE05');
    expect(draft?.units.map(({ serial }) => serial)).toEqual(['5CG0000003', 'CN0000411X']);
    expect(leftOut[0]?.text).toBe('7BLUE05 is surplus, so it cannot be moved now.');
  });

  test('Rule 22: inside an agency nobody has to approve', () => {
    expect(prepare('5CG0000003').draft?.route).toEqual([]);
  });

  test('Rule 35: imaged anew when the user changes, unless there is nothing to image', () => {
    expect(prepare('5CG0000003').draft?.units[0]?.plan).toEqual(['pick up', 're-image', 'deploy']);
    expect(prepare('CN0000411X').draft?.units[0]?.plan).toEqual(['pick up', 'deploy']);
    expect(prepare('5CG0000003', { newUser: 'sam stone', newLocation: 'Room 9' }).draft?.units[0]?.plan).toEqual([
      'pick up',
      'deploy',
    ]);
    expect(prepare('5CG0000003', { newUser: '', newLocation: 'Room 9' }).draft?.units[0]?.plan).toEqual([
      'pick up',
      'deploy',
    ]);
  });

  test('a move that changes nothing is refused, and what an order redistributes is moved all the same', () => {
    const same = { newUser: 'sam stone', newLocation: 'Baton Rouge, room 1.01', newBillingCode: 'PARKS-100' };
    const { draft, problems, leftOut } = prepare('5CG0000003', same);
    expect(draft).toBeNull();
    expect([...problems, ...leftOut].map(({ text }) => text)).toContain(
      '5CG0000003 is with Sam Stone there already, so nothing would change.',
    );
    expect(prepare('5CG0000003', { ...same, newLocation: '' }).draft).toBeNull();
    expect(prepare('5CG0000003', { ...same, newBillingCode: 'PARKS-200' }).draft).not.toBeNull();
    const devices = byKey(legacy('5CG0000003', { openRequest: 'PARKS-7K3M9Q' }));
    expect(prepare('5CG0000003', same, { devices, id: 'PARKS-7K3M9Q01' }).draft).not.toBeNull();
  });

  test('Rule 34: what is not said stays as it is', () => {
    const { draft } = prepare('5CG0000003', { newUser: '', newLocation: 'Room 9' });
    expect(draft?.units[0]).toMatchObject({ assignedUser: { name: 'Sam Stone' }, location: 'Room 9' });
  });

  test('Rule 37: a spare comes back imaged, staged and deployed, with its user and place named', () => {
    expect(prepare('7BLUE03').problems.map(({ field }) => field)).toEqual(['newLocation']);
    const { draft } = prepare('7BLUE03', { newLocation: 'Room 9' });
    expect(draft?.units[0]?.plan).toEqual(['image', 'stage', 'dispatch', 'deploy']);
    expect(draft?.quote).toMatchObject({ netCount: 1, supportChangeCents: 2500 });
    expect(draft?.route).toEqual(['agency']);
  });

  test('Rule 35: the billing code is one of the agency’s own', () => {
    expect(prepare('5CG0000003', { newBillingCode: 'REV-100' }).problems.map(({ field }) => field)).toEqual([
      'newBillingCode',
    ]);
    expect(prepare('5CG0000003', { newUser: '', newBillingCode: 'PARKS-200' }).draft?.billingCode).toBe('PARKS-200');
  });

  test('Rule 35: where the bill alone changes, nobody collects the device: the record is updated', () => {
    const devices = byKey(legacy('5CG0000003'), leased('7BLUE01', { billingCode: 'PARKS-200' }));
    const bill = { newUser: '', newLocation: '', newBillingCode: 'PARKS-200' };
    const { draft, leftOut } = prepare('5CG0000003 7BLUE01', bill, { devices });
    expect(draft).toMatchObject({
      title: '5CG0000003 to bill to PARKS-200',
      route: [],
      units: [{ plan: ['update'], corrects: [{ field: 'billingCode', from: 'PARKS-100', to: 'PARKS-200' }] }],
    });
    expect(leftOut.map(({ text }) => text)).toEqual(['7BLUE01 is billed to PARKS-200 already.']);
  });
});
