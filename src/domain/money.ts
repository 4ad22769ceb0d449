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

/** The cents that somebody means by "$1,234.56", "-25" or "−25.5"; undefined for what is no amount. */
export function centsIn(text: string): Cents | undefined {
  const plain = text.replace(/[\s$]/g, '').replace(/^[−–]/, '-');
  const [, minus = '', whole = '', part = ''] =
    /^([-+]?)(\d{1,9}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?$/.exec(plain) ?? [];
  if (whole === '') return undefined;
  const cents = Number(whole.replaceAll(',', '')) * 100 + Number(part.padEnd(2, '0'));
  return minus === '-' && cents > 0 ? -cents : cents;
}
