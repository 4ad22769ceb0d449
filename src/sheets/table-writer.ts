import type { TableWriter } from '../desk/ports/table-writer.ts';
import { csvFile, csvText } from './csv-text.ts';

/** Writes tables as CSV; no cell is taken for a formula. */
export const tableWriter: TableWriter = (rows) => csvFile(rows.map((row) => row.map(csvText)));
