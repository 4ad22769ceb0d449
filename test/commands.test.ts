import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import path from 'node:path';
import { inPlainWords } from '../src/plain-words.ts';

const ROOT = path.join(import.meta.dirname, '..');
const MARS = { TIME_ZONE: 'Mars' };
const NO_STORE = { STORE_URL: 'file:/proc/nowhere/desk.db' };
const ACCOUNT = { STORE_URL: 'https://nowhere.documents.azure.com/desk' };

/** What a command says when it cannot be done, and how it ends. */
async function run(command: string, settings: Record<string, string>): Promise<{ code: unknown; lines: string[] }> {
  const [file = '', ...args] = command.split(' ');
  const env = { PATH: '/nowhere', ...settings };
  return new Promise((resolve) => {
    execFile(process.execPath, [path.join(ROOT, file), ...args], { env }, (error, _out, errors) =>
      resolve({ code: error?.code, lines: errors.trim().split('\n') }),
    );
  });
}

describe('a command that cannot be done says why in one line:', () => {
  test.each([
    ['scripts/close-month.ts', {}, /^Say which month/],
    ['scripts/close-month.ts 2026-10', MARS, /^TIME_ZONE is not the name of a time zone/],
    ['scripts/close-month.ts 2026-10', NO_STORE, /^STORE_URL: .* cannot be used as a store/],
    ['scripts/bill.ts', {}, /^Say whose and which/],
    ['scripts/bill.ts PARKS 2026-10', NO_STORE, /^STORE_URL: .* cannot be used as a store/],
    ['scripts/sample.ts', MARS, /^TIME_ZONE/],
    ['scripts/sample.ts --colour blue', {}, /^Unknown option '--colour'/],
    ['src/data.ts export', NO_STORE, /^There is no store file:\/proc\/nowhere\/desk\.db\. STORE_URL says where it is/],
    ['src/data.ts import people.csv', NO_STORE, /^STORE_URL: .* cannot be used as a store/],
    ['src/data.ts export', { HOLIDAYS: 'Christmas, Easter' }, /^HOLIDAYS has an entry that is not a day/],
    ['src/data.ts sing', {}, /^There is no sing\. There are: import, export, reconcile\./],
    ['scripts/store-create.ts', ACCOUNT, /^STORE_URL: nobody is signed in who could be let in: az login/],
  ])('%s with %j', async (command, settings, line) => {
    expect(await run(command, settings)).toEqual({ code: 2, lines: [expect.stringMatching(line)] });
  });
});

describe('a desk that cannot listen names the setting:', () => {
  test.each([
    ['203.0.113.7', /^HOST 203\.0\.113\.7 is no address of this machine\.$/],
    ['desk.invalid', /^HOST desk\.invalid is the name of no machine\.$/],
  ])('HOST=%s', async (host, line) => {
    const server = createServer().listen(0, host);
    const [error] = await once(server, 'error').catch((error: unknown) => [error]);
    // An Error of the test's own realm with what Node says.
    expect(inPlainWords(Object.assign(new Error('listen'), error))).toMatch(line);
  });
});
