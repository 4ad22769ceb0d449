import bwipjs from 'bwip-js';

/**
 * A text as a Code 128 barcode: the widths of its bars and spaces in modules, a bar first. Throws for a text that Code 128
 * has no signs for.
 */
export function code128(text: string): number[] {
  const [symbol] = bwipjs.raw({ bcid: 'code128', text });
  if (symbol === undefined || !('sbs' in symbol)) throw new Error('no barcode was made');
  return symbol.sbs;
}
