import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { textOf } from '../http/card.ts';
import { FakeConnector } from '../http/fake-connector.ts';
import { Person } from '../http/person.ts';
import { openHouse, RITA } from './house.ts';

interface Program {
  process: ChildProcess;
  out: () => string;
  errors: () => string;
  /** Resolves when it has said something. */
  says(words: string): Promise<void>;
  ended: Promise<number | null>;
}

function startProgram(slow: number, environment: Record<string, string> = {}): Program {
  const child = spawn(process.execPath, [path.join(import.meta.dirname, 'stub-main.ts'), String(slow)], {
    env: { PATH: process.env.PATH, PORT: '0', ...environment },
  });
  let [out, errors] = ['', ''];
  child.stdout.on('data', (part) => (out += part));
  child.stderr.on('data', (part) => (errors += part));
  return {
    process: child,
    out: () => out,
    errors: () => errors,
    async says(words) {
      while (!out.includes(words)) {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${out}${errors}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    ended: once(child, 'close').then(([code]) => code),
  };
}

test('told to stop, the program finishes what is under way, takes nothing new, and ends', async () => {
  const connector = await FakeConnector.start();
  const program = startProgram(700);
  await program.says('Device Desk answers');
  const port = Number(/"port":(\d+)/.exec(program.out())?.[1]);
  const endpoint = `http://127.0.0.1:${port}/api/messages`;
  const person = new Person({ id: RITA, name: 'Rita Reyes', connector, endpoint });

  await person.say('help');
  const pressed = person.press('Do');
  const said = person.say('one more');
  await new Promise((resolve) => setTimeout(resolve, 200));
  program.process.kill('SIGTERM');
  await program.says('stopping');
  await expect(fetch(`http://127.0.0.1:${port}/healthz`)).rejects.toThrow();

  expect(textOf(await pressed)).toContain('You pressed: test.do');
  expect(textOf(await said)).toContain('You said: one more');
  expect(await program.ended).toBe(0);
  expect(connector.callsOf('PUT')).toHaveLength(1);
  expect(program.out()).toMatch(/the house is closed[\s\S]*stopped/);
  await connector.stop();
});

test('it does not wait for a turn that never ends, nor for connections that say nothing', async () => {
  const house = await openHouse();
  house.desk.slow = 20_000;
  await fetch(`${house.origin}/healthz`);
  const person = house.person();
  const lost = person.say('help').catch(() => 'lost');
  await house.connector.until(() => house.desk.said.length === 1);
  const started = performance.now();
  await house.server.close(300);
  expect(performance.now() - started).toBeLessThan(1500);
  expect(await lost).toBe('lost');
  house.teams.close();
  await house.connector.stop();
});

describe('what cannot start ends at once and says why in plain words:', () => {
  test('wrong settings, a line each', async () => {
    const program = startProgram(0, { PORT: 'http', MicrosoftAppId: 'desk' });
    expect(await program.ended).toBe(1);
    expect(program.errors().trim().split('\n')).toEqual([
      'PORT is not a port number, 0 to 65535.',
      'MicrosoftAppId is not a GUID.',
      expect.stringMatching(/^MicrosoftAppType is missing/),
      expect.stringMatching(/^MicrosoftAppTenantId is missing/),
    ]);
  });

  test('a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const program = startProgram(0, { PORT: String(port) });
    expect(await program.ended).toBe(1);
    expect(program.errors()).toBe(`PORT ${port} is taken by another program.\n`);
    expect(program.out()).toContain('the house is closed');
    other.close();
  });
});
