import { createWriteStream, renameSync, rmSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { finished } from 'node:stream/promises';
import { makeFolder, notWritten } from './out-folder.ts';

/** What a spreadsheet needs to see that a file is UTF-8. */
export const BYTE_ORDER_MARK = '\ufeff';

/** A text file that is written piece by piece, and has its name only once it is whole. */
export interface TextFile {
  /** Waits while the disk is behind. */
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Begins a file, and makes its folder. What goes wrong on the disk is thrown by the next call: `FileProblem` where it is
 * full, or not to be written on.
 */
export function createTextFile(path: string): TextFile {
  makeFolder(dirname(path));
  const part = `${path}.part`;
  const stream = createWriteStream(part);
  const done = finished(stream).catch((error: unknown) => {
    rmSync(part, { force: true });
    throw notWritten(path, error);
  });
  done.catch(() => {}); // `write` and `close` say it
  return {
    write: (text) => (stream.write(text) ? Promise.resolve() : Promise.race([drained(stream), done])),
    async close() {
      stream.end();
      await done;
      try {
        renameSync(part, path);
      } catch (error) {
        rmSync(part, { force: true });
        throw notWritten(path, error);
      }
    },
  };
}

/** Sees to it that there is no file of that name. Throws `FileProblem` where that cannot be. */
export function removeFile(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch (error) {
    throw notWritten(path, error);
  }
}

function drained(stream: WriteStream): Promise<void> {
  return new Promise((resolve) => {
    stream.once('drain', resolve);
  });
}
