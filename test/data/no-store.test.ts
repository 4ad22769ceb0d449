import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PROGRAM = join(__dirname, '..', '..', 'src', 'data.ts');

describe('a mistyped store', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'device-desk-no-store-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is neither exported nor compared, and not made', () => {
    const file = join(folder, 'no-such.db');
    const cmdb = join(folder, 'cmdb.csv');
    writeFileSync(cmdb, 'Serial,Agency,Status\n5CG0000001,PARKS,in use\n');
    for (const args of [['export'], ['reconcile', cmdb]]) {
      const { status, stderr } = spawnSync(process.execPath, [PROGRAM, ...args, '--out', folder], {
        env: { ...process.env, STORE_URL: `file:${file}` },
        encoding: 'utf8',
      });
      expect([status, stderr]).toEqual([2, `There is no store file:${file}. STORE_URL says where it is.\n`]);
    }
    expect(existsSync(file)).toBe(false);
  });
});
