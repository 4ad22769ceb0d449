import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { unguarded } from '../../domain/formulas.ts';
import { FileProblem } from './file-problem.ts';
import { readText } from './read-text.ts';

/** A row of a file: the line it begins at, counted from 1, and its cells. */
export interface CsvRow {
  line: number;
  cells: string[];
}

/** Characters of one row; one that is longer has a quote that was never closed. */
const LONGEST_ROW = 32_000_000;

const SEPARATORS = [',', ';', '\t'];

/**
 * The rows of a file, heading first, blank ones left out; one at a time, so that a file may be of any size. Cells are
 * separated by what the first line says (`sep=;`), or by commas, semicolons or tabs, whichever the heading has most of.
 * Throws `FileProblem` for a file that is no table, in its wrong place.
 */
export async function* readRows(path: string): AsyncGenerator<CsvRow> {
  const text = readText(path);
  const start = await firstLine(text);
  const options = { info: true, relax_quotes: true, relax_column_count: true, max_record_size: LONGEST_ROW } as const;
  const said = saidSeparator(start);
  const delimiter = said ?? separatorOf(start);
  const parser = parse({ ...options, bom: true, delimiter, record_delimiter: '\n' });
  const source = Readable.from(continued(start, text));
  source.on('error', (error) => parser.destroy(error));
  source.pipe(parser);
  let line = 1;
  let isHint = said !== undefined;
  try {
    for await (const { record, info } of parser) {
      const cells: string[] = record;
      const isBlank = cells.every((cell) => cell.trim() === '');
      if (!isBlank && !isHint) yield { line, cells: cells.map(unguarded) };
      if (!isBlank) isHint = false;
      line = Number(info.lines) + 1;
    }
  } catch (error) {
    throw error instanceof CsvError ? problemOf(path, error, line) : error;
  } finally {
    source.destroy();
  }
}

/** What was read until the end of the first line that holds anything, at least. */
async function firstLine(text: AsyncGenerator<string>): Promise<string> {
  let start = '';
  for (;;) {
    const { value, done } = await text.next();
    if (done) return start;
    start += value;
    if (start.trimStart().includes('\n')) return start;
  }
}

async function* continued(start: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield start;
  yield* rest;
}

/** A first line such as `sep=;` is for the spreadsheet, and no row. */
function saidSeparator(start: string): string | undefined {
  return /^\s*sep=([^\w" \n])\n/i.exec(start)?.[1];
}

function separatorOf(start: string): string {
  const [heading = ''] = start.trimStart().split('\n', 1);
  const count = (separator: string) => heading.split(separator).length;
  return SEPARATORS.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

function problemOf(path: string, error: CsvError, line: number): FileProblem {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return new FileProblem(
        `${path}: the row that begins at line ${line} opens a quote (") that is never closed. Close it, or take it out.`,
        error,
      );
    default:
      return new FileProblem(`${path} is no table from line ${line} on: ${error.message}.`, error);
  }
}
