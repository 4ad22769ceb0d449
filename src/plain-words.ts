import { z } from 'zod';
import { StoreError } from './desk/ports/store.ts';

const networkSchema = z.object({
  code: z.string().optional(),
  address: z.string().optional(),
  hostname: z.string().optional(),
  port: z.number().optional(),
});

/** What kept a program from being started or done, for whoever runs it: a line for each problem, naming its setting. */
export function inPlainWords(error: unknown): string {
  if (!(error instanceof Error)) return 'It could not be done.';
  if (error instanceof StoreError) {
    return `The store does not take it: ${error.message}. What was done stays; start again.`;
  }
  return listening(error) ?? error.message;
}

/** Why nobody can be listened to. */
function listening(error: Error): string | undefined {
  const { code, address, hostname, port } = networkSchema.safeParse(error).data ?? {};
  switch (code) {
    case 'EADDRINUSE':
      return `PORT ${port} is taken by another program.`;
    case 'EADDRNOTAVAIL':
      return `HOST ${address} is no address of this machine.`;
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST ${hostname} is the name of no machine.`;
    case 'EACCES':
      return port === undefined ? undefined : `PORT ${port} may not be taken by whoever runs this.`;
    default:
      return undefined;
  }
}

/**
 * Runs a command of the terminal and sets its exit code: what it gives, or 2 when it could not be done, said in plain
 * words. What only a mistake in the program explains is shown whole.
 */
export async function runCommand(command: () => Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    const isMistake =
      error instanceof Error && !('code' in error) && /^(?:Type|Reference|Range)Error$/.test(error.name);
    process.stderr.write(`${isMistake ? error.stack : inPlainWords(error)}\n`);
    process.exitCode = 2;
  }
}
