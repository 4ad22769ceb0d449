/** Writes a table of texts as a CSV file; its first row is the heading. */
export type TableWriter = (rows: readonly (readonly string[])[]) => Uint8Array;
