import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

const MAIN = path.join(import.meta.dirname, '..', 'src', 'main.ts');

/** An endpoint for traces that takes connections and never says a word. */
let deaf: Server;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'deaf-'));
  deaf = createServer(() => {}).listen(0, '127.0.0.1');
  await once(deaf, 'listening');
});
afterAll(() => {
  deaf.close();
  rmSync(folder, { recursive: true });
});

function portOfDeaf(): string {
  const address = deaf.address();
  return String(typeof address === 'object' ? address?.port : 0);
}

function start(settings: Readonly<Record<string, string>>): ChildProcess {
  const at = `https://localhost:${portOfDeaf()}`;
  const insights = `InstrumentationKey=00000000-0000-4000-8000-000000000000;IngestionEndpoint=${at};LiveEndpoint=${at}`;
  const env = {
    PATH: process.env.PATH,
    PORT: '0',
    STORE_URL: `file:${path.join(folder, 'desk.db')}`,
    APPLICATION_INSIGHTS_NO_STATSBEAT: 'true',
    APPLICATIONINSIGHTS_CONNECTION_STRING: insights,
    ...settings,
  };
  return spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function says(program: ChildProcess, words: string): Promise<void> {
  let said = '';
  for await (const part of program.stdout ?? []) {
    said += part;
    if (said.includes(words)) return;
  }
  throw new Error(`It ended without a word about ${words}: ${said}`);
}

test('the desk stops in its time when nobody takes its last figures', async () => {
  const program = start({});
  await says(program, 'Device Desk answers');
  const ended = once(program, 'exit');
  const begun = performance.now();
  program.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  // The outbox has two seconds at most, the figures one.
  expect(performance.now() - begun).toBeLessThan(6_000);
});

test.each([
  ['its store', { STORE_URL: `file:${MAIN}` }, /^STORE_URL: .* cannot be used as a store/],
  ['its port', {}, /^PORT \d+ is taken/],
])('a desk that cannot have %s says so and is gone, whoever takes its figures', async (_what, settings, words) => {
  const program = start({ PORT: portOfDeaf(), ...settings });
  const ended = once(program, 'exit');
  const begun = performance.now();
  let errors = '';
  program.stderr?.on('data', (part) => {
    errors += part;
  });
  expect(await ended).toEqual([1, null]);
  expect(errors).toMatch(words);
  // It takes some seconds to load the packages on a busy machine; the SDK would wait for half a minute more.
  expect(performance.now() - begun).toBeLessThan(25_000);
});
