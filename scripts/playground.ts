/**
 * `npm run playground`: the bot and a Playground window for each of several people, all on this machine.
 * Options: --people rita,max,eve (first names of the sample world), --window-port 56150 (the first window's port).
 * The bot takes PORT, STORE_URL and the rest from the environment, as `npm start` does.
 */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { SAMPLE_PEOPLE, type SamplePerson, samplePerson } from './playground/people.ts';
import { claimPort, type RunningProgram, StartError, startProgram } from './playground/program.ts';
import { openPlaygroundWindow, type PlaygroundWindow } from './playground/window.ts';

const ROOT = path.join(import.meta.dirname, '..');
const OUT = path.join(ROOT, 'out', 'playground');

interface Options {
  readonly people: readonly SamplePerson[];
  readonly botPort: number;
  readonly windowPort: number;
}

const started: RunningProgram[] = [];
let isStopping = false;

async function stopEverything(): Promise<void> {
  isStopping = true;
  await Promise.all(started.map((program) => program.stop()));
}

async function exit(code: number): Promise<never> {
  await stopEverything();
  process.exit(code);
}

async function main(): Promise<void> {
  const options = readOptions();
  await claimPort(options.botPort, 'the bot (PORT)');
  for (const [index, person] of options.people.entries()) {
    await claimPort(options.windowPort + index, `the window of ${person.name} (--window-port)`);
  }
  say(`Starting the bot and ${options.people.length} windows …`);
  await startBot(options);
  const windows = await openWindows(options);
  say(instructions(options, windows));
  const ending = await Promise.race(started.map((program) => program.ended));
  await sleep(300); // after Ctrl-C everything ends at once, and that is no news
  if (isStopping) return;
  console.error(`\n${ending}`);
  await exit(1);
}

async function startBot({ botPort }: Options): Promise<void> {
  const origin = `http://127.0.0.1:${botPort}`;
  const bot = startProgram(
    {
      name: 'the bot',
      args: [path.join(ROOT, 'dist', 'main.js')],
      env: { ...process.env, PORT: String(botPort) },
      logFile: path.join(OUT, 'bot.log'),
      readyUrl: `${origin}/readyz`,
    },
    say,
  );
  started.push(bot);
  await bot.ready;
  say(`  the bot answers at ${origin}`);
}

async function openWindows({ people, botPort, windowPort }: Options): Promise<readonly PlaygroundWindow[]> {
  const botEndpoint = `http://127.0.0.1:${botPort}/api/messages`;
  const windows = people.map((person, index) =>
    openPlaygroundWindow({ person, port: windowPort + index, botEndpoint, directory: OUT, report: say }),
  );
  started.push(...windows);
  await Promise.all(
    windows.map(({ ready, person }) => ready.then(() => say(`  the window of ${person.name} is ready`))),
  );
  return windows;
}

function instructions({ botPort }: Options, windows: readonly PlaygroundWindow[]): string {
  const width = Math.max(...windows.map(({ person }) => person.part.length));
  const places = windows.map(
    ({ person, url }) => `  ${url}   ${person.name.padEnd(12)}  ${person.part.padEnd(width)}  ${person.firstStep}`,
  );
  return [
    '',
    'Device Desk is ready. Open every one of these addresses in a browser tab and leave it open;',
    'opening it installs the bot for that person, and a reload clears what the tab shows, not the data:',
    '',
    ...places,
    '',
    'Then go down the list. Everybody can type  help  , and  5CG0000001  shows a device.',
    `The bot's log is out/playground/bot.log; http://127.0.0.1:${botPort}/readyz says whether it is well.`,
    'The Playground listens on every network interface of this machine: use it where you trust the network.',
    'Ctrl-C ends it all.',
    '',
  ].join('\n');
}

function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      people: { type: 'string', default: 'rita,max,eve' },
      'window-port': { type: 'string', default: '56150' },
    },
  });
  if (process.env.MicrosoftAppId) {
    throw new StartError(
      'MicrosoftAppId is set: the Playground has no credentials and works with the local mode only.',
    );
  }
  const people = values.people.split(',').map((name) => {
    const person = samplePerson(name);
    if (person) return person;
    throw new StartError(`Nobody is called "${name}". There are: ${SAMPLE_PEOPLE.map(({ key }) => key).join(', ')}.`);
  });
  return {
    people: [...new Set(people)],
    botPort: portNumber(process.env.PORT || '3978', 'PORT'),
    windowPort: portNumber(values['window-port'], '--window-port'),
  };
}

function portNumber(text: string, name: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_500) return port;
  throw new StartError(`${name} is "${text}", which is no port number.`);
}

function say(text: string): void {
  console.log(text);
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    say('\nEnding the bot and the windows …');
    void exit(0);
  });
}

try {
  await main();
} catch (error) {
  const isForPeople = error instanceof StartError || (error instanceof Error && 'code' in error);
  if (!isStopping) console.error(isForPeople ? `\n${error.message}` : error);
  await exit(isStopping ? 0 : 1);
}
