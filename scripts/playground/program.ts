import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A Node program to be started: the bot or a Playground window. */
export interface Program {
  /** What messages call it. */
  readonly name: string;
  /** Script and arguments, for the Node that runs this. */
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Takes what the program prints. */
  readonly logFile: string;
  /** Answers 200 as soon as the program is ready. */
  readonly readyUrl: string;
}

/** A started program. */
export interface RunningProgram {
  readonly name: string;
  /** Fulfilled when it answers; rejected with a StartError when it ends first or is silent for two minutes. */
  readonly ready: Promise<void>;
  /** Fulfilled when the program ends, with a sentence that says how. */
  readonly ended: Promise<string>;
  /** Ends it: politely, and by force after twelve seconds, longer than the bot gives itself. Fine to call twice. */
  stop(): Promise<void>;
}

/** A program that could not be started, in one line fit for a terminal. */
export class StartError extends Error {}

/** Starts a program; what it prints replaces its log of last time. */
export function startProgram(program: Program, report: (line: string) => void): RunningProgram {
  mkdirSync(path.dirname(program.logFile), { recursive: true });
  const log = openSync(program.logFile, 'w');
  const child = spawn(process.execPath, program.args, { env: program.env, stdio: ['ignore', log, log] });
  closeSync(log);
  const ended = howItEnds(program, child);
  return { name: program.name, ready: untilReady(program, ended, report), ended, stop: () => end(child) };
}

/**
 * Makes sure that a port can be listened on, because the Playground would silently take another one.
 * @throws StartError naming the port and what it was meant for.
 */
export async function claimPort(port: number, purpose: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error) =>
      reject(new StartError(`Port ${port}, meant for ${purpose}, cannot be used: ${error.message}.`)),
    );
    probe.listen(port, () => probe.close(() => resolve()));
  });
}

async function untilReady(program: Program, ended: Promise<string>, report: (line: string) => void): Promise<void> {
  const begin = Date.now();
  let reported = begin;
  for (;;) {
    const ending = await Promise.race([ended, sleep(150)]);
    if (ending !== undefined) throw new StartError(ending);
    if (await answers(program.readyUrl)) return;
    if (Date.now() - begin > 120_000) {
      throw new StartError(`${program.name} has not answered for two minutes; see ${program.logFile}`);
    }
    if (Date.now() - reported > 5_000) {
      reported = Date.now();
      report(`still waiting for ${program.name} (${Math.round((reported - begin) / 1000)} s)`);
    }
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2_000) });
    await response.body?.cancel();
    return response.ok;
  } catch {
    return false; // not listening yet
  }
}

function howItEnds(program: Program, child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(`${program.name} could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      const lastLine = readFileSync(program.logFile, 'utf8').trim().split('\n').at(-1);
      const how = signal === null ? `ended with code ${code}` : `was ended by ${signal}`;
      resolve(`${program.name} ${how}${lastLine ? `: ${lastLine}` : ''} (all of it: ${program.logFile})`);
    });
  });
}

async function end(child: ChildProcess): Promise<void> {
  const isOver = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  if (isOver()) return;
  const exited = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await Promise.race([exited, sleep(12_000, undefined, { ref: false })]);
  if (isOver()) return;
  child.kill('SIGKILL');
  await exited;
}
