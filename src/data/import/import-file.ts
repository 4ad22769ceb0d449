import { type Heading, readHeading } from '../columns.ts';
import { FileProblem } from '../csv/file-problem.ts';
import { type CsvRow, readRows } from '../csv/read-rows.ts';
import type { Progress } from '../progress.ts';
import { RefusedRows } from '../refused-rows.ts';
import { Row } from '../row.ts';
import { CATALOG } from './catalog.ts';
import { DEVICES } from './devices.ts';
import { AGENCIES, EXEMPTIONS, PEOPLE } from './directory.ts';
import type { ImportForm, ImportOffice, Tally } from './office.ts';

/** Everything that can be imported, in the order in which one needs the other. */
export const IMPORT_FORMS: readonly ImportForm[] = [AGENCIES, PEOPLE, CATALOG, EXEMPTIONS, DEVICES];

/** A file that has been looked through: it is a table, and of a form that is known. */
export interface LookedThrough {
  path: string;
  heading: Heading<ImportForm>;
  rows: number;
}

/** What has come of a file. */
export interface Imported extends LookedThrough {
  taken: number;
  already: number;
  refused: number;
  /** The first of the refused rows. */
  shown: Row[];
  /** Where all of them are; null when there are none. */
  refusedFile: string | null;
}

/** Refused rows that are shown on the screen. */
const MOST_SHOWN = 10;

/** Reads a file from end to end before anything of it is taken. Throws `FileProblem` for one that is of no use. */
export async function lookThrough(path: string): Promise<LookedThrough> {
  let heading: Heading<ImportForm> | undefined;
  let rows = -1;
  for await (const { cells } of readRows(path)) {
    heading ??= readHeading(path, cells, IMPORT_FORMS);
    rows += 1;
  }
  if (heading === undefined) throw new FileProblem(`${path} is empty.`);
  if (rows === 0) throw new FileProblem(`${path} has a heading but no rows.`);
  return { path, heading, rows };
}

/** Takes a file's rows, one after the other; those that are no good stay out, each with its reason, in a file. */
export async function importFile(
  office: ImportOffice,
  file: LookedThrough,
  refusedPath: string,
  progress: Progress,
): Promise<Imported> {
  const { heading } = file;
  const refusedRows = new RefusedRows(refusedPath, heading.cells);
  const counts = { taken: 0, already: 0, refused: 0 };
  const shown: Row[] = [];
  const tally: Tally = {
    taken() {
      counts.taken += 1;
    },
    already() {
      counts.already += 1;
    },
    async refused(row) {
      counts.refused += 1;
      if (shown.length < MOST_SHOWN) shown.push(row);
      await refusedRows.add(row);
    },
  };
  const importer = heading.form.open(office, tally);
  try {
    for await (const row of rowsOf(file)) {
      await importer.take(new Row(row, heading));
      progress.at(counts.taken + counts.already + counts.refused);
    }
    await importer.finish();
    progress.at(file.rows);
  } finally {
    progress.end();
    await refusedRows.close();
  }
  return { ...file, ...counts, shown, refusedFile: counts.refused > 0 ? refusedPath : null };
}

async function* rowsOf({ path }: LookedThrough): AsyncGenerator<CsvRow> {
  let isHeading = true;
  for await (const row of readRows(path)) {
    if (!isHeading) yield row;
    isHeading = false;
  }
}
