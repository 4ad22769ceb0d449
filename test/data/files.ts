import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '../../src/data/command.ts';
import { importCommand } from '../../src/data/import/command.ts';
import { nowAt } from '../../src/desk/clock.ts';
import { readAll } from '../../src/desk/directory.ts';
import type { Body, DocumentType } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import type { Device } from '../../src/domain/device.ts';

/** A terminal, a folder and a clock for the commands that work with files. */
export class FileOffice {
  readonly folder = mkdtempSync(join(tmpdir(), 'device-desk-files-'));
  /** What was said, and what was drawn as a bar. */
  said: string[] = [];
  drawn = '';
  isTTY = false;
  now = nowAt(new Date('2026-11-24T15:00:00.000Z'), 'America/Chicago');
  readonly store: Store;

  constructor(store: Store) {
    this.store = store;
  }

  file(name: string, content: string | Buffer): string {
    const path = join(this.folder, name);
    writeFileSync(path, content);
    return path;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  /** Does a command; gives its exit code. */
  async do(command: Command, ...args: string[]): Promise<number> {
    const write = (text: string) => {
      this.drawn += text;
    };
    const bar = { isTTY: this.isTTY, write };
    const terminal = { say: (text: string) => void this.said.push(text), bar };
    return command(args)({ store: this.store, clock: { now: () => this.now }, terminal });
  }

  import(...args: string[]): Promise<number> {
    return this.do(importCommand, '--out', this.path('refused'), ...args);
  }

  /** The directory that an inventory needs: two agencies, EUC with an asset manager, a catalog. */
  async moveIn(): Promise<void> {
    const agencies =
      'Agency,Name,Billing codes\nPARKS,Parks and Trails,PARKS-100;PARKS-200\nREV,Revenue,REV-100\nOTS,OTS,\n';
    const people = `Object id,Name,Agency,Roles\n${ADA},Ada Adams,OTS,asset manager\n${RITA},Rita Reyes,PARKS,requester\n`;
    const heading =
      'Effective from,Item,Name,Category,Specification,Monthly rate,Support rate,Counts for support,Needs image,Holds storage';
    const catalog = `${heading}\n2026-07-01,LT-STD,Standard laptop,laptop,14-inch,32.92,25.00,yes,yes,yes\n`;
    await this.import(
      this.file('agencies.csv', agencies),
      this.file('people.csv', people),
      this.file('catalog.csv', catalog),
    );
    this.said = [];
  }

  close(): void {
    rmSync(this.folder, { recursive: true });
  }
}

export const ADA = '00000000-0000-4000-8000-00000000000a';
export const RITA = '00000000-0000-4000-8000-000000000001';

/** The columns of an inventory, and a row of it that is as it should be. */
export const HEADING = 'Agency,Serial,Model,Assigned user,Location,Warranty until,Billing code,In service since';
export function row(serial: string, change: Partial<Record<keyof typeof GOOD, string>> = {}): string {
  return Object.values({ ...GOOD, serial, ...change }).join(',');
}
const GOOD = {
  agency: 'PARKS',
  serial: '',
  model: 'HP EliteBook 840 G9',
  user: 'Sam Stone',
  location: '"Baton Rouge, room 1.01"',
  warranty: '2027-01-31',
  billingCode: 'PARKS-100',
  since: '1/9/2023',
};

export function inventory(...rows: string[]): string {
  return [HEADING, ...rows, ''].join('\r\n');
}

/** All documents of a type. */
export async function all<T extends DocumentType>(store: Store, type: T, field: string): Promise<Body<T>[]> {
  return (await readAll(store, { type, where: [], orderBy: { field } })).map(({ body }) => body);
}

/**
 * Replays the journal: the record of each device as its history makes it, by agency and serial, for another agency may
 * have had it before. Throws where an entry does not begin with what the one before has left.
 */
export async function replayed(store: Store): Promise<Map<string, Device>> {
  const records = new Map<string, Device>();
  for (const { devices, request } of await all(store, 'journal', 'at')) {
    for (const { before, after } of devices) {
      const key = `${after.agency} ${after.serial}`;
      expect([request, before]).toEqual([request, records.get(key) ?? null]);
      records.set(key, after);
    }
  }
  return records;
}
