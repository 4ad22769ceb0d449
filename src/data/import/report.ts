import { readable } from '../readable.ts';
import type { Imported } from './import-file.ts';

/** What an import has cost. */
export interface Cost {
  /** Milliseconds by the clock, and of all processors together. */
  wall: number;
  cpu: number;
  /** The most memory the program has had, in bytes. */
  memory: number;
}

/** What has come of a file, for the screen. */
export function reportOf(imported: Imported, dryRun: boolean, cost: Cost): string {
  const { path, heading, rows, taken, already, refused, refusedFile } = imported;
  const { form, ignored } = heading;
  const lines = [
    `${path}: ${form.name}, ${rows === 1 ? '1 row' : `${count(rows)} rows`}`,
    `  ${count(taken)} ${dryRun ? 'would be taken' : 'taken'}, ${count(already)} there already, ${count(refused)} refused`,
    ...(ignored.length === 0 ? [] : [`  columns that mean nothing here: ${ignored.map(short).join(', ')}`]),
    ...refusedLines(imported),
    ...(refusedFile === null ? [] : [`  every refused row, with its reason: ${refusedFile}`]),
    `  ${costOf(rows, cost)}`,
  ];
  return readable(lines.join('\n'));
}

function refusedLines({ shown, refused }: Imported): string[] {
  const lines = shown.map((row) => {
    const why = row.why();
    return `  line ${row.line}: ${why.length > 160 ? `${why.slice(0, 160)}…` : why}`;
  });
  const more = refused - shown.length;
  return more > 0 ? [...lines, `  … and ${count(more)} more`] : lines;
}

function costOf(rows: number, { wall, cpu, memory }: Cost): string {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
  const rate = count(Math.round(rows / Math.max(wall / 1000, 0.001)));
  return `${seconds(wall)}: ${rate} rows/s, ${seconds(cpu)} of processor time, ${Math.round(memory / 1e6)} MB of memory at most`;
}

function count(number: number): string {
  return number.toLocaleString('en-US');
}

function short(text: string): string {
  return text.length > 30 ? `${text.slice(0, 30)}…` : text;
}
