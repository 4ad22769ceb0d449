import { daySchema } from '../domain/months.ts';
import { isBlank, wordsOf } from '../domain/words.ts';
import type { FileForm, Heading } from './columns.ts';
import type { CsvRow } from './csv/read-rows.ts';
import { controlIn } from './readable.ts';

/** What is wrong with a cell, and in which column. */
export interface CellProblem {
  column: string;
  reason: string;
}

/** Reads a row's cells one by one and notes what is wrong, so that one reading finds everything. */
export class Row {
  readonly line: number;
  readonly cells: readonly string[];
  readonly problems: CellProblem[] = [];
  readonly #heading: Heading<FileForm>;

  constructor(row: CsvRow, heading: Heading<FileForm>) {
    this.line = row.line;
    this.cells = row.cells;
    this.#heading = heading;
    const extra = row.cells.slice(heading.cells.length).some((cell) => cell.trim() !== '');
    if (extra) this.refuse(null, `has ${row.cells.length} cells, the heading ${heading.cells.length}`);
  }

  /** Notes a problem with a column, or with the row as a whole. */
  refuse(id: string | null, reason: string): void {
    this.problems.push({ column: id === null ? '' : this.title(id), reason });
  }

  /** Whether nothing is wrong with a column so far: one that is may not be called empty as well. */
  isFine(id: string): boolean {
    return this.problems.every(({ column }) => column !== this.title(id));
  }

  /** Everything that is wrong, in a line: "Serial: is empty; Model: is empty". */
  why(): string {
    return this.problems.map(({ column, reason }) => (column === '' ? reason : `${column}: ${reason}`)).join('; ');
  }

  title(id: string): string {
    return this.#heading.form.columns.find((column) => column.id === id)?.names[0] ?? id;
  }

  /** Text without needless blanks, '' for an empty cell; longer ones are refused. */
  optional(id: string, longest: number): string {
    const cell = this.#cell(id);
    if (cell.length > longest) {
      this.refuse(id, `is ${cell.length.toLocaleString('en-US')} characters long; ${longest} at most`);
      return '';
    }
    return wordsOf(cell);
  }

  /** The same, for a cell that must not be empty. */
  text(id: string, longest: number): string {
    const before = this.problems.length;
    const text = this.optional(id, longest);
    if (text === '' && this.problems.length === before) this.refuse(id, 'is empty');
    return text;
  }

  /** A day as `YYYY-MM-DD`, from that or from month/day/year; null for an empty cell and for what is none. */
  day(id: string): string | null {
    const text = this.#cell(id).trim();
    if (isBlank(text)) return null;
    const [, month = '', day = '', year = ''] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
    const iso = year === '' ? text : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    if (daySchema.safeParse(iso).success) return iso;
    this.refuse(id, `is no day: ${shown(text)}. Write it like 2026-11-24 or 11/24/2026`);
    return null;
  }

  /** Yes or no; `otherwise` for an empty cell. */
  yesNo(id: string, otherwise: boolean): boolean {
    const text = this.#cell(id).trim().toLowerCase();
    if (text === '') return otherwise;
    if (['yes', 'y', 'true', '1', 'x'].includes(text)) return true;
    if (!['no', 'n', 'false', '0', '-'].includes(text)) this.refuse(id, `is neither yes nor no: ${shown(text)}`);
    return false;
  }

  /** An amount of dollars in cents; null for an empty cell and for what is none. */
  cents(id: string): number | null {
    const text = this.#cell(id).trim();
    if (text === '') return null;
    if (/^\$?\s?\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?$|^\$?\s?\d{1,7}(?:\.\d{1,2})?$/.test(text)) {
      return Math.round(Number(text.replace(/[$,\s]/g, '')) * 100);
    }
    this.refuse(id, `is no amount of dollars: ${shown(text)}. Write it like 32.92`);
    return null;
  }

  /** Several values, separated by semicolons or commas, or bars. */
  list(id: string): string[] {
    return this.#cell(id)
      .split(/[;,|\n]/)
      .map(wordsOf)
      .filter((value) => value !== '');
  }

  /** '' for a cell that holds what nobody can have meant, which is noted. */
  #cell(id: string): string {
    const place = this.#heading.places.get(id);
    const cell = place === undefined ? '' : (this.cells[place] ?? '');
    const control = controlIn(cell);
    if (control === undefined) return cell;
    this.refuse(id, `holds a control character (${control}). Take it out`);
    return '';
  }
}

/** A cell as a message quotes it. */
export function shown(text: string): string {
  const words = wordsOf(text);
  return `“${words.length > 40 ? `${words.slice(0, 40)}…` : words}”`;
}
