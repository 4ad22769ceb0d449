import { parseArgs } from 'node:util';
import type { Clock } from '../desk/ports/clock.ts';
import type { Store } from '../desk/ports/store.ts';

/** Where a command speaks. */
export interface Terminal {
  /** A line, or several. */
  say(text: string): void;
  /** Where a progress bar may be drawn. */
  bar: { isTTY?: boolean; write(text: string): unknown };
}

/** What a command works on. */
export interface CommandHouse {
  store: Store;
  clock: Clock;
  terminal: Terminal;
}

/** A command for the terminal: its arguments are read first, then it is done. Gives the exit code. */
export type Command = (args: readonly string[]) => (house: CommandHouse) => Promise<number>;

/** A command that was written wrongly; the message says how it is written. */
export class UsageError extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'UsageError';
  }
}

type Options = Readonly<Record<string, { type: 'string' | 'boolean' }>>;

/** The arguments and options of a command. Throws `UsageError` with `usage` for what it does not know. */
export function readArgs(args: readonly string[], options: Options, usage: string) {
  try {
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const text = (name: string) => (typeof values[name] === 'string' ? values[name] : undefined);
    return { text, isSet: (name: string) => values[name] === true, positionals };
  } catch (error) {
    throw new UsageError(`${error instanceof Error ? error.message : ''}\n${usage}`);
  }
}
