/** Whole cents. Every amount in Device Desk is one; dollars exist only as text. */
export type Cents = number;

const DOLLARS = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** "$1,234.56" for 123456. Always shows the cents. */
export function dollars(cents: Cents): string {
  return DOLLARS.format(cents / 100);
}

/** The sum of amounts in cents; 0 for none. */
export function sum(amounts: Iterable<Cents>): Cents {
  let total = 0;
  for (const amount of amounts) total += amount;
  return total;
}
