import fc from 'fast-check';
import { pack, sumOf, unpack } from '../../../src/desk/billing/packed-lines.ts';
import { packedLinesSchema } from '../../../src/desk/ledger.ts';
import { type BillLine, chargeKindSchema } from '../../../src/domain/billing/charges.ts';

const aLine: fc.Arbitrary<BillLine> = fc.record({
  billingCode: fc.string({ maxLength: 8 }),
  serial: fc.stringMatching(/^[A-Z0-9]{5,24}$/),
  item: fc.option(fc.constantFrom('LT-STD', 'MN-24')),
  kind: fc.constantFrom(...chargeKindSchema.options),
  nth: fc.option(fc.integer({ min: 1, max: 48 })),
  cents: fc.integer(),
  request: fc.option(fc.string({ maxLength: 3 })),
});

test('Rule 49: lines come out of the ledger as they went in', () => {
  fc.assert(
    fc.property(fc.array(aLine), (lines) => {
      const kept = packedLinesSchema.parse(JSON.parse(JSON.stringify(pack('2026-10', 1, lines))));
      expect(unpack(kept)).toEqual(lines);
      expect(sumOf(kept)).toBe(lines.reduce((total, { cents }) => total + cents, 0));
    }),
  );
});

test('a document whose columns do not fit together is broken, and not read as something else', () => {
  const line: BillLine = {
    billingCode: 'A',
    serial: 'S',
    item: null,
    kind: 'support',
    nth: null,
    cents: 2500,
    request: null,
  };
  const packed = pack('2026-10', 1, [line, { ...line, billingCode: 'B' }]);
  for (const change of [
    { cents: '2500' },
    { cents: '2500 x' },
    { cents: '2500 -' },
    { code: '0 2' },
    { kind: '0 1' },
    { count: 3 },
  ]) {
    expect(() => unpack({ ...packed, ...change })).toThrow('do not fit together');
  }
  expect(() => sumOf({ ...packed, cents: '2500' })).toThrow('do not fit together');
  expect(() => pack('2026-10', 1, [{ ...line, serial: 'A B' }])).toThrow('not a serial');
});
