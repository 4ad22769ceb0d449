import { basename, join, resolve } from 'node:path';

/**
 * Tells where the refused rows of each file go, asked once for each: `devices-refused.csv`, and `devices-2-refused.csv`
 * for a second file of that name. Never where one of the imported files is. A dry run has files of its own.
 */
export function refusedPaths(folder: string, imported: readonly string[], dryRun: boolean): (path: string) => string {
  const taken = new Set(imported.map(spelled));
  return (path) => {
    const name = basename(path).replace(/\.csv$/i, '');
    let refused = pathOf(folder, name, dryRun);
    for (let no = 2; taken.has(spelled(refused)); no += 1) refused = pathOf(folder, `${name}-${no}`, dryRun);
    taken.add(spelled(refused));
    return refused;
  };
}

function pathOf(folder: string, name: string, dryRun: boolean): string {
  return join(folder, `${name}-refused${dryRun ? '-dry-run' : ''}.csv`);
}

/** To some disks capitals and small letters are the same. */
function spelled(path: string): string {
  return resolve(path).toLowerCase();
}
