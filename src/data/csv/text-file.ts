import { createWriteStream, mkdirSync, renameSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';

/** What a spreadsheet needs to see that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A text file that is written piece by piece, and has its name only once it is whole. */
export interface TextFile {
  /** Waits while the disk is behind. */
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** Begins a file, and makes its folder. What goes wrong on the disk is thrown by the next call. */
export function createTextFile(path: string): TextFile {
  mkdirSync(dirname(path), { recursive: true });
  const part = `${path}.part`;
  const stream = createWriteStream(part);
  const done = finished(stream);
  done.catch(() => {}); // `write` and `close` say it
  return {
    write: (text) => (stream.write(text) ? Promise.resolve() : Promise.race([drained(stream), done])),
    async close() {
      stream.end();
      await done;
      renameSync(part, path);
    },
  };
}

function drained(stream: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.once('drain', resolve);
  });
}
