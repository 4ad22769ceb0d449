import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { samplePerson } from '../../scripts/playground/people.ts';
import { type RunningProgram, startProgram } from '../../scripts/playground/program.ts';
import { openPlaygroundWindow } from '../../scripts/playground/window.ts';
import { startBrowser } from './browser.ts';
import { ChatWindow } from './chat-window.ts';

/** A bot of its own with an empty store, Playground windows for some people, and a browser that shows them. */
export interface LocalDesk {
  /** The chat of one of the people it was started for, by first name. */
  chat(name: string): ChatWindow;
  /** Where the bot keeps its data and everything its logs: bot.log is the bot's. */
  readonly directory: string;
  /** Ends everything and removes the directory. */
  stop(): Promise<void>;
}

/**
 * Starts the built bot, on free ports, in a temporary directory.
 * @param main the built entry, like dist/main.js
 * @param people first names of the sample world; their chats are open when this returns
 */
export async function startLocalDesk(main: string, people: readonly string[]): Promise<LocalDesk> {
  const directory = mkdtempSync(path.join(tmpdir(), 'local-desk-'));
  const programs: RunningProgram[] = [];
  let browser: Browser | undefined;
  const stop = async () => {
    await browser?.close();
    await Promise.all(programs.map((program) => program.stop()));
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    browser = await startBrowser();
    const opened = browser;
    const [botPort = 0, ...windowPorts] = await freePorts(people.length + 1);
    const bot = startBot(main, botPort, directory);
    programs.push(bot);
    await bot.ready;
    const windows = people.map((name, index) => {
      const person = samplePerson(name);
      if (!person) throw new Error(`Nobody is called ${name}.`);
      const botEndpoint = `http://127.0.0.1:${botPort}/api/messages`;
      const port = windowPorts[index] ?? 0;
      return openPlaygroundWindow({ person, port, botEndpoint, directory, report: () => undefined });
    });
    programs.push(...windows);
    await Promise.all(windows.map(({ ready }) => ready));
    const chats = new Map<string, ChatWindow>();
    // One after the other: a page takes seconds of computing to load, and each wants to be installed in time.
    for (const { person, url } of windows) chats.set(person.key, await ChatWindow.open(opened, url));
    return { chat: (name) => chats.get(name) ?? fail(`no window was opened for ${name}`), directory, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function startBot(main: string, port: number, directory: string): RunningProgram {
  return startProgram(
    {
      name: 'the bot',
      args: [path.resolve(main)],
      env: { ...process.env, PORT: String(port), STORE_URL: `file:${path.join(directory, 'desk.db')}` },
      logFile: path.join(directory, 'bot.log'),
      readyUrl: `http://127.0.0.1:${port}/readyz`,
    },
    () => undefined,
  );
}

/** Ports that are free right now, all different. */
async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, resolve));
      return server;
    }),
  );
  const ports = servers.map((server) => {
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function fail(message: string): never {
  throw new Error(message);
}
