import { closeStep, whyNotClose } from '../../src/desk/billing/close-month.ts';
import { storedLines } from '../../src/desk/billing/count-bill.ts';
import { reachingNotice } from '../../src/desk/billing/due.ts';
import { stateCalendar } from '../../src/desk/calendar.ts';
import { nowAt } from '../../src/desk/clock.ts';
import { createDirectory } from '../../src/desk/directory.ts';
import { keys } from '../../src/desk/documents.ts';
import type { Store } from '../../src/desk/ports/store.ts';
import type { BillLine } from '../../src/domain/billing/charges.ts';
import { type Commitment, paysFor } from '../../src/domain/commitment.ts';
import { addMonths } from '../../src/domain/months.ts';
import { all } from './files.ts';
import { filled } from './sample-state.ts';

describe('what is paid in a made-up state', () => {
  let store: Store;
  beforeAll(async () => {
    store = await filled();
  });
  afterAll(() => store.close());

  it('pays each of the 48 months of a commitment once, whoever pays them (Rules 36, 46 and 55)', async () => {
    const swaps = new Map<string, string>();
    for (const { serial, swap } of await all(store, 'device', 'serial'))
      if (swap?.to === serial) swaps.set(serial, swap.from);
    const first = (serial: string): string => {
      const before = swaps.get(serial);
      return before === undefined ? serial : first(before);
    };
    const terms = new Map<string, Commitment[]>();
    for (const commitment of await all(store, 'commitment', 'serial')) {
      const root = first(commitment.serial);
      terms.set(root, [...(terms.get(root) ?? []), commitment]);
    }
    expect(terms.size).toBeGreaterThan(300);
    expect([...terms.values()].some((parts) => parts.length > 1)).toBe(true);
    for (const [serial, parts] of terms) {
      const { firstMonth = null } = parts[0] ?? {};
      if (firstMonth === null) continue;
      const payers = Array.from({ length: 50 }, (_, nth) => {
        const month = addMonths(firstMonth, nth - 1);
        return parts.filter((one) => paysFor(one, month) !== undefined).length;
      });
      expect([serial, payers]).toEqual([serial, [0, ...Array.from({ length: 48 }, () => 1), 0]]);
    }
  });

  it('has devices that reach month 42, 45 or 48 (Rule 54)', async () => {
    const due = await Promise.all(['PARKS', 'REV', 'HEALTH'].map((agency) => reachingNotice(store, agency, '2026-11')));
    expect(due.flat().length).toBeGreaterThan(0);
  });

  it('can have its bills closed, with what is charged once on them (Rules 48 to 50)', async () => {
    const clock = { now: () => nowAt(new Date('2026-11-25T15:00:00.000Z'), 'America/Chicago') };
    const directory = createDirectory(store, () => 0, clock);
    const ledger = { store, directory, clock, calendar: stateCalendar('America/Chicago') };
    const by = { by: { id: null, name: 'a test' }, role: null };
    const charges = await all(store, 'charge', 'month');
    for (const month of ['2026-08', '2026-09', '2026-10']) {
      expect(await whyNotClose(ledger, month)).toBeUndefined();
      let closing = await closeStep(ledger, month, by, true);
      while (closing.state === 'counting') closing = await closeStep(ledger, month, by, false);
      expect([month, closing.state, closing.problem]).toEqual([month, 'closed', null]);
      const booked = charges.filter((charge) => charge.month === month);
      const lines: BillLine[] = [];
      for (const { agency } of closing.bills) {
        const bill = (await store.read(keys.bill(agency, month)))?.body;
        if (bill !== undefined) for await (const some of storedLines(store, bill)) lines.push(...some);
      }
      const once = lines.filter(({ kind }) => kind !== 'support' && kind !== 'hardware');
      expect(once.map(({ cents }) => cents).sort()).toEqual(booked.map(({ cents }) => cents).sort());
    }
    for (const kind of ['adjustment', 'handling', 'delivery'])
      expect(charges.map((charge) => charge.kind)).toContain(kind);
  });
});
