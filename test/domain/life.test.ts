import { isSupported } from '../../src/domain/device.ts';
import {
  ada,
  commitment,
  ed,
  eve,
  finn,
  leased,
  legacy,
  max,
  monitor,
  Play,
  reasons,
  rita,
  vera,
  wanda,
} from './office.ts';

function decommissioned(outcome: string, ...devices: ReturnType<typeof legacy>[]): Play {
  const play = new Play(...devices);
  play.ask(rita, 'decommission', { serials: devices.map(({ serial }) => serial).join(' '), outcome, reason: 'Old.' });
  return play;
}

describe('giving a device back', () => {
  test('Rules 39 to 41: collected, sanitized, placed; support stops on the certificate’s date', () => {
    const play = decommissioned('surplus', legacy('5CG0000003'));
    expect(play.status()).toBe('in work');
    play.work(finn, 'collect');
    const collected = play.devices.get('5CG0000003');
    expect(collected?.status).toBe('collected');
    expect(collected && isSupported(collected)).toBe(true);
    play.sanitize(finn);
    const sanitized = play.devices.get('5CG0000003');
    expect(sanitized).toMatchObject({ status: 'sanitized', support: [{ from: '2023-01-09', to: '2026-11-24' }] });
    play.work(ada, 'place');
    expect(play.devices.get('5CG0000003')).toMatchObject({ status: 'surplus', assignedUser: null, openRequest: null });
    expect(play.status()).toBe('closed');
  });

  test('Rule 42: the commitment runs on whatever the outcome', () => {
    const play = new Play(leased('7BLUE01'));
    play.commitments.set('7BLUE01', commitment('7BLUE01', '2024-07'));
    play.ask(rita, 'decommission', { serials: '7BLUE01', outcome: 'retired', reason: 'Broken.' });
    expect(play.request).toMatchObject({ status: 'awaiting approval', step: 'agency' });
    play.decide(max, 'approve', 'agency');
    play.work(eve, 'collect');
    play.sanitize(finn);
    play.work(ada, 'place');
    expect(play.commitments.get('7BLUE01')).toEqual(commitment('7BLUE01', '2024-07'));
  });

  test('Rule 44: performer and validator are two people of EUC, and the certificate says everything', () => {
    const play = decommissioned('surplus', legacy('5CG0000003'));
    play.work(finn, 'collect');
    expect(reasons(play.sanitize(finn, { validator: finn }))).toMatch(/somebody else/);
    expect(reasons(play.sanitize(finn, { validator: rita }))).toMatch(/sanitization technician/);
    expect(reasons(play.sanitize(finn, { validator: undefined }))).toMatch(/sanitization technician/);
    expect(reasons(play.sanitize(wanda))).toMatch(/a sanitization technician does it/);
    play.sanitize(finn, { mediaSerials: new Map([['5CG0000003', 'SSD-1']]) });
    expect(play.certificates).toMatchObject([
      {
        serial: '5CG0000003',
        performer: { name: 'Finn Foster' },
        validator: { name: 'Vera Vance' },
        mediaSerial: 'SSD-1',
        destination: 'surplus',
      },
    ]);
  });

  test('Rule 43: a method that is not enough for the destination is refused', () => {
    const play = decommissioned('surplus', legacy('5CG0000003'));
    play.work(finn, 'collect');
    expect(reasons(play.sanitize(finn, { method: 'clear', technique: 'overwrite' }))).toMatch(
      /Clear is not enough for surplus/,
    );
    expect(reasons(play.sanitize(finn, { technique: 'degauss' }))).toMatch(/does not serve for flash/);
    expect(play.certificates).toEqual([]);
  });

  test('Rule 40: without a certificate nothing is placed; what holds no storage needs none', () => {
    const play = decommissioned('surplus', legacy('5CG0000003'), monitor('CN0000411X'));
    play.work(finn, 'collect');
    expect(reasons(play.work(ada, 'place', ['5CG0000003']))).toBe('5CG0000003 must be sanitized first.');
    play.work(ada, 'place', ['CN0000411X']);
    expect(play.devices.get('CN0000411X')?.status).toBe('surplus');
  });

  test('Rule 44: a certificate older than the last time in service is void', () => {
    const old = leased('7BLUE03', {
      status: 'spare',
      sanitized: { on: '2025-01-01', method: 'purge', request: 'PARKS-OLD111' },
    });
    const play = new Play(old);
    play.ask(rita, 'move', { serials: '7BLUE03', newUser: 'Nora Nash', newLocation: 'Room 9', reason: 'Needed.' });
    play.decide(max, 'approve', 'agency');
    for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) play.work(eve, step);
    expect(play.devices.get('7BLUE03')).toMatchObject({ status: 'in service', sanitized: null });
  });

  test('Rule 47: a spare is kept somewhere, without support', () => {
    const play = decommissioned('spare', legacy('5CG0000003'));
    play.work(finn, 'collect');
    play.sanitize(vera, { method: 'clear', technique: 'overwrite', validator: finn });
    expect(reasons(play.work(ada, 'place'))).toBe('Say where 5CG0000003 is kept.');
    play.work(ada, 'place', null, { location: 'Store room' });
    const spare = play.devices.get('5CG0000003');
    expect(spare).toMatchObject({ status: 'spare', location: 'Store room' });
    expect(spare && isSupported(spare)).toBe(false);
  });

  test('the field collects, the asset manager places', () => {
    const play = decommissioned('surplus', legacy('5CG0000003'));
    expect(reasons(play.work(wanda, 'collect'))).toMatch(/field operations does it/);
    play.work(finn, 'collect');
    play.sanitize(finn);
    expect(reasons(play.work(finn, 'place'))).toMatch(/the asset manager does it/);
  });
});

