import fc from 'fast-check';
import { isAmbiguous, possibleSerials, readSerials } from '../../src/domain/read-serials.ts';
import { isSerial } from '../../src/domain/serials.ts';

/** Known serials, as a store would tell. */
function known(...serials: string[]): (serial: string) => boolean {
  return (serial) => serials.includes(serial);
}

describe('Rule 30: the serials in a text', () => {
  test('a list may be pasted with any separator, and names each serial once', () => {
    expect(readSerials('5CG0000001, 5cg0000002;5CG0000003\n5CG0000001\t7BLUE01')).toEqual([
      '5CG0000001',
      '5CG0000002',
      '5CG0000003',
      '7BLUE01',
    ]);
  });

  test('a blank parts two serials, but not the pieces of one', () => {
    expect(readSerials('7BLUE01 7BLUE02')).toEqual(['7BLUE01', '7BLUE02']);
    expect(readSerials('5CG 000 0001')).toEqual(['5CG0000001']);
  });

  test('what is no serial stays in the list, to be refused by name', () => {
    expect(readSerials('5CG0000001, x!')).toEqual(['5CG0000001', 'X!']);
  });

  test('a fragment goes to the serial it belongs to and costs no other one', () => {
    const isKnown = known('7BLUE01', '5CG0000003', 'NEWLP01');
    expect(readSerials('7BLUE01 5CG-0000 003 newlp01', isKnown)).toEqual(['7BLUE01', '5CG0000003', 'NEWLP01']);
    expect(readSerials('7BLUE01 5CG 0000003', isKnown)).toEqual(['7BLUE01', '5CG0000003']);
    expect(readSerials('7BLUE01 x1 newlp01', isKnown)).toEqual(['7BLUE01', 'X1', 'NEWLP01']);
    expect(readSerials('7BLUE01 x! newlp01', isKnown)).toEqual(['7BLUE01', 'X!', 'NEWLP01']);
  });

  test('a word of letters alone is put together with the number behind it', () => {
    expect(readSerials('newlp 03')).toEqual(['NEWLP03']);
    expect(readSerials('for newlp 03 please', known('NEWLP03'))).toEqual(['FOR', 'NEWLP03', 'PLEASE']);
  });

  test('without anything known, serials of a list stay apart and what is odd is named', () => {
    expect(readSerials('8KLM2X3 x1 8KLM2X4')).toEqual(['8KLM2X3', 'X1', '8KLM2X4']);
    expect(readSerials('5CG-0000 003\n8KLM2X3')).toEqual(['5CG0000003', '8KLM2X3']);
  });

  test('words that are serials of their own are one reading, which nothing has to be asked for', () => {
    expect(isAmbiguous('7BLUE01 7BLUE02, 5CG0000001')).toBe(false);
    expect(isAmbiguous('7BLUE01 5CG 0000001')).toBe(true);
    expect(possibleSerials('7BLUE01 7BLUE02')).toEqual(['7BLUE01', '7BLUE02']);
    expect(possibleSerials('newlp 03')).toContain('NEWLP03');
  });

  test('a long text of odd words is read in a moment', () => {
    const text = 'x1 '.repeat(30_000);
    const before = performance.now();
    readSerials(text);
    expect(performance.now() - before).toBeLessThan(5_000);
  });

  test('reading what was read changes nothing, whatever was pasted', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        const once = readSerials(text);
        const good = once.filter(isSerial);
        expect(readSerials(good.join('\n'))).toEqual(good);
        expect(new Set(once).size).toBe(once.length);
      }),
      { numRuns: 2000 },
    );
  });

  test('no known serial is lost, whatever stands around it and however it is cut up', () => {
    const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789';
    const serial = fc
      .array(fc.constantFrom(...letters), { minLength: 6, maxLength: 14 })
      .map((chars) => `${chars.join('')}7`);
    const cut = fc.record({ serial, at: fc.nat(14), by: fc.constantFrom('-', ' ', ' - ', '') });
    const odd = fc.constantFrom('', 'x1', '??', 'and', 'é', '7', 'no. 3');
    const piece = fc.record({ cut, odd, end: fc.constantFrom(' ', '\n', ', ', ';', '\t', '  ') });
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 12 }), (pieces) => {
        const serials = new Set(pieces.map(({ cut }) => cut.serial));
        const text = pieces
          .map(({ cut: { serial, at, by }, odd, end }) => `${serial.slice(0, at)}${by}${serial.slice(at)} ${odd}${end}`)
          .join('');
        const whole = pieces.filter(({ cut: { serial, at, by } }) => {
          const [start, rest] = [serial.slice(0, at), serial.slice(at)];
          const isCut = by.includes(' ') && start !== '' && rest !== '';
          // Two halves that could be serials themselves are read as two.
          return !isCut || ![start, rest].every((half) => isSerial(half) && /\d/.test(half));
        });
        const read = readSerials(text, (one) => serials.has(one));
        for (const { cut } of whole) expect(read).toContain(cut.serial);
        for (const one of serials) if (read.includes(one)) expect(possibleSerials(text)).toContain(one);
      }),
      { numRuns: 3000 },
    );
  });
});
