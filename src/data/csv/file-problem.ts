import { readable } from '../readable.ts';

/** A file that cannot be used at all, in a sentence for the person at the terminal. Nothing of it was taken. */
export class FileProblem extends Error {
  constructor(text: string, cause?: unknown) {
    super(readable(text), { cause });
    this.name = 'FileProblem';
  }
}
