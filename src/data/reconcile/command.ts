import { join } from 'node:path';
import type { Store } from '../../desk/ports/store.ts';
import { isHandedOver } from '../../domain/device.ts';
import { type Command, type CommandHouse, readArgs, UsageError } from '../command.ts';
import { BYTE_ORDER_MARK, createTextFile } from '../csv/text-file.ts';
import { csvLine } from '../csv/write-rows.ts';
import { pagesOf } from '../export/pages.ts';
import { agenciesOf } from '../import/import-directory.ts';
import type { Row } from '../row.ts';
import { type Claimed, compare, type Difference } from './compare.ts';
import { readCmdb } from './read-cmdb.ts';
import { type Findings, reportOf } from './report.ts';

const USAGE = `npm run reconcile -- CMDB.csv
  --out FOLDER   where the report goes (out/reconcile)
The file has the columns Serial, Agency and Status. Ends with 0 when both systems agree, with 1 when they do not.`;

/** Differences that are shown on the screen. */
const MOST_SHOWN = 20;

/** Compares the desk with the configuration management system (Rule 29). */
export const reconcileCommand: Command = (args) => {
  const { positionals, text } = readArgs(args, { out: { type: 'string' } }, USAGE);
  const [path, ...more] = positionals;
  if (path === undefined || more.length > 0) throw new UsageError(USAGE);
  return (house) => reconcile(house, path, join(text('out') ?? 'out/reconcile', 'differences.csv'));
};

async function reconcile({ store, terminal }: CommandHouse, path: string, out: string): Promise<number> {
  const cmdb = await readCmdb(path, await agencyNames(store));
  const found: Findings = { counts: new Map(), shown: [], agreed: 0, bad: cmdb.bad.length };
  const agreed = () => {
    found.agreed += 1;
  };
  const file = createTextFile(out);
  await file.write(`${BYTE_ORDER_MARK}${csvLine(HEADING)}`);
  for (const row of cmdb.bad) await file.write(csvLine(badCells(row)));
  for await (const difference of differencesOf(store, cmdb.devices, agreed)) {
    found.counts.set(difference.what, (found.counts.get(difference.what) ?? 0) + 1);
    if (found.shown.length < MOST_SHOWN) found.shown.push(difference);
    await file.write(csvLine(cellsOf(difference)));
  }
  await file.close();
  terminal.say(reportOf(path, found, out));
  return found.counts.size === 0 && found.bad === 0 ? 0 : 1;
}

async function agencyNames(store: Store): Promise<Map<string, string>> {
  const agencies = await agenciesOf(store);
  return new Map(
    [...agencies.values()].flatMap(({ code, name }) => [
      [name.toLowerCase(), code],
      [code.toLowerCase(), code],
    ]),
  );
}

/** Every device of the desk in the order of serials, then what only the file has. */
async function* differencesOf(
  store: Store,
  claimed: Map<string, Claimed>,
  agreed: () => void,
): AsyncGenerator<Difference> {
  const left = new Map(claimed);
  for await (const page of pagesOf(store, { type: 'device', where: [], orderBy: { field: 'serial' } })) {
    for (const { body } of page) {
      // Its record is where it has gone to.
      if (isHandedOver(body)) continue;
      const difference = compare(body.serial, body, left.get(body.serial) ?? null);
      left.delete(body.serial);
      if (difference === undefined) agreed();
      else yield difference;
    }
  }
  for (const [serial, file] of left) {
    const difference = compare(serial, null, file);
    if (difference !== undefined) yield difference;
  }
}

const HEADING = ['Serial', 'What', 'Agency here', 'Agency there', 'Status here', 'Status there', 'Line'];

function cellsOf({ serial, what, desk, file }: Difference) {
  const [here, there] = [desk ?? { agency: null, status: null }, file ?? { agency: null, status: null, line: null }];
  return [serial, what, here.agency, there.agency, here.status, there.status, there.line];
}

function badCells(row: Row) {
  return [row.cells.join(' ').slice(0, 60), row.why(), null, null, null, null, row.line];
}
