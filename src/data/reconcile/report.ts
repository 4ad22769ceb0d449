import { readable } from '../readable.ts';
import type { Difference } from './compare.ts';

/** What has been found. */
export interface Findings {
  counts: Map<Difference['what'], number>;
  /** The first of the differences. */
  shown: Difference[];
  agreed: number;
  /** Rows of the file that are of no use. */
  bad: number;
}

/** The findings as a table for the screen. */
export function reportOf(path: string, { counts, shown, agreed, bad }: Findings, out: string): string {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (total === 0 && bad === 0) return `${path} and the desk agree on ${number(agreed)} devices.`;
  const lines = [`${path} and the desk agree on ${number(agreed)} devices, and differ on ${number(total)}:`];
  for (const [what, count] of counts) lines.push(`  ${number(count).padStart(9)}  ${what}`);
  if (bad > 0) lines.push(`  ${number(bad).padStart(9)}  rows of the file are of no use`);
  return readable([...lines, '', ...tableOf(shown), ...moreOf(total - shown.length), `All of them: ${out}`].join('\n'));
}

function tableOf(shown: readonly Difference[]): string[] {
  if (shown.length === 0) return [];
  const rows = shown.map(({ serial, what, desk, file }) => [
    serial,
    what,
    desk === null ? '–' : `${desk.agency}, ${desk.status}`,
    file === null ? '–' : [file.agency, file.status].filter(Boolean).join(', ').slice(0, 40),
  ]);
  const all = [['Serial', 'What', 'The desk', 'The file'], ...rows];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function moreOf(more: number): string[] {
  return more > 0 ? [`… and ${number(more)} more.`] : [];
}

function number(count: number): string {
  return count.toLocaleString('en-US');
}
