import fc from 'fast-check';
import { admission } from '../../src/domain/admission.ts';
import { billingOf, hardwareCharges, supportCharges } from '../../src/domain/billing/charges.ts';
import { forecasting } from '../../src/domain/billing/forecast.ts';
import { type Happening, reasonsOf } from '../../src/domain/billing/reasons.ts';
import { givenUp, paidBy, passedToSerial, paysFor } from '../../src/domain/commitment.ts';
import type { Device } from '../../src/domain/device.ts';
import { addMonths } from '../../src/domain/months.ts';
import { swap } from '../../src/kinds/swap/swap.ts';
import {
  ada,
  commitment,
  ed,
  eve,
  everyone,
  finn,
  leased,
  legacy,
  max,
  now,
  Play,
  reasons,
  rita,
  vera,
  wanda,
  world,
} from './office.ts';

const FORM = { serial: '7BLUE01', newUser: '', newLocation: '', reason: 'The display stays dark.' };

/** Ada's request to swap a device, submitted. */
function asked(device: Device = leased('7BLUE01'), change: Partial<typeof FORM> = {}, actor = ada): Play {
  const play = new Play(device);
  if (device.origin === 'line of service') play.commitments.set(device.serial, commitment(device.serial, '2024-07'));
  const { devices, commitments } = play;
  const form = { ...FORM, serial: device.serial, ...change };
  const { draft, problems } = swap.prepare(form, world({ id: 'PARKS-SWAP01', actor, devices, commitments }));
  if (draft === null) throw new Error(problems.map(({ text }) => text).join(' '));
  play.act(actor, { type: 'submit', draft, claimed: [device], approvers: everyone, permission: 'swap devices' });
  return play;
}

/** The same, with the new device deployed. */
function deployed(play = asked(), item = 'LT-STD'): Play {
  play.receive(wanda, ['8KLM2X1'], { item });
  for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) play.work(eve, step);
  return play;
}

