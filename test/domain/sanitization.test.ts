import { certify, whyNotPossible, whyNotSufficient, whyVoid } from '../../src/domain/sanitization.ts';

describe('Rule 43: how thoroughly data must be removed', () => {
  test.each([
    ['clear', 'spare', true],
    ['clear', 'disaster reserve', true],
    ['purge', 'spare', true],
    ['destroy', 'spare', false],
    ['destroy', 'disaster reserve', false],
    ['clear', 'transferred', false],
    ['clear', 'surplus', false],
    ['clear', 'retired', false],
    ['purge', 'transferred', true],
    ['purge', 'surplus', true],
    ['destroy', 'surplus', true],
    ['destroy', 'retired', true],
    ['destroy', 'transferred', false],
  ] as const)('%s before %s: %s', (method, destination, enough) => {
    expect(whyNotSufficient(method, destination) === undefined).toBe(enough);
  });

  test.each([
    ['degauss', 'flash', 'purge', 'Degauss does not serve for flash storage. Choose another technique.'],
    ['degauss', 'flash', 'destroy', 'Degauss does not serve for flash storage. Choose another technique.'],
    ['overwrite', 'flash', 'purge', 'Overwrite does not purge flash storage: it reaches clear.'],
    ['shred', 'magnetic', 'clear', 'Shred does not clear magnetic storage: it reaches destroy.'],
    ['block erase', 'magnetic', 'purge', 'Block erase does not serve for magnetic storage. Choose another technique.'],
    ['cryptographic erase', 'flash', 'purge', undefined],
    ['degauss', 'magnetic', 'purge', undefined],
  ] as const)('%s on %s to %s', (technique, media, method, expected) => {
    expect(whyNotPossible({ technique, media, method })).toBe(expected);
  });

  test('a certificate names the standard and its revision (Rule 44)', () => {
    const who = { id: null, name: 'Finn Foster' };
    const done = {
      serial: '7BLUE01',
      agency: 'PARKS',
      request: 'PARKS-7K3M9Q',
      model: 'Dell Latitude 5450',
      performer: who,
      validator: { id: null, name: 'Vera Vance' },
      media: 'flash',
      mediaSerial: 'SSD123',
      method: 'purge',
      technique: 'cryptographic erase',
      tool: 'Eraser',
      toolVersion: '4.2',
      verification: 'read back',
      destination: 'surplus',
      date: '2026-11-24',
    } as const;
    expect(certify(done)).toEqual({ ...done, standard: 'NIST SP 800-88', revision: 'Rev. 2' });
  });

  test('it speaks for its device until that has served again, or was sanitized anew', () => {
    const done = { request: 'PARKS-7K3M9Q' };
    const said = (request: string | null, status = 'in service') =>
      whyVoid(done, { status, sanitized: request === null ? null : { request } });
    expect(said('PARKS-7K3M9Q')).toBeNull();
    expect(said(null)).toBe('The device has been in service again since.');
    expect(said(null, 'lost')).toBe('The device has been in service again, or lost, since.');
    expect(said('REV-000001')).toBe('The device was sanitized again since: see its newer certificate.');
  });
});
