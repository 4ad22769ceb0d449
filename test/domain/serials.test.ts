import { isSerial, makerOf, normalizeSerial, readMakersSerial } from '../../src/domain/serials.ts';

describe('Rule 30: serials', () => {
  test('a serial is trimmed, upper-cased and freed of blanks and hyphens', () => {
    expect(normalizeSerial('  5cg-000 0001\t')).toBe('5CG0000001');
    expect(normalizeSerial('5CG‑000–0001')).toBe('5CG0000001');
  });

  test.each([
    ['1234', false],
    ['12345', true],
    ['A'.repeat(24), true],
    ['A'.repeat(25), false],
    ['ABC_12', false],
    ['ÄBCDE1', false],
  ])('%s is a serial: %s', (text, expected) => expect(isSerial(text)).toBe(expected));

  test.each([
    ['Dell Latitude 5450', '8KLM2X3', '8KLM2X3'],
    ['HP EliteBook 840', '5CG1234567', '5CG1234567'],
    ['Lenovo ThinkPad T14', 'PF12345', 'PF12345'],
    ['Lenovo ThinkPad T14', '1S20W0001AUSPF0ABCDE', 'PF0ABCDE'],
    ['Apple iPad', 'DMPXYZ123456', 'DMPXYZ123456'],
    ['Acme Slate', 'ANYTHING9', 'ANYTHING9'],
  ])('%s takes %s', (model, serial, expected) => {
    expect(readMakersSerial(serial, model)).toEqual({ serial: expected });
  });

  test.each([
    ['Dell Latitude 5450', '8KLM2X', '8KLM2X has 6 characters, a Dell serial has 7. Scan it again.'],
    ['HP EliteBook 840', '5CG123456', '5CG123456 has 9 characters, an HP serial has 10. Scan it again.'],
    ['Lenovo ThinkPad', 'PF1234567', 'PF1234567 has 9 characters, a Lenovo serial has 7 to 8. Scan it again.'],
    ['apple ipad', 'DMPXYZ1', 'DMPXYZ1 has 7 characters, an Apple serial has 8 to 14. Scan it again.'],
    ['Acme', 'A!', 'A! is not a serial: 5 to 24 letters or digits. Scan it again.'],
  ])('%s refuses %s', (model, serial, refused) => expect(readMakersSerial(serial, model)).toMatchObject({ refused }));

  test('a maker is read from the model as a word', () => {
    expect(makerOf('Dell Latitude')).toBe('Dell');
    expect(makerOf('Modell 7')).toBeUndefined();
  });
});
