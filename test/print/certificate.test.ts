import type { CertificatePaper } from '../../src/desk/ports/printer.ts';
import type { Certificate } from '../../src/domain/sanitization.ts';
import { createPrinter } from '../../src/print/printer.ts';
import { readPdf } from './pdf.ts';

const printer = createPrinter({ serviceDesk: { phones: ['225.219.6900', '844.219.6900'] } });

const CERTIFICATE: Certificate = {
  serial: '7BLUE02',
  agency: 'PARKS',
  request: 'PARKS-6D4N9W',
  model: 'Dell Latitude 5450',
  performer: { id: null, name: 'Finn Foster' },
  validator: { id: null, name: 'Věra Vančeová-Ñandú' },
  media: 'flash',
  mediaSerial: 'SSD-77121',
  method: 'purge',
  technique: 'cryptographic erase',
  tool: 'Eraser',
  toolVersion: '4.2',
  verification: 'read back, 10 % of the medium',
  destination: 'surplus',
  date: '2026-11-20',
  standard: 'NIST SP 800-88',
  revision: 'Rev. 2',
};

function paper(change: Partial<Certificate> = {}, why: string | null = null): CertificatePaper {
  return { certificate: { ...CERTIFICATE, ...change }, agencyName: 'Parks and Trails', void: why };
}

function print(...papers: CertificatePaper[]): Promise<Uint8Array> {
  return printer.certificates(papers, '2026-11-24');
}

/** What stands beside a label. */
function beside(lines: readonly string[], label: string, nth = 0): string | undefined {
  const places = lines.flatMap((line, index) => (line === label ? [index] : []));
  const place = places[nth];
  return place === undefined ? undefined : lines[place + 1];
}

describe('Rule 44: the certificate on paper', () => {
  test('has every field of the record, on one page', async () => {
    const { pages, info } = readPdf(await print(paper()));
    const [page] = pages;
    const lines = page?.lines ?? [];
    expect(pages).toHaveLength(1);
    expect([page?.width, page?.height]).toEqual([612, 792]);
    expect(info).toMatchObject({ Title: 'Certificate of sanitization', Language: 'en-US' });
    const fields = {
      'Serial number': '7BLUE02',
      Model: 'Dell Latitude 5450',
      Agency: 'Parks and Trails (PARKS)',
      Request: 'PARKS-6D4N9W',
      Type: 'Flash (solid state)',
      Method: 'Purge',
      Technique: 'Cryptographic erase',
      Tool: 'Eraser',
      'Tool version': '4.2',
      Verification: 'read back, 10 % of the medium',
      Destination: 'Surplus',
      Date: 'November 20, 2026',
      Standard: 'NIST SP 800-88',
      Revision: 'Rev. 2',
      'Performed by': 'Finn Foster',
      'Validated by': 'Věra Vančeová-Ñandú',
    };
    expect(Object.fromEntries(Object.keys(fields).map((label) => [label, beside(lines, label)]))).toEqual(fields);
    expect(beside(lines, 'Serial number', 1)).toBe('SSD-77121');
    expect(beside(lines, 'VALID')).toContain('has not served since November 20, 2026. Checked on November 24, 2026');
  });

  test('says that it is void, and why', async () => {
    const { pages } = readPdf(await print(paper({}, 'The device has been in service again since.')));
    const lines = pages[0]?.lines ?? [];
    expect(beside(lines, 'VOID')).toBe('The device has been in service again since. Checked on November 24, 2026.');
    expect(lines).not.toContain('VALID');
  });

  test('keeps to one page with the longest texts, and prints nothing that is not seen', async () => {
    const long = 'w'.repeat(60) + ' '.repeat(3) + 'm'.repeat(57);
    const texts = { model: long, mediaSerial: long, tool: long, toolVersion: long, verification: long };
    const people = { performer: { id: null, name: long }, validator: { id: null, name: 'Max\u202E\u0000 Moreau' } };
    const { pages } = readPdf(await print(paper({ ...texts, ...people })));
    expect(pages).toHaveLength(1);
    expect(beside(pages[0]?.lines ?? [], 'Validated by')).toBe('Max Moreau');
  });

  test('several are a page each', async () => {
    const { pages } = readPdf(await print(paper(), paper({ serial: '7BLUE03' }), paper({ serial: '7BLUE04' })));
    expect(pages.map(({ lines }) => beside(lines, 'Serial number'))).toEqual(['7BLUE02', '7BLUE03', '7BLUE04']);
  });

  test('is the same file for the same record on the same day', async () => {
    const [one, two] = [await print(paper()), await print(paper())];
    expect(Buffer.compare(one, two)).toBe(0);
    expect(Buffer.compare(one, await printer.certificates([paper()], '2026-11-25'))).not.toBe(0);
  });

  test.each(['7BLUE02', ' 7blue-02 '])(
    'a medium under its device’s number (%s) has none of its own',
    async (mediaSerial) => {
      const { pages } = readPdf(await print(paper({ mediaSerial })));
      expect(beside(pages[0]?.lines ?? [], 'Serial number', 1)).toBe('None of its own');
    },
  );

  test('what the font has no picture of is printed as its number, never as a blank', async () => {
    const people = {
      performer: { id: null, name: '王小明' },
      validator: { id: null, name: 'محمد Ali' },
      tool: 'Ärger 消去 e\u030C 👩‍💻',
      model: '\uE000x',
    };
    const { pages } = readPdf(await print(paper(people)));
    const lines = pages[0]?.lines ?? [];
    expect(beside(lines, 'Performed by')).toBe('U+738B U+5C0F U+660E');
    expect(beside(lines, 'Validated by')).toBe('U+0645 U+062D U+0645 U+062F Ali');
    expect(beside(lines, 'Tool')).toBe('Ärger U+6D88 U+53BB ě U+1F469 U+1F4BB');
    expect(beside(lines, 'Model')).toBe('U+E000 x');
  });
});
