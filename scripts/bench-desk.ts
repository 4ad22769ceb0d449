/**
 * `npm run bench:desk`: asks everything that can be typed, and some buttons, of the desk on STORE_URL, and says what each
 * answer costs in processor time, and how large its card is. Nothing is written but that the askers have been seen.
 * Options: --times 5.
 */
import { parseArgs } from 'node:util';
import { createCards } from '../src/cards/render.ts';
import { readConfig } from '../src/config.ts';
import { stateCalendar } from '../src/desk/calendar.ts';
import { systemClock } from '../src/desk/clock.ts';
import { createDesk } from '../src/desk/create-desk.ts';
import type { Desk } from '../src/desk/desk.ts';
import { createDirectory } from '../src/desk/directory.ts';
import { IN_A_FILE } from '../src/desk/house.ts';
import { createLatelySeen } from '../src/desk/lately-seen.ts';
import type { Store } from '../src/desk/ports/store.ts';
import type { View } from '../src/desk/views.ts';
import { createPrinter } from '../src/print/printer.ts';
import { billWriter } from '../src/sheets/bill-writer.ts';
import { tableWriter } from '../src/sheets/table-writer.ts';
import { openSqliteStore } from '../src/store/sqlite/sqlite-store.ts';

/** People of the sample world, by the end of their object ids. */
const PEOPLE = { Rita: '01', Max: '02', Ravi: '04', Ed: '06', Wanda: '07', Eve: '0d' } as const;
type Name = keyof typeof PEOPLE;

/** Something that is asked: a text, or a button with its data. */
type Asked = readonly [Name, string] | readonly [Name, string, Record<string, unknown>];

const { values } = parseArgs({ options: { times: { type: 'string', default: '5' } } });
const config = readConfig();
const store = openSqliteStore(config.storeUrl);
const desk = openDesk(store);
const cards = createCards({ serviceDesk: config.serviceDesk, timeZone: config.timeZone });

function openDesk(store: Store): Desk {
  const log = { info: () => {}, warn: () => {} };
  const clock = systemClock(config.timeZone);
  const directory = createDirectory(store, () => performance.now(), clock);
  const printer = createPrinter({ serviceDesk: config.serviceDesk });
  return createDesk(
    {
      store,
      directory,
      latelySeen: createLatelySeen(() => performance.now()),
      clock,
      calendar: stateCalendar(config.timeZone),
      log,
      printer,
      billWriter,
      tableWriter,
      patience: IN_A_FILE,
      links: null,
      newRequestId: (agency) => `${agency}-BENCH0`,
      wake: () => {},
    },
    async () => {},
  );
}

function ask([name, word, data]: Asked): Promise<View> {
  const person = `00000000-0000-4000-8000-0000000000${PEOPLE[name]}`;
  const caller = { person, reference: person, personal: true };
  return data === undefined ? desk.say(caller, word) : desk.act(caller, { verb: word, data });
}

/** Where the next page of a list begins, as its card's button has it. */
async function nextPage(asked: Asked): Promise<Record<string, unknown>> {
  const view = await ask(asked);
  if (view.card === 'requests') return { after: view.after ?? undefined, from: view.rows.length };
  if (view.card === 'devices') return { after: view.list?.after ?? undefined, from: view.rows.length };
  return {};
}

async function questions(): Promise<Asked[]> {
  const orderBy = { field: 'submittedAt', descending: true } as const;
  const newest = await store.query({ type: 'request', where: [], orderBy, limit: 1 });
  const request = newest.items[0]?.body.id ?? '';
  const where = [{ field: 'status', is: 'in service' }];
  const owned = await store.query({ type: 'device', pk: 'PARKS', where, orderBy: { field: 'serial' }, limit: 40 });
  const serials = owned.items.map(({ body }) => body.serial);
  const serial = serials.at(-1) ?? '';
  return [
    ...(['Rita', 'Max', 'Eve'] as const).flatMap((name): Asked[] => [
      [name, 'help'],
      [name, 'catalog'],
      [name, 'requests'],
      [name, `device ${serial}`],
    ]),
    ['Max', 'approvals'],
    ['Ed', 'approvals'],
    ['Eve', 'approvals'],
    ['Ed', 'approvals.open', { from: 60 }],
    ['Wanda', 'queue'],
    ['Eve', 'queue'],
    ['Eve', 'queue.open', { from: 600 }],
    ['Eve', 'requests.open', await nextPage(['Eve', 'requests'])],
    ['Max', 'devices'],
    ['Max', 'devices.open', { which: '', ...(await nextPage(['Max', 'devices'])) }],
    ['Max', 'devices spare'],
    ['Max', 'devices room 2'],
    ['Eve', 'devices'],
    ['Eve', 'devices.open', { which: '', ...(await nextPage(['Eve', 'devices'])) }],
    ['Eve', 'devices spare'],
    ['Eve', 'devices Thibodeaux'],
    ['Eve', 'devices nobody at all'],
    ['Eve', 'devices PARKS spare'],
    ['Eve', serials.slice(0, 20).join(' ')],
    ['Eve', `admission ${serial}`],
    ['Eve', `request ${request}`],
    ['Eve', 'history.open', { request, from: 0 }],
    ['Rita', 'order'],
    ['Rita', `move ${serial}`],
    ['Rita', `decommission ${serials.slice(0, 20).join(' ')}`],
    ['Ravi', 'purchase'],
    ['Rita', `lost ${serial}`],
    ['Eve', `swap ${serial}`],
    ['Eve', `correct ${serial}`],
    ['Max', 'delegate'],
    ['Max', 'inventory'],
    ['Eve', 'inventory'],
    ['Max', 'bill'],
    ['Eve', 'bill'],
    ['Max', 'forecast'],
    ['Eve', 'forecast'],
    ['Eve', `bill explain ${serial}`],
  ];
}

async function measure(asked: Asked): Promise<void> {
  const costs: number[] = [];
  let view = await ask(asked);
  for (let time = 0; time < Number(values.times); time += 1) {
    const before = process.cpuUsage();
    view = await ask(asked);
    const { user, system } = process.cpuUsage(before);
    costs.push((user + system) / 1000);
  }
  const [median = 0] = costs.sort((a, b) => a - b).slice(Math.floor(costs.length / 2));
  const bytes = JSON.stringify(cards.render(view)).length;
  const said = `${asked[0]}: ${asked[1].slice(0, 40)}${asked[2] === undefined ? '' : ' (button)'}`;
  console.log(
    `${said.padEnd(52)} ${median.toFixed(1).padStart(8)} ms ${(bytes / 1000).toFixed(1).padStart(7)} kB  ${view.card}`,
  );
}

try {
  for (const asked of await questions()) await measure(asked);
} finally {
  await store.close();
}
