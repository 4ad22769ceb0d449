import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const pdfSchema = z.object({
  pages: z.array(
    z.object({ lines: z.array(z.string()), width: z.number(), height: z.number(), barcodes: z.array(z.string()) }),
  ),
  info: z.looseObject({ Title: z.string(), Language: z.string().nullish() }),
});
export type ReadPdf = z.infer<typeof pdfSchema>;

/** What a PDF says: its texts in order, and the barcodes that a reader finds on the picture of each page at 300 dpi. */
export function readPdf(bytes: Uint8Array): ReadPdf {
  const folder = mkdtempSync(path.join(tmpdir(), 'pdf-'));
  try {
    const file = path.join(folder, 'it.pdf');
    writeFileSync(file, bytes);
    const reader = path.join(import.meta.dirname, 'read-pdf.ts');
    const said = execFileSync(process.execPath, [reader, file], { encoding: 'utf8', maxBuffer: 1e8 });
    return pdfSchema.parse(JSON.parse(said));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
