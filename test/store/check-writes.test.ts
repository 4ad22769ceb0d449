import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { StoreError } from '../../src/desk/ports/store.ts';
import { openSqliteStore } from '../../src/store/sqlite/sqlite-store.ts';
import { Writing } from '../../src/store/writing.ts';
import { copy, copyKey, faultOf } from './example-documents.ts';

describe('a desk on a file', () => {
  const put = { do: 'put', key: copyKey('PARKS', 'a'), body: copy() } as const;
  let folder: string;
  let path: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'device-desk-'));
    path = join(folder, 'desk.db');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('is not ready while another process keeps the file from being written, and is again afterwards', async () => {
    const store = openSqliteStore(`file:${path}`, { busyMs: 50 });
    await store.commit([put]);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    expect(await faultOf(store.commit([put]))).toBe('throttled');
    expect(await faultOf(store.check())).toBe('throttled');
    other.exec('ROLLBACK');
    await store.check();
    await store.check();
    other.close();
    await store.close();
  });

  test('waits for another process that writes for a moment, and answers others meanwhile', async () => {
    const store = openSqliteStore(`file:${path}`);
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    const checked = store.check();
    await sleep(60);
    other.exec('ROLLBACK');
    await checked;
    other.close();
    await store.close();
  });

  test('is not ready when the disk is full', () => {
    openSqliteStore(`file:${path}`).close();
    const script = join(import.meta.dirname, 'full-disk.ts');
    // Kilobytes that a file may have.
    const full = `ulimit -f 1000; exec "${process.execPath}" "${script}" "${path}"`;
    const [before, after] = execFileSync('bash', ['-c', full], { encoding: 'utf8' }).split('\n');
    expect(before).toBe('well');
    expect(after).toMatch(/^StoreError: the database file: SQLITE_(IOERR|FULL)/);
  });
});

describe('whether anything can be written', () => {
  const fails = (fault: 'unavailable' | 'stale') => async () => {
    throw new StoreError(fault, 'no');
  };

  function asked(enough: number) {
    const probes: string[] = [];
    let works = true;
    const probe = async () => {
      probes.push('probe');
      if (!works) throw new StoreError('unavailable', 'no');
    };
    const writing = new Writing({ probe, enough, trusted: null });
    return { writing, probes, breaks: () => (works = false) };
  }

  test('is told by the commits, without another write', async () => {
    const { writing, probes } = asked(3);
    await writing.remember(async () => {});
    for (let n = 0; n < 5; n += 1) await expect(writing.remember(fails('stale'))).rejects.toThrow();
    await expect(writing.remember(fails('unavailable'))).rejects.toThrow();
    await writing.check();
    expect(probes).toEqual([]);
  });

  test('is doubted after several that failed in a row, and asked once by all who ask at once', async () => {
    const { writing, probes, breaks } = asked(3);
    for (let n = 0; n < 3; n += 1) await expect(writing.remember(fails('unavailable'))).rejects.toThrow();
    breaks();
    const checks = await Promise.allSettled([writing.check(), writing.check()]);
    expect(checks.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(probes).toEqual(['probe']);
    await writing.remember(async () => {});
    await writing.check();
    expect(probes).toEqual(['probe']);
  });
});
