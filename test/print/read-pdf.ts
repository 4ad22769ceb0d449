/** `node read-pdf.ts FILE`: prints what a PDF says, page by page, as JSON. A program of its own: these readers are ES modules. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createCanvas } from '@napi-rs/canvas';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader';

/** Points are 1/72 inch; at this scale the page is seen as a 300 dpi printer prints it. */
const SCALE = 300 / 72;

const wasm = readFileSync(createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm'));
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(wasm).buffer } });

const pdf = await getDocument({ data: new Uint8Array(readFileSync(process.argv[2] ?? '')), verbosity: 0 }).promise;
const pages: unknown[] = [];
for (let number = 1; number <= pdf.numPages; number += 1) {
  const page = await pdf.getPage(number);
  const { items } = await page.getTextContent();
  const lines = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.str] : []));
  const viewport = page.getViewport({ scale: SCALE });
  const canvas = createCanvas(Math.ceil(viewport.width), Math.ceil(viewport.height));
  await page.render({ canvas, canvasContext: canvas.getContext('2d'), viewport }).promise;
  const picture = await readBarcodes(new Uint8Array(canvas.toBuffer('image/png')), {
    formats: ['Code128'],
    maxNumberOfSymbols: 250,
  });
  const size = page.getViewport({ scale: 1 });
  pages.push({ lines, width: size.width, height: size.height, barcodes: picture.map(({ text }) => text) });
}
const { info } = await pdf.getMetadata();
process.stdout.write(JSON.stringify({ pages, info }));
