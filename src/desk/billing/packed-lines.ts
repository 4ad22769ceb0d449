import { z } from 'zod';
import { type BillLine, chargeKindSchema } from '../../domain/billing/charges.ts';
import { monthSchema } from '../../domain/months.ts';

const place = z.int().nonnegative();

/**
 * Some lines of a bill in one document, column by column, with each code, item and request named once: a fifth of the
 * size of the lines as they are, and so of what writing them costs. All columns have the same length.
 */
export const packedLinesSchema = z.strictObject({
  month: monthSchema,
  /** 1, 2, 3 within the bill. */
  no: z.int().positive(),
  /** What the numbers in `code`, `item` and `request` stand for: 0 is the first. */
  names: z.strictObject({ codes: z.array(z.string()), items: z.array(z.string()), requests: z.array(z.string()) }),
  serial: z.array(z.string()),
  kind: z.array(chargeKindSchema),
  cents: z.array(z.int()),
  nth: z.array(z.int().nullable()),
  code: z.array(place),
  item: z.array(place.nullable()),
  request: z.array(place.nullable()),
});
export type PackedLines = z.infer<typeof packedLinesSchema>;

/** Lines as they are kept. */
export function pack(month: string, no: number, lines: readonly BillLine[]): PackedLines {
  const [codes, items, requests] = [naming(), naming(), naming()];
  const columns = {
    serial: lines.map(({ serial }) => serial),
    kind: lines.map(({ kind }) => kind),
    cents: lines.map(({ cents }) => cents),
    nth: lines.map(({ nth }) => nth),
    code: lines.map(({ billingCode }) => codes.placeOf(billingCode)),
    item: lines.map(({ item }) => (item === null ? null : items.placeOf(item))),
    request: lines.map(({ request }) => (request === null ? null : requests.placeOf(request))),
  };
  return { month, no, names: { codes: codes.all, items: items.all, requests: requests.all }, ...columns };
}

function naming(): { all: string[]; placeOf(name: string): number } {
  const places = new Map<string, number>();
  const all: string[] = [];
  return {
    all,
    placeOf(name) {
      const known = places.get(name);
      if (known !== undefined) return known;
      places.set(name, all.length);
      return all.push(name) - 1;
    },
  };
}

/** The lines again. Throws where a column is too short or names nothing: a broken document. */
export function unpack({ names, serial, kind, cents, nth, code, item, request }: PackedLines): BillLine[] {
  return serial.map((serial, index) => ({
    billingCode: at(names.codes, at(code, index)),
    serial,
    item: nameAt(names.items, at(item, index)),
    kind: at(kind, index),
    nth: at(nth, index),
    cents: at(cents, index),
    request: nameAt(names.requests, at(request, index)),
  }));
}

function nameAt(names: readonly string[], place: number | null): string | null {
  return place === null ? null : at(names, place);
}

function at<T>(column: readonly T[], index: number): T {
  const value = column[index];
  if (value === undefined) throw new Error('the columns of a bill do not fit together');
  return value;
}
