import { guarded } from '../../domain/formulas.ts';

/** One row of a CSV file, ended as spreadsheets want it. A cell that would be taken for a formula begins with an apostrophe. */
export function csvLine(cells: readonly (string | number | boolean | null)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | number | boolean | null): string {
  // A figure is no formula, though it may begin with a minus.
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'boolean' ? (value ? 'yes' : 'no') : (value ?? '');
  const safe = guarded(text);
  return /[",;\t\r\n]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