describe('Rule 55: a warranty swap', () => {
  test('is the asset manager’s to ask for, and needs no approval: the bill stays as it was', () => {
    const { request, devices } = asked();
    expect(request).toMatchObject({
      status: 'in work',
      route: [],
      forWhom: 'Sam Stone, Baton Rouge, room 1.01',
      quote: { monthlyCents: 0, termCents: 0, netCount: 0, owedCents: 0 },
      units: [
        { replaces: '7BLUE01', plan: ['receive', 'image', 'stage', 'dispatch', 'deploy'], serial: null },
        { serial: '7BLUE01', plan: ['collect', 'sanitize', 'place'], becomes: 'retired' },
      ],
    });
    expect(devices.get('7BLUE01')?.openRequest).toBe('PARKS-SWAP01');
    for (const person of [rita, max, wanda, ed]) expect(asked(leased('7BLUE01'), {}, person).request).toBeUndefined();
  });

  test('says until when the warranty was', () => {
    expect(() => asked(leased('7BLUE01', { warrantyUntil: '2026-11-23' }))).toThrow(
      'The warranty of 7BLUE01 ended on 2026-11-23, so its maker does not replace it. Order a successor.',
    );
    expect(asked(leased('7BLUE01', { warrantyUntil: now.day })).request).toBeDefined();
  });

  test('is of one device in service', () => {
    expect(() => asked(leased('7BLUE01', { status: 'spare' }))).toThrow('only what is in service is swapped');
    expect(() => asked(leased('7BLUE01'), { serial: '7BLUE01 7BLUE02' })).toThrow('2 serials are too many');
    expect(() => asked(leased('7BLUE01'), { reason: '' })).toThrow('Say in a sentence what is wrong');
  });

  test('brings the new one to the same user, or another, and passes the commitment on', () => {
    const play = deployed();
    expect(play.devices.get('8KLM2X1')).toMatchObject({
      status: 'in service',
      assignedUser: { name: 'Sam Stone' },
      location: 'Baton Rouge, room 1.01',
      billingCode: 'PARKS-200',
      item: 'LT-STD',
      labelled: true,
      warrantyUntil: '2029-11-23',
      support: [{ from: now.day, to: null }],
      openRequest: null,
    });
    const old = play.commitments.get('7BLUE01') ?? commitment('', null);
    const fresh = play.commitments.get('8KLM2X1') ?? commitment('', null);
    expect(paidBy(old, '2026-11').monthsOwed).toBe(0);
    expect(paidBy(fresh, '2026-11')).toMatchObject({ monthsBilled: 28, monthsOwed: 19, lastMonth: '2028-06' });
    const other = deployed(asked(leased('7BLUE01'), { newUser: 'Nora Nash', newLocation: 'Room 9' }));
    expect(other.devices.get('8KLM2X1')).toMatchObject({ assignedUser: { name: 'Nora Nash' }, location: 'Room 9' });
  });

  test('Rules 41 and 44: sends the old one back sanitized, off support from then on', () => {
    const play = deployed();
    play.work(finn, 'collect');
    expect(reasons(play.work(ada, 'place', ['7BLUE01']))).toBe('7BLUE01 must be sanitized first.');
    play.sanitize(finn, { method: 'clear' });
    expect(play.last?.problems[0]?.text).toMatch(/purge/i);
    play.sanitize(finn, { validator: vera });
    play.work(ada, 'place');
    expect(play.request?.status).toBe('closed');
    expect(play.devices.get('7BLUE01')).toMatchObject({ status: 'retired', support: [{ to: now.day }] });
    expect(play.certificates).toMatchObject([{ serial: '7BLUE01', destination: 'retired' }]);
    const [november, october] = ['2026-11', '2026-10'].map((month) => billingOf(month, 2500, 2500));
    const [old, fresh] = ['7BLUE01', '8KLM2X1'].map((serial) => play.devices.get(serial) ?? leased(''));
    if (!old || !fresh || !november || !october) throw new Error('missing');
    expect([supportCharges(old, october).line, supportCharges(fresh, october).line]).toMatchObject([
      { cents: 2500 },
      undefined,
    ]);
    expect([supportCharges(old, november).line, supportCharges(fresh, november).line]).toMatchObject([
      undefined,
      { cents: 2500 },
    ]);
  });

  test('Rules 19 and 32: the approvals of the old one’s order are the new one’s', () => {
    const order = new Play().approved();
    const play = deployed(asked(leased('7BLUE01', { orderedBy: order.request?.id ?? '' })));
    const fresh = play.devices.get('8KLM2X1');
    expect(fresh?.orderedBy).toBe(order.request?.id);
    expect(admission(fresh, order.request)).toMatchObject({ admit: true, reason: 'in service' });
    expect(admission(fresh, undefined)).toMatchObject({ admit: false, reason: 'not approved' });
  });

  test('Rule 33: what comes for a legacy device is one', () => {
    const play = deployed(asked(legacy('5CG0000001')), 'LEGACY');
    const fresh = play.devices.get('8KLM2X1');
    expect(fresh).toMatchObject({ origin: 'legacy', item: null, labelled: false, status: 'in service' });
    expect(play.commitments.size).toBe(0);
    expect(admission(fresh, undefined)).toEqual({ admit: true, reason: 'in service', legacy: true });
  });

  test('Rule 24: refuses the old serial as the new one’s', () => {
    const play = asked();
    expect(reasons(play.receive(wanda, ['7BLUE01']))).toMatch(/7BLUE01 is known already: in service at PARKS/);
    expect(play.request?.units[0]?.serial).toBeNull();
  });
});

describe('cancelling a swap', () => {
  test('Rules 20 and 32: the new one is not on the network on its way back', () => {
    const order = new Play().approved();
    const play = asked(leased('7BLUE01', { orderedBy: order.request?.id ?? '' }));
    play.receive(wanda, ['8KLM2X1']);
    for (const step of ['image', 'stage', 'dispatch'] as const) play.work(eve, step);
    const fresh = () => play.devices.get('8KLM2X1');
    expect(admission(fresh(), order.request, play.request)).toMatchObject({ admit: true, reason: 'in transit' });
    play.cancel(ada, 'Dell repairs it instead.');
    expect(admission(fresh(), order.request, play.request)).toMatchObject({ admit: false, reason: 'cancelled' });
  });

  test('ends both units, as long as nothing was done to the old one', () => {
    const play = asked();
    play.receive(wanda, ['8KLM2X1']);
    expect(reasons(play.cancel(ada, 'Dell repairs it instead.', [2]))).toMatch(/^The new device and the old one go/);
    play.cancel(ada, 'Dell repairs it instead.', [1, 2]);
    expect(play.request?.status).toBe('cancelled');
    expect(play.devices.get('7BLUE01')).toMatchObject({ status: 'in service', openRequest: null });
    expect(play.devices.get('8KLM2X1')).toMatchObject({ status: 'received', openRequest: null, assignedUser: null });
  });

  test('is too late once either is on its way: an agency has one of them, not two or none', () => {
    const begun = asked();
    begun.work(finn, 'collect');
    expect(reasons(begun.cancel(ada, 'No.'))).toBe('7BLUE01 is collected already, so its user needs the new one.');
    expect(reasons(deployed().cancel(ada, 'No.'))).toBe(
      '8KLM2X1 is deployed in place of 7BLUE01, which must come back now.',
    );
  });
});

