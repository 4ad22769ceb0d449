import { type Command, type CommandHouse, readArgs, UsageError } from '../command.ts';
import { makeFolder } from '../csv/out-folder.ts';
import { showProgress } from '../progress.ts';
import { type ImportDirectory, importDirectory } from './import-directory.ts';
import { IMPORT_FORMS, importFile, type LookedThrough, lookThrough } from './import-file.ts';
import { findImporter } from './importer.ts';
import type { ImportOffice } from './office.ts';
import { refusedPaths } from './refused-paths.ts';
import { type Cost, reportOf } from './report.ts';

const USAGE = `npm run import -- FILE.csv …
  --dry-run      look at everything, change nothing
  --by NAME      the asset manager who brings devices in: name or object id
  --out FOLDER   where refused rows go (out/import)
What a file holds is told from its first line: agencies, people, catalog items, exemptions or devices.`;

/** Brings files in: every one is looked through first, then they are taken, agencies before people before devices. */
export const importCommand: Command = (args) => {
  const options = { 'dry-run': { type: 'boolean' }, by: { type: 'string' }, out: { type: 'string' } } as const;
  const { positionals: paths, text, isSet } = readArgs(args, options, USAGE);
  if (paths.length === 0) throw new UsageError(USAGE);
  return (house) =>
    importAll(house, paths, { dryRun: isSet('dry-run'), by: text('by'), out: text('out') ?? 'out/import' });
};

interface Options {
  dryRun: boolean;
  by: string | undefined;
  out: string;
}

async function importAll(house: CommandHouse, paths: readonly string[], options: Options): Promise<number> {
  const files: LookedThrough[] = [];
  for (const path of new Set(paths)) files.push(await lookThrough(path));
  const inOrder = IMPORT_FORMS.flatMap((form) => files.filter(({ heading }) => heading.form === form));
  const refusedPathOf = refusedPaths(options.out, paths, options.dryRun);
  // Before the first row: where refused ones cannot be told, none is taken.
  makeFolder(options.out);
  const directory = importDirectory(house.store, options.dryRun);
  let refused = 0;
  for (const file of inOrder) {
    const work = { ...house, directory, refusedPath: refusedPathOf(file.path) };
    refused += await importOne(work, file, options);
  }
  return refused > 0 ? 1 : 0;
}

interface Work extends CommandHouse {
  directory: ImportDirectory;
  /** Where this file's refused rows go. */
  refusedPath: string;
}

async function importOne(work: Work, file: LookedThrough, { dryRun, by }: Options): Promise<number> {
  const { store, clock, terminal, directory, refusedPath } = work;
  const importer = file.heading.form.name === 'devices' ? findImporter(directory, by) : undefined;
  // Before the first row: a name that is nobody's should not be found out in the middle.
  await importer;
  const whoever = () => importer ?? Promise.reject(new Error(`${file.heading.form.name} have no importer`));
  const office: ImportOffice = { store, directory, clock, dryRun, importer: whoever };
  const spent = startSpending();
  const progress = showProgress(terminal.bar, file.rows, 'rows');
  const imported = await importFile(office, file, refusedPath, progress);
  terminal.say(reportOf(imported, dryRun, spent()));
  return imported.refused;
}

function startSpending(): () => Cost {
  const [began, before] = [performance.now(), process.cpuUsage()];
  return () => {
    const { user, system } = process.cpuUsage(before);
    const memory = process.resourceUsage().maxRSS * 1024;
    return { wall: performance.now() - began, cpu: (user + system) / 1000, memory };
  };
}
