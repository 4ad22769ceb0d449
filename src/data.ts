/**
 * What an office does with files, beside the bot: `node data.js import FILE.csv …`. Settings come from the environment,
 * as the bot's do. Ends with 0 when all is well, 1 when rows were refused or systems differ, 2 when it could not be done.
 */
import { readConfig } from './config.ts';
import { type Command, type Terminal, UsageError } from './data/command.ts';
import { FileProblem } from './data/csv/file-problem.ts';
import { exportCommand } from './data/export/command.ts';
import { importCommand } from './data/import/command.ts';
import { reconcileCommand } from './data/reconcile/command.ts';
import { systemClock } from './desk/clock.ts';
import { runCommand } from './plain-words.ts';
import { isStoreThere, openStore } from './store/open-store.ts';

const COMMANDS: Readonly<Record<string, Command>> = {
  import: importCommand,
  export: exportCommand,
  reconcile: reconcileCommand,
};

async function run([name = '', ...args]: readonly string[]): Promise<number> {
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (command === undefined)
    throw new UsageError(`There is no ${name}. There are: ${Object.keys(COMMANDS).join(', ')}.`);
  const config = readConfig();
  const doIt = command(args);
  const { storeUrl: url, cosmosKey: key, bot } = config;
  const identity = bot?.type === 'UserAssignedMSI' ? bot.appId : null;
  if (name !== 'import' && !isStoreThere(url))
    throw new FileProblem(`There is no store ${url}. STORE_URL says where it is.`);
  const store = await openStore({ url, key, identity }, () => {});
  try {
    const terminal: Terminal = { say: (text) => void process.stdout.write(`${text}\n`), bar: process.stderr };
    return await doIt({ store, clock: systemClock(config.timeZone), terminal });
  } finally {
    await store.close();
  }
}

await runCommand(() => run(process.argv.slice(2)));
