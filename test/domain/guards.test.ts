import { type Device, isSupported } from '../../src/domain/device.ts';
import { ada, eve, finn, leased, legacy, max, mia, Play, reasons, rita } from './office.ts';

/** The record as it should never be, whatever went wrong before. */
function tamper(play: Play, serial: string, change: Partial<Device>): void {
  const device = play.devices.get(serial);
  if (device === undefined) throw new Error(`there is no ${serial}`);
  play.devices.set(serial, { ...device, ...change });
}

/** A device collected and sanitized (purge) for an outcome. */
function sanitizedFor(outcome: string): Play {
  const play = new Play(legacy('5CG0000003'));
  play.ask(rita, 'decommission', { serials: '5CG0000003', outcome, reason: 'Old.' });
  play.work(finn, 'collect');
  play.sanitize(finn);
  return play;
}

describe('Rule 40: a device ends only with its data removed, whatever the steps before say', () => {
  test.each(['surplus', 'retired', 'transferred', 'spare'])(
    'without a certificate on record it is not %s',
    (outcome) => {
      const play = sanitizedFor(outcome);
      tamper(play, '5CG0000003', { sanitized: null });
      const refused = play.work(ada, 'place', null, { location: 'Store' });
      expect(reasons(refused)).toBe('5CG0000003 has no sanitization certificate.');
      expect(play.devices.get('5CG0000003')?.status).toBe('sanitized');
    },
  );

  test.each(['surplus', 'retired', 'transferred'])('cleared only, it is not %s', (outcome) => {
    const play = sanitizedFor(outcome);
    tamper(play, '5CG0000003', { sanitized: { on: '2026-11-24', method: 'clear', request: 'PARKS-7K3M9Q' } });
    expect(reasons(play.work(ada, 'place'))).toMatch(/^5CG0000003: Clear is not enough/);
    expect(play.devices.get('5CG0000003')?.status).toBe('sanitized');
  });

  test('cleared is enough for a spare', () => {
    const play = sanitizedFor('spare');
    tamper(play, '5CG0000003', { sanitized: { on: '2026-11-24', method: 'clear', request: 'PARKS-7K3M9Q' } });
    play.work(ada, 'place', null, { location: 'Store' });
    expect(play.devices.get('5CG0000003')?.status).toBe('spare');
  });
});

test('Rule 41: what goes to another agency is off this one’s support once staged, also if it needed no sanitizing', () => {
  const play = new Play(leased('7BLUE01', { holdsStorage: false }));
  play.ask(rita, 'move', { serials: '7BLUE01', newAgency: 'REV', reason: 'REV needs it more.' });
  play.decide(max, 'approve', 'agency');
  play.accept(mia);
  play.work(finn, 'collect');
  const collected = play.devices.get('7BLUE01');
  expect(collected && isSupported(collected)).toBe(true);
  play.work(eve, 'stage', null, { assignedUser: 'Ravi Rao', location: 'REV, room 5' });
  expect(play.devices.get('7BLUE01')?.support.at(-1)?.to).toBe('2026-11-24');
});
