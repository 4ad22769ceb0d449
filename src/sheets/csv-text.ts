import { guarded } from '../domain/formulas.ts';

/** A text that stays one: quoted where it must be, and with an apostrophe before what would be a formula. */
export function csvText(value: string): string {
  const safe = guarded(value);
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows of cells that are fit for CSV, as a file: in UTF-8 with a mark that Excel wants. */
export function csvFile(rows: readonly (readonly string[])[]): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${rows.map((row) => row.join(',')).join('\r\n')}\r\n`);
}
