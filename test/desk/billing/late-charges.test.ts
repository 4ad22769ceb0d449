import { closeStep } from '../../../src/desk/billing/close-month.ts';
import { storedLines } from '../../../src/desk/billing/count-bill.ts';
import { stateCalendar } from '../../../src/desk/calendar.ts';
import { nowAt } from '../../../src/desk/clock.ts';
import { createDirectory } from '../../../src/desk/directory.ts';
import { type DocumentType, keys } from '../../../src/desk/documents.ts';
import type { Closing } from '../../../src/desk/ledger.ts';
import type { Store } from '../../../src/desk/ports/store.ts';
import { as, DeskOffice } from '../desk-office.ts';
import { engine } from '../stores.ts';

const [MAX, ED, BILL] = ['02', '06', '0b'] as const;
const BY = { by: { id: null, name: 'the command line' }, role: null };

/** A second before October is over, in the state's time zone. */
const LAST_SECOND = Date.parse('2026-11-01T04:59:59.000Z');

/** A month is closed by another process, as far as `until` says. */
async function close(store: Store, month: string, until = ({ state }: Closing) => state !== 'counting') {
  const clock = { now: () => nowAt(new Date('2026-12-02T15:00:00.000Z'), 'America/Chicago') };
  const calendar = stateCalendar('America/Chicago');
  const ledger = { store, directory: createDirectory(store, () => performance.now(), clock), clock, calendar };
  for (let steps = 0; steps < 50; steps += 1) if (until(await closeStep(ledger, month, BY))) return;
}

/** A store that does something before its first commit of a document of PARKS. */
function heldUp(store: Store, meanwhile: () => Promise<void>, type: DocumentType = 'charge'): Store {
  let armed = true;
  return {
    read: (key) => store.read(key),
    query: (query) => store.query(query),
    count: (query) => store.count(query),
    removeOutlived: (at) => store.removeOutlived(at),
    check: () => store.check(),
    close: () => store.close(),
    async commit(operations) {
      const now = armed && operations.some(({ key }) => key.type === type && key.pk === 'PARKS');
      if (now) armed = false;
      if (now) await meanwhile();
      await store.commit(operations);
    },
  };
}

/** A credit that EUC agrees to in the last second of October, and its outbox at work before the clock turns. */
async function agreedLast(store: Store): Promise<DeskOffice> {
  const desk = new DeskOffice(store, undefined, LAST_SECOND);
  for (const number of [MAX, ED, BILL]) await desk.desk.installed(desk.caller(number));
  const line = { agency: 'PARKS', month: '2026-09', serial: '7BLUE03', charge: 'hardware', cents: 3292 };
  const form = as(await desk.act(MAX, 'adjustment.open', { ...line, billingCode: 'PARKS-200' }), 'adjustment form');
  const { request } = form;
  as(await desk.act(MAX, 'adjustment.submit', { request, ...form.inputs, reason: 'It is broken.' }), 'request');
  await desk.act(BILL, 'request.approve', { request, step: 'billing', revision: 1 });
  await desk.act(ED, 'request.approve', { request, step: 'EUC', revision: 1 });
  await desk.outbox.run();
  return desk;
}

/** The adjustments on each bill of PARKS, in cents. */
async function adjusted(store: Store, ...months: string[]): Promise<Record<string, number[]>> {
  const all: [string, number[]][] = [];
  for (const month of months) {
    const bill = (await store.read(keys.bill('PARKS', month)))?.body;
    const cents: number[] = [];
    if (bill === undefined) continue;
    for await (const lines of storedLines(store, bill)) {
      cents.push(...lines.filter(({ kind }) => kind === 'adjustment').map(({ cents }) => cents));
    }
    all.push([month, cents]);
  }
  return Object.fromEntries(all);
}

const isCounted = ({ bills }: Closing) => bills.some(({ agency }) => agency === 'PARKS');

describe('Rule 50: an adjustment that is booked as its month is closed', () => {
  test.each<[string, (store: Store) => Promise<void>, (store: Store) => Promise<void>]>([
    ['closed before', (store) => close(store, '2026-10'), async () => {}],
    ['closed in that moment', async () => {}, (store) => close(store, '2026-10')],
    ['counted before', (store) => close(store, '2026-10', isCounted), async () => {}],
    ['counted in that moment', async () => {}, (store) => close(store, '2026-10', isCounted)],
  ])('is on the next bill, once, where the month was %s', async (_, before, meanwhile) => {
    const store = await engine.open();
    await before(store);
    await agreedLast(heldUp(store, () => meanwhile(store)));
    await close(store, '2026-10');
    await close(store, '2026-11');
    expect(await adjusted(store, '2026-10', '2026-11')).toEqual({ '2026-10': [], '2026-11': [-3292] });
  });

  test('is on the bill of its month where that is counted after it', async () => {
    const store = await engine.open();
    await agreedLast(heldUp(store, () => close(store, '2026-10', ({ bills }) => bills.length === 1)));
    await close(store, '2026-10');
    await close(store, '2026-11');
    expect(await adjusted(store, '2026-10', '2026-11')).toEqual({ '2026-10': [-3292], '2026-11': [] });
  });

  test('is counted where it is booked after the count has read the charges, and before it is written', async () => {
    const store = await engine.open();
    const counting = heldUp(store, async () => void (await agreedLast(store)), 'bill');
    await close(counting, '2026-10');
    await close(store, '2026-11');
    expect(await adjusted(store, '2026-10', '2026-11')).toEqual({ '2026-10': [-3292], '2026-11': [] });
  });
});
