import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const MAIN = path.join(import.meta.dirname, '..', '..', 'dist', 'main.js');

/** The built program in a process of its own, to be killed and started again. */
export class BotProgram {
  readonly port: number;
  readonly storeUrl: string;
  readonly #settings: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;

  private constructor(port: number, storeUrl: string, settings: Readonly<Record<string, string>>) {
    this.port = port;
    this.storeUrl = storeUrl;
    this.#settings = settings;
  }

  /** Starts it on a store, with more settings if there are any. */
  static async on(storeUrl: string, settings: Readonly<Record<string, string>> = {}): Promise<BotProgram> {
    if (!existsSync(MAIN)) throw new Error('dist/main.js is missing: npm run build');
    const program = new BotProgram(await freePort(), storeUrl, settings);
    await program.start();
    return program;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}/api/messages`;
  }

  /** Resolves when it answers. */
  async start(): Promise<void> {
    const env = {
      ...process.env,
      PORT: String(this.port),
      STORE_URL: this.storeUrl,
      LOG_LEVEL: 'error',
      ...this.#settings,
    };
    const child = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    this.#child = child;
    for (let waited = 0; waited < 20_000; waited += 20) {
      if (child.exitCode !== null) throw new Error(`the bot ended with ${child.exitCode}`);
      if (await this.#answers()) return;
      await sleep(20);
    }
    throw new Error('the bot does not answer');
  }

  /** Ends it with kill -9, or politely. */
  async stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }

  async #answers(): Promise<boolean> {
    try {
      return (await fetch(`http://127.0.0.1:${this.port}/readyz`)).ok;
    } catch {
      return false;
    }
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || address === null) throw new Error('no port is free');
  return address.port;
}
