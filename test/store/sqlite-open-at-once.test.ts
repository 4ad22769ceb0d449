import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FILES = 60;
const PROCESSES = 4;

/** What the process complained about; '' when it opened every file. */
function opener(folder: string, from: number): Promise<string> {
  const script = join(__dirname, 'file-opener.ts');
  const opening = spawn(process.execPath, [script, folder, String(FILES), String(from)]);
  let complaints = '';
  opening.stderr.on('data', (data: Buffer) => {
    complaints += data.toString();
  });
  return new Promise((resolve) => {
    opening.on('close', (code) => resolve(code === 0 ? '' : complaints || `ended with ${code}`));
  });
}

describe('new files that several processes open at once', () => {
  const folder = mkdtempSync(join(tmpdir(), 'device-desk-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it(`are opened by all ${PROCESSES}, in ${FILES} tries`, async () => {
    const from = Date.now() + 1500;
    const complaints = await Promise.all(Array.from({ length: PROCESSES }, () => opener(folder, from)));
    expect(complaints).toEqual(Array(PROCESSES).fill(''));
  }, 60_000);
});
