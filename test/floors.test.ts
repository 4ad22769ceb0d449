import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '..');

/** A small house with one violation of each rule; a type-only import wherever it is one. */
const HOUSE: Readonly<Record<string, string>> = {
  'main.ts': `import './teams/bot.ts'; import './server.ts'; import './kinds/index.ts'; import './desk/desk.ts';`,
  'server.ts': `import type { Server } from 'restify'; import './main.ts'; export type S = Server;`,
  'http/route.ts': `import type { S } from '../server.ts'; export type R = S;`,
  'domain/clock.ts': `import { readFileSync } from 'node:fs'; export const now = readFileSync;`,
  'domain/activity.ts': `import type { Activity } from 'botbuilder'; import './clock.ts'; export type A = Activity;`,
  'domain/order.ts': `export type { Kind } from '../kinds/order/order.ts';`,
  'kinds/index.ts': `export * from './order/order.ts'; export * from './move.ts';`,
  'kinds/order/order.ts': `export type { Kind } from './form.ts'; export type { Move } from '../move.ts';`,
  'kinds/order/form.ts': `export type Kind = string;`,
  'kinds/move.ts': `import type { DateTime } from 'luxon'; export type Move = DateTime;`,
  'desk/desk.ts': `import type Database from 'better-sqlite3'; import type { Kind } from '../kinds/order/order.ts'; export type D = [Database.Database, Kind];`,
  'desk/forgotten.ts': `export const forgotten = true;`,
  'store/sqlite.ts': `import type { Card } from '../cards/card.ts'; export type Row = Card;`,
  'cards/card.ts': `import type { Row } from '../store/sqlite.ts'; import nowhere from './nowhere.ts'; export type Card = [Row, typeof nowhere];`,
  'sheets/bill.ts': `import type { Row } from '../store/sqlite.ts'; export type Line = Row;`,
  'data/import.ts': `import type { Row } from '../store/sqlite.ts'; export type R = Row;`,
  'cards/send.ts': `export * from '../teams/bot.ts'; export type { R } from '../http/route.ts';`,
  'cards/config.ts': `import type { S } from '../server.ts'; import fc from 'fast-check'; export type C = [S, typeof fc];`,
  'print/paper.ts': `export type { Card } from '../cards/card.ts';`,
  'teams/bot.ts': `import 'restify'; import '../store/sqlite.ts'; import '../../scripts/tool.ts'; import '../cards/config.ts';`,
};

interface Cruise {
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
    }[];
  };
}

function cruise(directory: string): Cruise {
  const args = ['src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const cli = path.join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  return JSON.parse(
    execFileSync(process.execPath, [cli, ...args], { cwd: directory, encoding: 'utf8', maxBuffer: 1e8 }),
  );
}

describe('the floors', () => {
  let directory: string;
  let violations: Cruise['summary']['violations'];

  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'floors-'));
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(directory, 'node_modules'));
    for (const file of ['package.json', '.dependency-cruiser.cjs']) {
      copyFileSync(path.join(ROOT, file), path.join(directory, file));
    }
    for (const [file, text] of Object.entries({ ...HOUSE, '../scripts/tool.ts': 'export const tool = 1;' })) {
      const target = path.join(directory, 'src', file);
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, text);
    }
    violations = cruise(directory).summary.violations;
  });

  afterAll(() => rmSync(directory, { recursive: true }));

  test('every rule catches the file that breaks it, type-only imports included', () => {
    const found = new Set(violations.map(({ from, rule }) => `${rule.name}: ${from}`));
    expect([...found].sort()).toEqual(
      expect.arrayContaining([
        'cards-turn-data-into-cards: src/cards/card.ts',
        'data-comes-and-goes-by-the-port: src/data/import.ts',
        'desk-knows-ports: src/desk/desk.ts',
        'domain-is-pure: src/domain/activity.ts',
        'domain-is-pure: src/domain/clock.ts',
        'domain-is-pure: src/domain/order.ts',
        'everything-resolves: src/cards/card.ts',
        'kinds-are-data: src/kinds/move.ts',
        'kinds-are-strangers: src/kinds/order/order.ts',
        'main-is-the-root: src/server.ts',
        'no-cycles: src/cards/card.ts',
        'no-dev-packages: src/cards/config.ts',
        'no-orphans: src/desk/forgotten.ts',
        'nobody-imports-the-top: src/cards/config.ts',
        'nobody-imports-the-top: src/cards/send.ts',
        'only-teams-knows-the-sdk: src/domain/activity.ts',
        'only-the-server-knows-restify: src/teams/bot.ts',
        'print-puts-data-on-paper: src/print/paper.ts',
        'product-stands-alone: src/teams/bot.ts',
        'sheets-turn-bills-into-files: src/sheets/bill.ts',
        'store-knows-its-engines: src/store/sqlite.ts',
        'teams-is-below-nobody-but-the-top: src/cards/send.ts',
        'teams-knows-no-store: src/teams/bot.ts',
      ]),
    );
  });

  test('two files of one kind are no strangers', () => {
    const strangers = violations.filter(({ rule }) => rule.name === 'kinds-are-strangers');
    expect(strangers.map(({ to }) => to)).toEqual(['src/kinds/move.ts']);
  });

  test('every rule is tried by the test above', () => {
    const config: { forbidden: { name: string }[] } = require(path.join(ROOT, '.dependency-cruiser.cjs'));
    const broken = new Set(violations.map(({ rule }) => rule.name));
    expect([...broken].sort()).toEqual(config.forbidden.map(({ name }) => name).sort());
  });

  test('no type is imported in the middle of a line, where the cruiser cannot see it', () => {
    const sources = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' });
    const hidden = sources
      .filter((file) => file.endsWith('.ts'))
      .filter((file) => /(?<!await )\bimport\(/.test(readFileSync(path.join(ROOT, 'src', file), 'utf8')));
    expect(hidden).toEqual([]);
  });
});
