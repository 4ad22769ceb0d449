import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { FileProblem } from './file-problem.ts';

const NEWLINE = 10;

/** How an .xlsx or .ods file begins. */
const WORKBOOK = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

const SAVE_AS = 'In the spreadsheet, save it as “CSV UTF-8 (comma delimited)”.';

/** What a file begins with when it is in an encoding that a spreadsheet may choose; UTF-8 where there is no such mark. */
const MARKS: readonly { bytes: readonly number[]; encoding: string }[] = [
  { bytes: [0xff, 0xfe], encoding: 'utf-16le' },
  { bytes: [0xfe, 0xff], encoding: 'utf-16be' },
];

/**
 * The text of a file, piece by piece, every line ended by a line feed. UTF-8, with or without a mark, and UTF-16 with
 * one. Throws `FileProblem` for a file that cannot be read, or that is in another encoding.
 */
export async function* readText(path: string): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let line = 1;
  let endsWithReturn = false;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) {
      const bytes = Buffer.from(chunk);
      decoder ??= new TextDecoder(encodingOf(path, bytes), { fatal: true });
      const decoded = decode(decoder, bytes, line);
      line += linesIn(bytes);
      const text = endsWithReturn && decoded.startsWith('\n') ? decoded.slice(1) : decoded;
      if (decoded !== '') endsWithReturn = decoded.endsWith('\r');
      yield text.replace(/\r\n?/g, '\n');
    }
    decoder?.decode();
  } catch (error) {
    throw problemOf(path, error, line);
  }
}

function encodingOf(path: string, bytes: Buffer): string {
  if (bytes.subarray(0, 4).equals(WORKBOOK)) throw new FileProblem(`This is a spreadsheet's own file. ${SAVE_AS}`);
  const marked = MARKS.find((mark) => mark.bytes.every((byte, at) => bytes[at] === byte));
  // A heading is in Latin letters: in UTF-16 each has a zero beside it.
  if (marked === undefined && bytes.subarray(0, 4).includes(0))
    throw new FileProblem(`${path} is in UTF-16 and has no mark that says so. ${SAVE_AS}`);
  return marked?.encoding ?? 'utf-8';
}

function decode(decoder: TextDecoder, bytes: Buffer, line: number): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch (cause) {
    throw new WrongEncoding(line + goodLinesOf(bytes), cause);
  }
}

class WrongEncoding extends Error {
  readonly line: number;

  constructor(line: number, cause: unknown) {
    super('not the encoding it should be', { cause });
    this.line = line;
  }
}

function problemOf(path: string, error: unknown, line: number): unknown {
  if (error instanceof WrongEncoding) return wrongEncoding(path, error, error.line);
  if (error instanceof TypeError) return wrongEncoding(path, error, line);
  if (typeof error !== 'object' || error === null || !('code' in error)) return error;
  switch (error.code) {
    case 'ENOENT':
      return new FileProblem(`There is no file ${path}.`, error);
    case 'EISDIR':
      return new FileProblem(`${path} is a folder. Name a file in it.`, error);
    case 'EACCES':
      return new FileProblem(`${path} may not be read by you.`, error);
    default:
      return error;
  }
}

function wrongEncoding(path: string, error: Error, line: number): FileProblem {
  return new FileProblem(
    `${path} is not in UTF-8: line ${line} holds a character in another encoding. ${SAVE_AS}`,
    error,
  );
}

/** Lines before the first that is no UTF-8. What a piece begins with may be the rest of a character. */
function goodLinesOf(bytes: Buffer): number {
  let lines = 0;
  for (let from = 0; from < bytes.length; lines += 1) {
    const end = bytes.indexOf(NEWLINE, from);
    const text = bytes.subarray(from, end === -1 ? bytes.length : end).toString('utf8');
    if ((from === 0 ? text.replace(/^\ufffd+/, '') : text).includes('\ufffd')) return lines;
    if (end === -1) return lines;
    from = end + 1;
  }
  return lines;
}

function linesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, at + 1)) count += 1;
  return count;
}