describe('Rules 46 and 55: over a swap', () => {
  const month = fc.integer({ min: -2, max: 60 }).map((count) => addMonths('2024-07', count));

  test('each of the 48 months is charged once, whichever month it falls in, and however often', () => {
    fc.assert(
      fc.property(fc.array(month, { minLength: 1, maxLength: 4 }), (months) => {
        let last = commitment('7BLUE01', '2024-07');
        const all = [];
        for (const [index, at] of months.toSorted().entries()) {
          const { old, fresh } = passedToSerial(last, at, { serial: `7NEW00${index}`, billingCode: 'PARKS-200' });
          all.push(old);
          last = fresh;
        }
        all.push(last);
        for (let nth = -3; nth < 65; nth += 1) {
          const paid = all.flatMap((one) => paysFor(one, addMonths('2024-07', nth)) ?? []);
          expect(paid).toEqual(nth >= 0 && nth < 48 ? [nth + 1] : []);
        }
      }),
    );
  });

  test('the sum is the locked rate × 48, and closed months stay as they were', () => {
    const before = commitment('7BLUE01', '2024-07');
    const { old, fresh } = passedToSerial(before, '2026-11', { serial: '8KLM2X1', billingCode: 'PARKS-200' });
    const months = Array.from({ length: 60 }, (_, index) => addMonths('2024-01', index));
    const lines = months.map((month) =>
      [old, fresh].flatMap((one) => hardwareCharges(one, billingOf(month, 2500, 2500)).line ?? []),
    );
    expect(lines.flat().reduce((sum, { cents }) => sum + cents, 0)).toBe(3292 * 48);
    for (const [index, month] of months.entries()) {
      if (month >= '2026-11') continue;
      expect(lines[index]).toEqual([hardwareCharges(before, billingOf(month, 2500, 2500)).line ?? []].flat());
    }
  });

  test('Rules 51 and 54: the forecast counts what is owed once, under the new serial', () => {
    const before = commitment('7BLUE01', '2024-07');
    const { old, fresh } = passedToSerial(before, '2026-11', { serial: '8KLM2X1', billingCode: 'PARKS-200' });
    const one = forecasting('2026-11');
    const two = forecasting('2026-11');
    one.add(before);
    two.add(old);
    two.add(fresh);
    expect(two.forecast()).toEqual(one.forecast());
  });

  test('what another agency pays by now is not passed on once more', () => {
    const play = asked();
    play.commitments.set('7BLUE01', givenUp(commitment('7BLUE01', '2024-07'), '2026-03'));
    deployed(play);
    expect(play.commitments.has('8KLM2X1')).toBe(false);
  });

  test('Rule 49: the reasons name the other serial', () => {
    const play = deployed();
    const [old, fresh] = ['7BLUE01', '8KLM2X1'].map((serial) => play.devices.get(serial) ?? leased(''));
    if (!old || !fresh) throw new Error('missing');
    const at = { at: now.at, by: 'Finn Foster', request: 'PARKS-SWAP01' };
    const story = (what: string, before: Device | null, after: Device): Happening[] => [{ ...at, what, before, after }];
    const gone = story('Replaced by 8KLM2X1', leased('7BLUE01'), old);
    expect(reasonsOf(old, play.commitments.get('7BLUE01'), [], gone)).toMatchObject([
      {
        kind: 'hardware',
        from: '2024-07',
        to: '2026-10',
        successor: '8KLM2X1',
        ended: { what: 'Replaced by 8KLM2X1' },
      },
      { kind: 'support', to: null },
    ]);
    const came = story('Deployed in place of 7BLUE01', { ...fresh, status: 'in transit', support: [] }, fresh);
    expect(reasonsOf(fresh, play.commitments.get('8KLM2X1'), [], came)).toMatchObject([
      {
        kind: 'hardware',
        from: '2026-11',
        to: '2028-06',
        began: { what: 'Deployed in place of 7BLUE01' },
        ended: null,
      },
      { kind: 'support', from: '2026-11', began: { what: 'Deployed in place of 7BLUE01' } },
    ]);
  });
});
