/** Shows how far something is. */
export interface Progress {
  /** Some more of the whole is done. */
  at(done: number): void;
  /** The bar is taken away. */
  end(): void;
}

const WIDTH = 30;

/** Milliseconds between two looks of the bar. */
const EVERY = 100;

/** "[##########··········]  50%  50,000 of 100,000 rows". */
function bar(done: number, total: number, what: string): string {
  const part = total === 0 ? 1 : Math.min(done / total, 1);
  const full = Math.floor(part * WIDTH);
  const figures = `${done.toLocaleString('en-US')} of ${total.toLocaleString('en-US')} ${what}`;
  return `[${'#'.repeat(full)}${'·'.repeat(WIDTH - full)}] ${String(Math.floor(part * 100)).padStart(3)}%  ${figures}`;
}

/** A bar on a terminal; nothing where the output goes elsewhere. */
export function showProgress(
  to: { isTTY?: boolean; write(text: string): unknown },
  total: number,
  what: string,
): Progress {
  let last = 0;
  if (!to.isTTY) return { at: () => {}, end: () => {} };
  return {
    at(done) {
      const now = performance.now();
      if (now - last < EVERY && done < total) return;
      last = now;
      to.write(`\r${bar(done, total, what)}`);
    },
    end: () => void to.write('\r\u001b[K'),
  };
}
