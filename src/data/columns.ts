import { FileProblem } from './csv/file-problem.ts';

/** A column of a file. It is found by any of its names, whatever their case, blanks and dashes. */
export interface Column {
  id: string;
  /** What a file may call it; messages use the first. */
  names: readonly [string, ...string[]];
  /** A file without it is of another kind, or of no use. */
  required: boolean;
}

/** Something that a file may hold, told by the heading. */
export interface FileForm {
  /** "devices" */
  name: string;
  columns: readonly Column[];
}

/** Where a file has its columns. */
export interface Heading<F extends FileForm> {
  form: F;
  /** The place of each column that is there, by its id. */
  places: ReadonlyMap<string, number>;
  /** Headings that mean nothing here. */
  ignored: string[];
  /** The heading as it is, to give rows back under. */
  cells: string[];
}

/** What the desk itself adds to rows that it gives back; they may come in again with the row. */
const OWN = ['line', 'column', 'reason'];

/**
 * Finds out from its heading which form a file has, and where its columns are. Throws `FileProblem` for a heading that
 * fits none, or that has a column twice; it says what is missing.
 */
export function readHeading<F extends FileForm>(
  path: string,
  cells: readonly string[],
  forms: readonly F[],
): Heading<F> {
  const fits = forms.map((form) => ({ form, places: placesOf(path, cells, form) }));
  const whole = fits.filter(({ form, places }) => missing(form, places).length === 0);
  const best = mostOf(whole.length > 0 ? whole : fits);
  const found = best === undefined ? 0 : requiredFound(best.form, best.places);
  if (best === undefined || found === 0) throw new FileProblem(fitsNothing(path, forms));
  const lacking = missing(best.form, best.places);
  if (lacking.length > 0) throw new FileProblem(lacks(path, best.form, lacking, cells));
  const used = new Set(best.places.values());
  const ignored = cells.filter((cell, at) => !used.has(at) && cell.trim() !== '' && !OWN.includes(plain(cell)));
  return { form: best.form, places: best.places, ignored, cells: [...cells] };
}

function placesOf(path: string, cells: readonly string[], { columns }: FileForm): Map<string, number> {
  const places = new Map<string, number>();
  const headings = cells.map(plain);
  for (const { id, names } of columns) {
    const wanted = names.map(plain);
    const at = headings.flatMap((heading, place) => (wanted.includes(heading) ? [place] : []));
    const [first, second] = at;
    if (first !== undefined && second !== undefined) {
      throw new FileProblem(
        `${path} has two columns for ${names[0]}: “${cells[first]}” and “${cells[second]}”. Leave one of them.`,
      );
    }
    if (first !== undefined) places.set(id, first);
  }
  return places;
}

function plain(heading: string): string {
  return heading.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function missing({ columns }: FileForm, places: ReadonlyMap<string, number>): string[] {
  return columns.filter(({ id, required }) => required && !places.has(id)).map(({ names }) => names[0]);
}

function requiredFound({ columns }: FileForm, places: ReadonlyMap<string, number>): number {
  return columns.filter(({ id, required }) => required && places.has(id)).length;
}

function mostOf<C extends { form: FileForm; places: ReadonlyMap<string, number> }>(all: readonly C[]): C | undefined {
  return all.toSorted((a, b) => requiredFound(b.form, b.places) - requiredFound(a.form, a.places))[0];
}

function lacks(path: string, form: FileForm, lacking: readonly string[], cells: readonly string[]): string {
  const has = cells.map((cell) => cell.trim().slice(0, 40)).filter((cell) => cell !== '');
  return `${path} looks like ${form.name}, but has no column ${inWords(lacking)}. Its first line is: ${has.slice(0, 20).join(', ')}.`;
}

function fitsNothing(path: string, forms: readonly FileForm[]): string {
  const known = forms.map(({ name, columns }) => {
    const titles = columns.filter(({ required }) => required).map(({ names }) => names[0]);
    return `  ${name}: ${titles.join(', ')}`;
  });
  const what = forms.length === 1 ? 'these columns' : 'the columns of one of these';
  return [`${path} does not begin with a line of headings that is known. It must have ${what}:`, ...known].join('\n');
}

function inWords(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