describe('moving a device', () => {
  test('Rules 34 and 35: picked up, imaged anew and deployed; support never stops, and starts no second time', () => {
    const play = new Play(legacy('5CG0000003'));
    play.ask(rita, 'move', {
      serials: '5CG0000003',
      newUser: 'Nora Nash',
      newLocation: 'Room 9',
      newBillingCode: 'PARKS-200',
      reason: 'New desk.',
    });
    play.work(finn, 'pick up');
    const moving = play.devices.get('5CG0000003');
    expect(moving).toMatchObject({ status: 'moving', assignedUser: { name: 'Sam Stone' } });
    expect(moving && isSupported(moving)).toBe(true);
    play.work(wanda, 're-image');
    play.work(finn, 'deploy');
    expect(play.devices.get('5CG0000003')).toMatchObject({
      status: 'in service',
      assignedUser: { name: 'Nora Nash' },
      location: 'Room 9',
      billingCode: 'PARKS-200',
      support: [{ from: '2023-01-09', to: null }],
    });
    expect(play.status()).toBe('closed');
    expect(play.commitments.size).toBe(0);
  });

  test('Rule 35: the commitment is billed where the device is now, and goes on', () => {
    const play = new Play(leased('7BLUE01', { billingCode: 'PARKS-200' }));
    play.commitments.set('7BLUE01', commitment('7BLUE01', '2024-07'));
    play.ask(rita, 'move', { serials: '7BLUE01', newBillingCode: 'PARKS-100', reason: 'Other budget.' });
    expect(reasons(play.work(finn, 'pick up', ['7BLUE01']))).toBe('7BLUE01 is not to be collected.');
    play.work(ada, 'update');
    expect(play.commitments.get('7BLUE01')).toEqual({
      ...commitment('7BLUE01', '2024-07'),
      billingCode: 'PARKS-100',
      earlierCodes: [{ before: '2026-11', billingCode: 'PARKS-200' }],
    });
  });

  test('Rules 37 and 47: a reserve device that never served starts its 48 months at its first deployment', () => {
    const play = new Play(leased('7BLUE04', { status: 'disaster reserve', support: [], assignedUser: null }));
    play.commitments.set('7BLUE04', commitment('7BLUE04', null));
    play.ask(rita, 'move', { serials: '7BLUE04', newUser: 'Nora Nash', newLocation: 'Room 9', reason: 'Storm.' });
    play.decide(max, 'approve', 'agency');
    for (const step of ['image', 'stage', 'dispatch', 'deploy'] as const) play.work(eve, step);
    expect(play.commitments.get('7BLUE04')?.firstMonth).toBe('2026-11');
    expect(play.devices.get('7BLUE04')?.support).toEqual([{ from: '2026-11-24', to: null }]);
  });

  test('a move that nobody has picked up yet can be cancelled, and the device stays where it is', () => {
    const play = new Play(legacy('5CG0000003'));
    play.ask(rita, 'move', { serials: '5CG0000003', newUser: 'Nora Nash', reason: 'New desk.' });
    play.cancel(ed);
    expect(play.status()).toBe('cancelled');
    expect(play.devices.get('5CG0000003')?.status).toBe('in service');
  });
});
