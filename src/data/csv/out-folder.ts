import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { FileProblem } from './file-problem.ts';

/**
 * Makes a folder for files and those above it that are missing; one after the other, for where the system takes no new
 * folder, as in /proc, Node's own `recursive` tries without end. Throws `FileProblem` for one that cannot be written in.
 */
export function makeFolder(folder: string): void {
  if (!existsSync(folder)) {
    const above = dirname(folder);
    if (above !== folder) makeFolder(above);
    tryTo(() => mkdirSync(folder), `The folder ${folder} cannot be made`, folder);
  }
  if (!statSync(folder).isDirectory()) throw new FileProblem(`${folder} is a file. Name a folder for --out.`);
  tryTo(() => accessSync(folder, constants.W_OK), `The folder ${folder} cannot be written in`);
}

/** Another process may have made `wanted` meanwhile. */
function tryTo(act: () => void, what: string, wanted?: string): void {
  try {
    act();
  } catch (error) {
    if (wanted === undefined || !existsSync(wanted)) throw problemOf(what, error);
  }
}

/** Why a file could not be written, for who is at the terminal. */
export function notWritten(path: string, error: unknown): FileProblem {
  return problemOf(`${path} cannot be written`, error);
}

function problemOf(what: string, error: unknown): FileProblem {
  return new FileProblem(`${what}: ${whyNot(error)}.`, error);
}

function whyNot(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'EACCES':
    case 'EPERM':
      return 'you may not';
    case 'EROFS':
      return 'the disk is for reading only';
    case 'EISDIR':
    case 'ERR_FS_EISDIR':
      return 'there is a folder of that name';
    default:
      return String(error);
  }
}
