import { z } from 'zod';
import { type BillLine, chargeKindSchema } from '../../domain/billing/charges.ts';
import { type Cents, sum } from '../../domain/money.ts';
import { monthSchema } from '../../domain/months.ts';

/** Values with a blank between them, one a line; "-" for null. A single text is written, read and checked in one go. */
const column = z.string();

/**
 * Some lines of a bill in one document, column by column, with each code, item, kind and request named once: a fifth of
 * the size of the lines as they are, and so of what writing them costs. All columns have `count` values.
 */
export const packedLinesSchema = z.strictObject({
  month: monthSchema,
  /** 1, 2, 3 within the bill. */
  no: z.int().positive(),
  count: z.int().nonnegative(),
  /** What the numbers in columns stand for: 0 is the first. */
  names: z.strictObject({
    codes: z.array(z.string()),
    items: z.array(z.string()),
    kinds: z.array(chargeKindSchema),
    requests: z.array(z.string()),
  }),
  serial: column,
  kind: column,
  cents: column,
  nth: column,
  code: column,
  item: column,
  request: column,
});
export type PackedLines = z.infer<typeof packedLinesSchema>;

/** Lines as they are kept. Throws for a serial with a blank in it, which no record has (Rule 30). */
export function pack(month: string, no: number, lines: readonly BillLine[]): PackedLines {
  const [codes, items, kinds, requests] = [
    naming<string>(),
    naming<string>(),
    naming<BillLine['kind']>(),
    naming<string>(),
  ];
  const of = (value: (line: BillLine) => string | number | null) => lines.map((line) => value(line) ?? '-').join(' ');
  const columns = {
    serial: of(({ serial }) => withoutBlank(serial)),
    kind: of(({ kind }) => kinds.placeOf(kind)),
    cents: of(({ cents }) => cents),
    nth: of(({ nth }) => nth),
    code: of(({ billingCode }) => codes.placeOf(billingCode)),
    item: of(({ item }) => (item === null ? null : items.placeOf(item))),
    request: of(({ request }) => (request === null ? null : requests.placeOf(request))),
  };
  const names = { codes: codes.all, items: items.all, kinds: kinds.all, requests: requests.all };
  return { month, no, count: lines.length, names, ...columns };
}

function withoutBlank(serial: string): string {
  if (serial === '' || serial === '-' || serial.includes(' ')) throw new Error('not a serial for a bill');
  return serial;
}

function naming<T>(): { all: T[]; placeOf(name: T): number } {
  const places = new Map<T, number>();
  const all: T[] = [];
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
export function unpack(packed: PackedLines): BillLine[] {
  const { names, count } = packed;
  const of = (column: string) => valuesOf(column, count);
  const [serial, kind, cents, nth] = [of(packed.serial), of(packed.kind), of(packed.cents), of(packed.nth)];
  const [code, item, request] = [of(packed.code), of(packed.item), of(packed.request)];
  return serial.map((serial, index) => ({
    billingCode: at(names.codes, numberAt(code, index)),
    serial,
    item: nameAt(names.items, numberAt(item, index)),
    kind: at(names.kinds, numberAt(kind, index)),
    nth: numberAt(nth, index),
    cents: numberAt(cents, index) ?? broken(),
    request: nameAt(names.requests, numberAt(request, index)),
  }));
}

/** What the lines come to. Throws for a broken document. */
export function sumOf({ cents, count }: PackedLines): Cents {
  return sum(valuesOf(cents, count).map(numberOf));
}

function valuesOf(column: string, count: number): string[] {
  const values = column === '' ? [] : column.split(' ');
  return values.length === count ? values : broken();
}

function numberAt(column: readonly string[], index: number): number | null {
  const value = at(column, index);
  return value === '-' ? null : numberOf(value);
}

function numberOf(text: string): number {
  const value = Number(text);
  return text !== '' && Number.isSafeInteger(value) ? value : broken();
}

function nameAt(names: readonly string[], place: number | null): string | null {
  return place === null ? null : at(names, place);
}

function at<T>(values: readonly T[], index: number | null): T {
  return values[index ?? -1] ?? broken();
}

function broken(): never {
  throw new Error('the columns of a bill do not fit together');
}
