/** `node read-pdf.ts FILE`: prints what a PDF says, page by page, as JSON. A program of its own: these readers are ES modules. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';
import { drawPage, openPdf } from './draw.ts';

/** Points are 1/72 inch; at this scale a page is seen as a 300 dpi printer prints it. */
const SCALE = 300 / 72;

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

const pdf = await openPdf(readFileSync(process.argv[2] ?? ''));
const pages: unknown[] = [];
for (let number = 1; number <= pdf.numPages; number += 1) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  const lines = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.str] : []));
  const found = await readBarcodes(new Uint8Array(await drawPage(page, SCALE)), {
    formats: ['Code128'],
    maxNumberOfSymbols: 250,
  });
  const { width, height } = page.getViewport({ scale: 1 });
  pages.push({ lines, width, height, barcodes: found.map(({ text }) => text) });
}
const { info } = await pdf.getMetadata();
process.stdout.write(JSON.stringify({ pages, info }));
