/** Whole numbers as spans, to go along with a button: "1-40,43" for 1 to 40 and 43. */
export function spansOf(numbers: readonly number[]): string {
  const spans: [first: number, last: number][] = [];
  for (const number of numbers.toSorted((a, b) => a - b)) {
    const span = spans.at(-1);
    if (span !== undefined && number <= span[1] + 1) span[1] = number;
    else spans.push([number, number]);
  }
  return spans.map(([first, last]) => (first === last ? `${first}` : `${first}-${last}`)).join(',');
}

/** Whether a number lies in one of the spans; in none of what is no span. */
export function isInSpans(spans: string, number: number): boolean {
  return spans.split(',').some((span) => {
    const [first = Number.NaN, last = first] = span.split('-').map((text) => Number.parseInt(text, 10));
    return first <= number && number <= last;
  });
}
