import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { MeteredCall } from '../../../src/store/meter.ts';

/** What docs/performance.md says that an action costs. */
export interface Documented {
  /** `2 reads, 1 query, 1 batch`. */
  made: string;
  /** Request units. */
  charge: number;
}

const PAGE = path.join(import.meta.dirname, '..', '..', '..', 'docs', 'performance.md');

/** The table of actions below a heading of docs/performance.md, up to the next heading. */
export function documentedCosts(heading: string): Map<string, Documented> {
  const [, below = ''] = readFileSync(PAGE, 'utf8').split(`\n${heading}\n`);
  const [section = ''] = below.split(/^#+ /m);
  const rows = [...section.matchAll(/^\| (\S.*?) +\| (\d.*?) +\| +([\d,]+) +\|$/gm)];
  return new Map(
    rows.map(([, name = '', made = '', charge = '']) => [name, { made, charge: Number(charge.replaceAll(',', '')) }]),
  );
}

/** `2 reads, 1 query, 1 batch`. */
export function summary(made: readonly MeteredCall[]): string {
  const words = [
    ['read', 'reads'],
    ['query', 'queries'],
    ['count', 'counts'],
    ['commit', 'batches'],
  ] as const;
  return words
    .map(([kind, many]) => [made.filter((call) => call.kind === kind).length, kind === 'commit' ? 'batch' : kind, many])
    .filter(([number]) => number !== 0)
    .map(([number, one, many]) => `${number} ${number === 1 ? one : many}`)
    .join(', ');
}

/** Request units of calls together. */
export function chargeOf(made: readonly MeteredCall[]): number {
  return made.reduce((sum, { charge }) => sum + charge, 0);
}
