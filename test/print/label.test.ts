import { createPrinter } from '../../src/print/printer.ts';
import { readPdf } from './pdf.ts';

const printer = createPrinter({ serviceDesk: { phones: ['225.219.6900', '844.219.6900'] } });

function label(serial: string, model = 'Dell Latitude 5450') {
  return { serial, model, agency: 'PARKS' };
}

/** As many serials, with letters and digits in all places, 5 to 24 long. */
function serials(count: number): string[] {
  const form = (index: number) => (index * 7919 + 1_000_003).toString(36).toUpperCase();
  return Array.from({ length: count }, (_, index) =>
    `${form(index)}${'A1B2C3D4E5F6G7H8J9K0'.slice(0, (index * 3) % 20)}`.slice(0, 24),
  );
}

describe('Rule 25: the leased-device label', () => {
  test('says whose the device is, which it is, and whom to call', async () => {
    const { pages } = readPdf(await printer.labels([label('8KLM2X3')], '2026-11-24'));
    expect(pages).toEqual([
      {
        width: 189,
        height: 72,
        lines: [
          'Leased device – property of the State',
          'Office of Technology Services',
          '8KLM2X3',
          'Dell Latitude 5450 · PARKS',
          'Service desk 225.219.6900 / 844.219.6900',
        ],
        barcodes: ['8KLM2X3'],
      },
    ]);
  });

  test('the barcode is read as the serial, be it short, long, of digits or with a model too long for its line', async () => {
    const wanted = ['ABCDE', '1234567890', '5CG0000001', 'C02XK0ABJG5H', 'A23456789012345678901234', 'Z'.repeat(24)];
    const labels = wanted.map((serial) => label(serial, 'x'.repeat(200)));
    const { pages } = readPdf(await printer.labels(labels, '2026-11-24'));
    expect(pages.map(({ barcodes }) => [...barcodes].sort())).toEqual([[...wanted].sort()]);
  });

  test('250 of them are on sheets of thirty, each serial as text and as barcode', async () => {
    const wanted = serials(250);
    expect(new Set(wanted).size).toBe(250);
    const { pages } = readPdf(
      await printer.labels(
        wanted.map((serial) => label(serial)),
        '2026-11-24',
      ),
    );
    expect(pages.map(({ barcodes }) => barcodes.length)).toEqual([30, 30, 30, 30, 30, 30, 30, 30, 10]);
    for (const [number, { width, height, lines, barcodes }] of pages.entries()) {
      const own = wanted.slice(number * 30, number * 30 + 30);
      expect([width, height]).toEqual([612, 792]);
      expect(lines.filter((line) => own.includes(line))).toEqual(own);
      expect([...barcodes].sort()).toEqual([...own].sort());
    }
  }, 120_000);

  test('is the same file for the same devices on the same day', async () => {
    const print = () => printer.labels([label('8KLM2X3'), label('8KLM2X4')], '2026-11-24');
    expect(Buffer.compare(await print(), await print())).toBe(0);
  });
});
