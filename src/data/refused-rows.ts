import { BYTE_ORDER_MARK, createTextFile, removeFile, type TextFile } from './csv/text-file.ts';
import { csvLine } from './csv/write-rows.ts';
import type { Row } from './row.ts';

/**
 * The rows of a file that stay out, in a file of their own: line, column and reason, then the row as it is. Corrected, it
 * can be imported as it is. Nothing is written while nothing is refused.
 */
export class RefusedRows {
  readonly #path: string;
  readonly #heading: readonly string[];
  #file: TextFile | undefined;

  constructor(path: string, heading: readonly string[]) {
    this.#path = path;
    this.#heading = heading;
  }

  async add(row: Row): Promise<void> {
    if (this.#file === undefined) {
      this.#file = createTextFile(this.#path);
      await this.#file.write(`${BYTE_ORDER_MARK}${csvLine(['Line', 'Column', 'Reason', ...this.#heading])}`);
    }
    const { line, problems, cells } = row;
    const columns = [...new Set(problems.map(({ column }) => column).filter(Boolean))].join('; ');
    await this.#file.write(csvLine([line, columns, row.why(), ...cells.map((cell) => cell.slice(0, LONGEST_CELL))]));
  }

  /** Puts the file in its place. With nothing refused there is none, not even of an import before. */
  async close(): Promise<void> {
    if (this.#file === undefined) removeFile(this.#path);
    await this.#file?.close();
  }
}

/** Characters of a refused cell that are given back: what a spreadsheet can hold. */
const LONGEST_CELL = 32_000;
