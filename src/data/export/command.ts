import { join } from 'node:path';
import type { Body } from '../../desk/documents.ts';
import { type Command, type CommandHouse, readArgs, UsageError } from '../command.ts';
import { FileProblem } from '../csv/file-problem.ts';
import { BYTE_ORDER_MARK, createTextFile } from '../csv/text-file.ts';
import { csvLine } from '../csv/write-rows.ts';
import { showProgress } from '../progress.ts';
import { pagesOf } from './pages.ts';
import { DEVICE_SHEET, type Exported, INVENTORY_SHEET, JOURNAL_SHEET, REQUEST_SHEET, type Sheet } from './sheets.ts';

const USAGE = `npm run export
  --out FOLDER    where the files go (out/export)
  --agency CODE   this agency's alone
  --only NAME     devices, requests, journal or inventory
Each is written twice: NAME.csv for a spreadsheet, and NAME.jsonl with everything, a record a line.`;

/** Writes devices, requests, the journal and the yearly inventories as files (Rules 29 and 53). */
export const exportCommand: Command = (args) => {
  const options = { out: { type: 'string' }, agency: { type: 'string' }, only: { type: 'string' } } as const;
  const { positionals, text } = readArgs(args, options, USAGE);
  const only = text('only');
  const isKnown = [DEVICE_SHEET, REQUEST_SHEET, JOURNAL_SHEET, INVENTORY_SHEET].some(({ name }) => name === only);
  if (positionals.length > 0 || (only !== undefined && !isKnown)) throw new UsageError(USAGE);
  const agency = text('agency')?.toUpperCase();
  return (house) => exportAll(house, { out: text('out') ?? 'out/export', agency, only });
};

interface Options {
  out: string;
  agency: string | undefined;
  only: string | undefined;
}

async function exportAll(house: CommandHouse, options: Options): Promise<number> {
  const { agency: code } = options;
  const where = code === undefined ? [] : [{ field: 'code', is: code }];
  if (code !== undefined && (await house.store.count({ type: 'agency', where })) === 0) {
    throw new FileProblem(`There is no agency ${code}.`);
  }
  await exportSheet(house, options, DEVICE_SHEET);
  await exportSheet(house, options, REQUEST_SHEET);
  await exportSheet(house, options, JOURNAL_SHEET);
  await exportSheet(house, options, INVENTORY_SHEET);
  return 0;
}

/** Page by page; the files have their names once they are whole. */
async function exportSheet<T extends Exported>(
  { store, terminal }: CommandHouse,
  { out, agency, only }: Options,
  { name, type, orderBy, heading, rows }: Sheet<T>,
): Promise<void> {
  if (only !== undefined && only !== name) return;
  const scope = { type, where: [], ...(agency === undefined ? {} : { pk: agency }) };
  const progress = showProgress(terminal.bar, await store.count(scope), name);
  const table = createTextFile(join(out, `${name}.csv`));
  const lines = createTextFile(join(out, `${name}.jsonl`));
  let done = 0;
  await table.write(`${BYTE_ORDER_MARK}${csvLine(heading)}`);
  for await (const page of pagesOf(store, { ...scope, orderBy: { field: orderBy } })) {
    const bodies: Body<T>[] = page.map(({ body }) => body);
    await lines.write(bodies.map((body) => `${JSON.stringify(body)}\n`).join(''));
    await table.write((await rows(store, bodies)).map(csvLine).join(''));
    done += bodies.length;
    progress.at(done);
  }
  await Promise.all([table.close(), lines.close()]);
  progress.end();
  terminal.say(`${join(out, `${name}.csv`)} and ${name}.jsonl: ${done.toLocaleString('en-US')} records`);
}
