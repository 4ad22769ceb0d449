/**
 * The floors of the house: imports point down only.
 *
 *   main, config, server, http   wire and guard
 *   4 teams                the only importer of botbuilder
 *   3 store, cards, data, print, sheets   strangers to each other
 *   2 desk                 use cases; knows ports, not products
 *   1 kinds                strangers to each other; index.ts is their table
 *   0 domain               pure; imports nothing but zod
 *
 * A rule says what its floor may import; whatever is not listed is a violation, type-only imports included.
 * test/floors.test.ts plants one violation of each rule and expects it to be caught.
 */

/** Files on these floors. */
const floors = (...names) => `^src/(?:${names.join('|')})/`;

/** These npm packages; a trailing * stands for the rest of the name. */
const packages = (...names) =>
  `(?:^|/)node_modules/(?:${names.map((name) => name.replace(/\*$/, '[^/]*')).join('|')})/`;

/** These modules of Node (the cruiser drops the `node:`). */
const builtins = (...names) => `^(?:${names.join('|')})(?:/|$)`;

const SDK = packages('botbuilder*', 'botframework-*', '@microsoft/agents-*');
const TOP = '^src/(?:(?:main|config|server|data)\\.ts$|http/)';

const mayImportOnly = (name, comment, path, allowed) => ({
  name,
  comment,
  severity: 'error',
  from: { path },
  to: { pathNot: allowed },
});

const forbidden = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    mayImportOnly('domain-is-pure', 'No I/O, clock, randomness or logs: only itself and zod.', floors('domain'), [
      floors('domain'),
      packages('zod'),
    ]),
    mayImportOnly('kinds-are-data', 'A kind is data about requests: domain and zod.', floors('kinds'), [
      floors('domain', 'kinds'),
      packages('zod'),
    ]),
    forbidden(
      'kinds-are-strangers',
      'Only the table, kinds/index.ts, imports kinds. What two kinds share belongs to the domain.',
      { path: '^src/kinds/([^/.]+)', pathNot: '^src/kinds/index\\.ts$' },
      { path: '^src/kinds/', pathNot: '^src/kinds/$1(?:/|\\.ts$)' },
    ),
    mayImportOnly('desk-knows-ports', 'Ports, not products; of Node only what does no I/O.', floors('desk'), [
      floors('domain', 'kinds', 'desk'),
      packages('zod', 'luxon'),
      builtins('crypto', 'timers'),
    ]),
    mayImportOnly('store-knows-its-engines', 'The desk it serves and its engines.', floors('store'), [
      floors('domain', 'desk', 'store'),
      packages('zod', 'luxon', 'better-sqlite3', '@azure/cosmos', '@azure/identity'),
      builtins('fs', 'path', 'url', 'crypto', 'timers'),
    ]),
    mayImportOnly('cards-turn-data-into-cards', 'Data in, card out.', floors('cards'), [
      floors('domain', 'kinds', 'desk', 'cards'),
      packages('zod', 'luxon', 'adaptivecards-templating', 'adaptive-expressions'),
      builtins('fs', 'path', 'url'),
    ]),
    mayImportOnly('sheets-turn-bills-into-files', 'Data in, CSV or XLSX out.', floors('sheets'), [
      floors('domain', 'desk', 'sheets'),
      packages('write-excel-file'),
    ]),
    mayImportOnly('data-comes-and-goes-by-the-port', 'Files in and out, whatever the store.', floors('data'), [
      floors('domain', 'kinds', 'desk', 'data'),
      packages('zod', 'csv-parse'),
      builtins('fs', 'path', 'stream', 'timers', 'util'),
    ]),
    mayImportOnly('print-puts-data-on-paper', 'Data in, PDF out.', floors('print'), [
      floors('domain', 'desk', 'print'),
      packages('luxon', 'pdfkit', '@types/pdfkit', 'bwip-js'),
      builtins('module', 'timers'),
    ]),
    forbidden(
      'teams-is-below-nobody-but-the-top',
      'Activities become commands for the desk; no floor but the top calls teams, and teams never reaches a store.',
      { path: floors('domain', 'kinds', 'desk', 'store', 'cards', 'data', 'print') },
      { path: floors('teams') },
    ),
    forbidden(
      'teams-knows-no-store',
      'The desk talks to the store.',
      { path: floors('teams') },
      { path: floors('store') },
    ),
    forbidden(
      'only-teams-knows-the-sdk',
      'The Bot Framework SDK is archived: one folder knows it, so one folder changes when it goes.',
      { path: '^src/', pathNot: floors('teams') },
      { path: SDK },
    ),
    forbidden(
      'only-the-server-knows-restify',
      'HTTP ends in server.ts and its routes in http/.',
      { path: '^src/', pathNot: ['^src/server\\.ts$', floors('http')] },
      {
        path: packages('restify*', '@types/restify*'),
      },
    ),
    forbidden(
      'nobody-imports-the-top',
      'What the top knows (environment, wiring, HTTP) is handed down as arguments.',
      { path: '^src/[^/]+/', pathNot: floors('http') },
      { path: TOP },
    ),
    forbidden(
      'main-is-the-root',
      'Nobody imports the composition root.',
      { path: '^src/' },
      { path: '^src/main\\.ts$' },
    ),
    forbidden(
      'product-stands-alone',
      'Product code never imports tests, scripts or its own output.',
      { path: '^src/' },
      { path: '^(?:test|scripts|dist|out)/' },
    ),
    forbidden(
      'no-dev-packages',
      'What src imports is a dependency in package.json, so that `npm ci --omit=dev` is enough to run dist.',
      { path: '^src/' },
      { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], pathNot: packages('@types') },
    ),
    forbidden('everything-resolves', 'An import that leads nowhere.', { path: '^src/' }, { couldNotResolve: true }),
    forbidden(
      'no-cycles',
      'Files that need each other are one file, or one idea too many.',
      { path: '^src/' },
      { circular: true },
    ),
    forbidden(
      'no-orphans',
      'A file nobody imports and that imports nobody.',
      { orphan: true, path: '^src/', pathNot: TOP },
      {},
    ),
  ],
  options: {
    // swc sees type-only imports too; TypeScript 7 has no longer the compiler API the default parser wants.
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.mjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'types', 'default', 'require'],
      mainFields: ['main', 'types'],
    },
  },
};
